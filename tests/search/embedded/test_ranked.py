"""The best documents, exactly as if everything had been scored."""

import random
from collections.abc import Iterator
from math import inf

import msgspec
import pytest

from search import ranking
from search.document import Coordinates, VacancyDocument
from search.embedded import ranked
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.plan import (
    Admission,
    CircleFilter,
    Clause,
    CodeField,
    CodeFilter,
    Codes,
    NumberField,
    Plan,
    Position,
    RangeFilter,
    Signals,
    TextField,
    Words,
)
from search.port import PlannedHit
from search.request import Sort
from tests.search.builders import DAY, NOW, vacancy

MANY = 1_500
CENTRE = Coordinates(-6.2, 106.8)
KASIR = Words(field=TextField.TITLE, tokens=("kasir",), weight=3.0)
TOKO = Words(field=TextField.TITLE, tokens=("toko",), weight=1.0)


@pytest.fixture(autouse=True, params=[60, 500, ranked.WINDOW], ids="up to {} at once".format)
def window(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take what matches in slices, and all at once."""
    monkeypatch.setattr(ranked, "WINDOW", request.param)


def _documents() -> list[VacancyDocument]:
    chance = random.Random(11)
    return [
        vacancy(
            number,
            title=chance.choice(["Kasir", "Kasir Toko", "Kasir Toko Baju"]),
            posted_at=NOW - chance.randint(0, 300) * DAY - number,
            completeness=chance.random(),
            applications=chance.randint(0, 60),
            pay_minimum=chance.choice([None, 3_000_000, 5_000_000]),
            point=Coordinates(-6.2 + chance.randint(-20, 20) / 100, 106.8) if number % 5 else None,
        )
        for number in range(MANY)
    ]


@pytest.fixture(scope="module")
def index() -> Iterator[EmbeddedVacancyIndex]:
    made = EmbeddedVacancyIndex()
    made.put(_documents())
    made.refresh()
    yield made
    made.close()


def _plan(**changes: object) -> Plan:
    admission = Admission(clauses=(Clause((KASIR,)),), minimum=1)
    return msgspec.structs.replace(
        Plan(admission=admission, boosts=(TOKO,), signals=Signals(now=NOW), limit=25), **changes
    )


def _expected(document: VacancyDocument, signals: Signals) -> float:
    text = 3.0 + ("Toko" in document.title)
    score = text * ranking.freshness(document.posted_at, NOW) * ranking.quality(document) / 1000
    score *= ranking.lot(ranking.seed(document.id), NOW)
    if signals.centre:
        away = ranking.distance_km(signals.centre, document.point) if document.point else None
        score *= ranking.nearness(away, signals.radius_km)
    return score


def _all_pages(index: EmbeddedVacancyIndex, plan: Plan) -> list[PlannedHit]:
    hits: list[PlannedHit] = []
    after: Position | None = None
    while True:
        page = index.search(msgspec.structs.replace(plan, after=after))
        hits.extend(page.hits)
        if not page.more:
            return hits
        after = page.hits[-1].position


@pytest.mark.parametrize("signals", [Signals(now=NOW), Signals(now=NOW, centre=CENTRE, radius_km=10)])
def test_the_first_page_is_exactly_the_best(index: EmbeddedVacancyIndex, signals: Signals) -> None:
    page = index.search(_plan(signals=signals))
    best = sorted(_documents(), key=lambda entry: -_expected(entry, signals))[:25]
    assert page.total == MANY
    assert [hit.document.id for hit in page.hits] == [entry.id for entry in best]
    for hit in page.hits:
        assert hit.score == pytest.approx(_expected(hit.document, signals), rel=1e-4)


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_neither_repeat_nor_skip(index: EmbeddedVacancyIndex, sort: Sort) -> None:
    hits = _all_pages(index, _plan(sort=sort, limit=90, signals=Signals(now=NOW, centre=CENTRE)))
    identifiers = [hit.document.id for hit in hits]
    assert len(identifiers) == len(set(identifiers))
    assert set(identifiers) == {entry.id for entry in _documents()}


def test_orders_are_kept_over_pages(index: EmbeddedVacancyIndex) -> None:
    newest = [hit.document.posted_at for hit in _all_pages(index, _plan(sort=Sort.NEWEST, limit=100))]
    pay = [hit.document.pay_minimum or 0 for hit in _all_pages(index, _plan(sort=Sort.SALARY, limit=100))]
    signals = Signals(now=NOW, centre=CENTRE)
    away = [hit.distance_km for hit in _all_pages(index, _plan(sort=Sort.DISTANCE, limit=100, signals=signals))]
    scores = [hit.score for hit in _all_pages(index, _plan(limit=100))]
    assert newest == sorted(newest, reverse=True)
    assert pay == sorted(pay, reverse=True)
    assert away == sorted(away, key=lambda km: inf if km is None else km)
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST])
def test_pages_stay_stable_while_others_write(sort: Sort) -> None:
    index = EmbeddedVacancyIndex()
    index.put([vacancy(number) for number in range(1, 41)])
    index.refresh()
    plan = _plan(sort=sort, limit=10)
    first = index.search(plan)
    index.put([vacancy(0), vacancy(99)])
    index.refresh()
    rest = _all_pages_after(index, plan, first.hits[-1].position)
    identifiers = [hit.document.id for hit in (*first.hits, *rest)]
    assert len(identifiers) == len(set(identifiers))
    assert {vacancy(number).id for number in range(1, 41)} <= set(identifiers)
    index.close()


def _all_pages_after(index: EmbeddedVacancyIndex, plan: Plan, after: Position) -> list[PlannedHit]:
    hits: list[PlannedHit] = []
    while True:
        page = index.search(msgspec.structs.replace(plan, after=after))
        hits.extend(page.hits)
        if not page.more:
            return hits
        after = page.hits[-1].position


def test_equals_are_ordered_by_identifier() -> None:
    index = EmbeddedVacancyIndex()
    index.put([vacancy(number, posted_at=NOW) for number in (3, 1, 2)])
    index.refresh()
    hits = _all_pages(index, _plan(sort=Sort.SALARY, limit=1))
    assert len({hit.document.id for hit in hits}) == 3
    index.close()


def _total(index: EmbeddedVacancyIndex, admission: Admission) -> int:
    return index.search(_plan(admission=admission)).total


def test_coverage_counts_clauses(index: EmbeddedVacancyIndex) -> None:
    clauses = tuple(
        Clause((Words(field=TextField.TITLE, tokens=(word,)),)) for word in ("kasir", "toko", "baju", "astronot")
    )
    with_toko = sum("Toko" in entry.title for entry in _documents())
    with_baju = sum("Baju" in entry.title for entry in _documents())
    assert _total(index, Admission(clauses=clauses, minimum=2)) == with_toko
    assert _total(index, Admission(clauses=clauses, minimum=3)) == with_baju
    assert _total(index, Admission(clauses=clauses, minimum=4)) == 0


def test_must_and_must_not(index: EmbeddedVacancyIndex) -> None:
    with_toko = sum("Toko" in entry.title for entry in _documents())
    assert _total(index, Admission(must=(Clause((TOKO,)),))) == with_toko
    assert _total(index, Admission(must_not=(Clause((TOKO,)),))) == MANY - with_toko
    assert _total(index, Admission(clauses=(Clause(()),), minimum=1)) == 0


def test_unstated_numbers_stay_only_when_asked(index: EmbeddedVacancyIndex) -> None:
    documents = _documents()
    stated = sum((entry.pay_minimum or 0) >= 4_000_000 for entry in documents)
    unstated = sum(entry.pay_minimum is None for entry in documents)
    at_least = RangeFilter(field=NumberField.PAY, minimum=4_000_000)
    lenient = msgspec.structs.replace(at_least, missing=True)
    at_most = RangeFilter(field=NumberField.PAY, maximum=4_000_000)
    assert _total(index, Admission(filters=(at_least,))) == stated
    assert _total(index, Admission(filters=(lenient,))) == stated + unstated
    assert _total(index, Admission(filters=(at_most,))) == MANY - stated - unstated


def test_circles_are_exact(index: EmbeddedVacancyIndex) -> None:
    inside = [entry for entry in _documents() if entry.point and ranking.distance_km(CENTRE, entry.point) <= 7.5]
    assert 0 < len(inside) < MANY
    assert _total(index, Admission(filters=(CircleFilter(centre=CENTRE, radius_km=7.5),))) == len(inside)


def test_fuzzy_words_take_one_edit_for_less() -> None:
    index = EmbeddedVacancyIndex()
    index.put([vacancy(1, title="Barista"), vacancy(2, title="Bariste"), vacancy(3, title="Basista lama")])
    index.refresh()
    leaf = Words(field=TextField.TITLE, tokens=("barista",), weight=3.0, fuzzy=True)
    page = index.search(_plan(admission=Admission(must=(Clause((leaf,)),)), boosts=()))
    assert next(hit.document.title for hit in page.hits) == "Barista"
    assert page.total == 3
    assert page.hits[1].score < page.hits[0].score * 0.8
    index.close()


def test_codes_answer_to_their_beginnings() -> None:
    index = EmbeddedVacancyIndex()
    index.put([vacancy(1, region="32.73", occupation="2512"), vacancy(2, region="32"), vacancy(3, region="31.74")])
    index.refresh()

    def total(field: CodeField, code: str) -> int:
        return _total(index, Admission(filters=(CodeFilter(field=field, codes=(code,)),)))

    assert (total(CodeField.REGION, "32"), total(CodeField.REGION, "32.73")) == (2, 1)
    assert (total(CodeField.OCCUPATION, "251"), total(CodeField.OCCUPATION, "2511")) == (1, 0)
    index.close()


def test_beyond_leaves_out_what_was_given_already(index: EmbeddedVacancyIndex) -> None:
    strict = Admission(must=(Clause((TOKO,)),))
    page = index.search(_plan(beyond=(strict,)))
    assert page.total == MANY - _total(index, strict)
    assert all("Toko" not in hit.document.title for hit in page.hits)


def test_boosts_never_admit(index: EmbeddedVacancyIndex) -> None:
    nowhere = Admission(must=(Clause((Codes(field=CodeField.SKILL, codes=("x",)),)),))
    assert index.search(_plan(admission=nowhere)).total == 0
