"""Both engines give the same vacancies in the same order for the same plan.

Not asked of relevance: the order of two documents whose scores differ by less than the precision in which the engines
add up (OpenSearch in 32 bits, the embedded index rounds). There a rank-biased overlap of 0.99 is, against the 0.9 that
the design asks for; every other order is the same to the last place.
"""

import itertools
import random
import secrets
from collections.abc import Iterator, Sequence

import pytest

from chalicelib import reference
from chalicelib.settings import Search
from local.engines.opensearch import OpenSearch
from local.seed.vacancies import SampleVacancy, sample_vacancies
from search import opensearch as on_cluster
from search.document import Coordinates, VacancyDocument
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.plan import (
    Admission,
    CircleFilter,
    Clause,
    CodeField,
    Codes,
    Filter,
    NumberField,
    Plan,
    RangeFilter,
    Signals,
    TermFacet,
    TextField,
    Words,
)
from search.port import VacancyIndex
from search.request import Facet, Sort
from tests.contracts.index.asking import hold, number, one_of, said
from tests.contracts.index.cluster import drop
from tests.search.builders import DAY, NOW, vacancy

pytestmark = pytest.mark.engine
MANY, PLANS, PERSISTENCE = 300, 40, 0.9
JAKARTA = Coordinates(-6.2, 106.8)
Engines = tuple[VacancyIndex, VacancyIndex]


def _document(made: SampleVacancy) -> VacancyDocument:
    place = reference.regions().get(made.region)
    assert place is not None
    return vacancy(
        made.number + 1,
        title=made.title,
        employer_id=f"emp_{made.employer}",
        employer_name=made.employer,
        description=made.description,
        occupation=made.occupation,
        skills=made.skills,
        region=made.region,
        point=None if made.number % 9 == 0 else Coordinates(place.latitude, place.longitude),
        pay_minimum=made.pay_minimum,
        pay_maximum=made.pay_maximum,
        employment_type=made.employment_type,
        experience_months=made.experience_months,
        openings=made.openings,
        applications=made.number % 13,
        remote=made.remote,
        posted_at=NOW - made.days_ago * DAY - made.number,
        completeness=made.number % 5 / 4,
    )


DOCUMENTS = tuple(_document(made) for made in sample_vacancies(MANY))


@pytest.fixture(scope="module")
def engines(opensearch: OpenSearch) -> Iterator[Engines]:
    """Both engines, with the same vacancies."""
    settings = Search(search_engine="opensearch", search_url=opensearch.url, index_prefix=f"t{secrets.token_hex(4)}-")
    embedded, cluster = EmbeddedVacancyIndex(), on_cluster.vacancy_index(settings)
    for index in (embedded, cluster):
        hold(index, DOCUMENTS)
    yield embedded, cluster
    embedded.close()
    cluster.close()
    drop(settings)


def _clause(draw: random.Random, of: VacancyDocument) -> Clause:
    """A clause that at least one vacancy meets, as the planner writes them: words and concepts together."""
    first = of.title.split()[0]
    leaves = [
        *said(of.title, phrase=True, weight=3.0).leaves,
        *said(first, weight=2.4, fuzzy=len(first) > 4 and first.isalpha() and draw.random() < 0.5).leaves,
        Codes(field=CodeField.OCCUPATION, codes=(of.occupation or "",), weight=3.0),
        Codes(field=CodeField.SKILL, codes=of.skills[:2], weight=2.0),
    ]
    return Clause(tuple(draw.sample(leaves, draw.randint(1, len(leaves)))))


def _filters(draw: random.Random, of: VacancyDocument) -> tuple[Filter, ...]:
    ways: list[Filter] = [
        one_of(CodeField.REGION, (of.region or "")[:2], facet=Facet.REGION),
        one_of(CodeField.EMPLOYMENT_TYPE, "FULL_TIME", facet=Facet.EMPLOYMENT_TYPE),
        RangeFilter(field=NumberField.PAY, minimum=draw.choice((3, 4, 5)) * 1_000_000, missing=draw.random() < 0.5),
        RangeFilter(field=NumberField.EXPERIENCE_MONTHS, maximum=12, missing=True),
        CircleFilter(centre=of.point or JAKARTA, radius_km=draw.choice((5, 25, 100))),
    ]
    return tuple(draw.sample(ways, draw.randrange(3)))


def _plan(number: int) -> Plan:
    draw = random.Random(number)
    of = draw.choice(DOCUMENTS)
    clauses = tuple(_clause(draw, draw.choice(DOCUMENTS)) for _ in range(draw.randrange(4)))
    must_not = (said(draw.choice(DOCUMENTS).title.split()[0]),) if draw.random() < 0.25 else ()
    sort = tuple(Sort)[number % 4] if number % 3 else Sort.RELEVANCE
    centred = sort is Sort.DISTANCE or draw.random() < 0.4
    return Plan(
        admission=Admission(
            clauses=clauses,
            minimum=draw.randint(1, max(1, len(clauses))),
            must_not=must_not,
            filters=_filters(draw, of),
        ),
        boosts=(Words(field=TextField.DESCRIPTION, tokens=("pelanggan",), weight=0.25),),
        signals=Signals(now=NOW, centre=JAKARTA if centred else None),
        sort=sort,
        limit=100,
        facets=(
            TermFacet(facet=Facet.REGION, field=CodeField.REGION),
            TermFacet(facet=Facet.EMPLOYMENT_TYPE, field=CodeField.EMPLOYMENT_TYPE),
        ),
    )


def overlap(one: Sequence[int], other: Sequence[int], persistence: float = PERSISTENCE) -> float:
    """Rank-biased overlap of two lists, by its definition up to the end of the longer one; 1 for equal lists."""
    if not one and not other:
        return 1.0
    weighted = weights = 0.0
    for depth in range(1, max(len(one), len(other)) + 1):
        weight = persistence ** (depth - 1)
        weighted += weight * len(set(one[:depth]) & set(other[:depth])) / depth
        weights += weight
    return weighted / weights


def test_the_overlap_tells_lists_apart() -> None:
    assert overlap([1, 2, 3], [1, 2, 3]) == 1
    assert overlap([1, 2], [3, 4]) == 0
    assert overlap([1, 2, 3], [1, 3, 2]) > overlap([1, 2, 3], [2, 1, 3]) > overlap([1, 2, 3], [3, 2, 1])
    assert overlap([1], []) == 0


def test_the_plans_ask_for_something() -> None:
    plans = [_plan(each) for each in range(PLANS)]
    assert {plan.sort for plan in plans} == set(Sort)
    assert sum(bool(plan.admission.filters) for plan in plans) > PLANS // 3
    assert sum(bool(plan.admission.clauses) for plan in plans) > PLANS // 2


@pytest.mark.parametrize("which", range(PLANS))
def test_both_engines_agree(engines: Engines, which: int) -> None:
    plan = _plan(which)
    embedded, cluster = (index.search(plan) for index in engines)
    one, other = ([number(hit.document) for hit in page.hits] for page in (embedded, cluster))
    assert embedded.total == cluster.total
    assert embedded.more == cluster.more
    assert embedded.facets == cluster.facets
    assert [hit.document for hit in sorted(embedded.hits, key=lambda hit: hit.document.id)] == [
        hit.document for hit in sorted(cluster.hits, key=lambda hit: hit.document.id)
    ] or embedded.more
    if plan.sort is not Sort.RELEVANCE:
        assert one == other
        return
    assert overlap(one, other) >= 0.99
    by_number = {number(hit.document): hit.score for hit in cluster.hits}
    for hit in embedded.hits:
        if number(hit.document) in by_number:
            assert by_number[number(hit.document)] == pytest.approx(hit.score, rel=1e-4)


def test_at_least_most_plans_find_something(engines: Engines) -> None:
    totals = [engines[0].search(_plan(each)).total for each in range(PLANS)]
    assert sum(total > 0 for total in totals) >= PLANS * 3 // 4
    assert any(total > 100 for total in totals)


def test_employers_and_counts_agree(engines: Engines) -> None:
    embedded, cluster = engines
    codes = sorted({document.region or "" for document in DOCUMENTS})
    assert embedded.counts(CodeField.REGION, codes, NOW) == cluster.counts(CodeField.REGION, codes, NOW)
    for prefix in itertools.chain(["pt c", "jaya", "maju se", "zz"], "abcdefg"):
        assert embedded.employers(prefix, NOW) == cluster.employers(prefix, NOW), prefix
    for within in (_plan(each).admission for each in range(PLANS)):
        counted = [engine.counts(CodeField.REGION, codes, NOW, within=within) for engine in engines]
        assert counted[0] == counted[1], within
        named = [engine.employers("ja", NOW, within=within) for engine in engines]
        assert named[0] == named[1], within
    assert list(embedded.versions()) == list(cluster.versions())
