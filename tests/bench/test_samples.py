"""What the benches measure with: the same every time, valid, and varied."""

from collections import Counter
from datetime import UTC, datetime
from itertools import islice

import msgspec
import pytest

from bench import samples
from bench.queries import queries
from bench.report import Times, in_turn
from chalicelib.partners.job_posting import convert
from functions.reading import read_query
from functions.search_parameters import SearchQuery, request_of

NOW = datetime(2026, 5, 4, 3, tzinfo=UTC)


def test_documents_are_the_same_for_the_same_seed_and_a_longer_run_begins_with_the_shorter():
    assert list(samples.documents(30, NOW)) == list(islice(samples.documents(60, NOW), 30))
    assert list(samples.documents(30, NOW)) != list(samples.documents(30, NOW, seed=8))


def test_documents_are_open_and_dated_before_now():
    found = list(samples.documents(300, NOW))
    assert len({document.id for document in found}) == 300
    assert all(document.posted_at <= NOW.timestamp() < document.expires_at for document in found)
    assert all(document.point and document.skills for document in found)


def test_postings_are_taken_as_a_partner_s():
    for sample, posting in zip(samples.sample_vacancies(50, samples.SEED), samples.postings(50, NOW), strict=True):
        taken = convert(msgspec.json.encode(posting))
        assert (taken.external_id, taken.content.title) == (str(sample.number), sample.title)
        assert (taken.content.region, taken.content.pay_minimum) == (sample.region, sample.pay_minimum)
        assert taken.notes == ()


def test_queries_are_the_same_for_the_same_seed_and_of_every_kind():
    assert list(queries(50)) == list(islice(queries(100), 50))
    kinds = Counter(query.kind for query in queries(300))
    assert len(kinds) == 11
    assert min(kinds.values()) > 5
    assert all(query.second_page == (query.kind == "paged") for query in queries(300))


@pytest.mark.parametrize("query", list(queries(120)), ids=lambda query: query.kind)
def test_queries_are_accepted(query):
    values = {name: [value] for name, value in query.parameters}
    assert request_of(read_query(values, SearchQuery), int(NOW.timestamp())).words == query.words


def test_pairs_are_measured_in_turn():
    seen = []
    first, second = in_turn([lambda: seen.append("a")] * 3, [lambda: seen.append("b")] * 3)
    assert "".join(seen) == "ababab"
    assert len(first.all) == len(second.all) == 3


def test_percentiles():
    times = Times(tuple(float(number) for number in range(1, 101)))
    assert times.p50 == 50.5
    assert times.p95 == pytest.approx(95.05)
    assert Times((7.0,)).p95 == 7.0
