"""Orders and pages."""

from collections.abc import Iterator

import msgspec
import pytest

from search.document import Coordinates, VacancyDocument
from search.indexed import tie
from search.plan import Admission, CircleFilter, Clause, CodeField, Codes, Plan, Signals, TextField, Words
from search.port import PlannedHit, Removal, VacancyIndex
from search.ranking import distance_km
from search.request import Sort
from search.weights import weights
from tests.contracts.index.asking import SIGNALS, hold, listed, number, one_of, said
from tests.search.builders import DAY, NOW, vacancy

JAKARTA = Coordinates(-6.2, 106.8)
AROUND = Signals(now=NOW, centre=JAKARTA, radius_km=25.0)
EVERY = tuple(Sort)


def _pages(index: VacancyIndex, plan: Plan) -> Iterator[tuple[PlannedHit, ...]]:
    """Go on page by page until there are no more."""
    while True:
        page = index.search(plan)
        yield page.hits
        if not page.more:
            return
        assert len(page.hits) == plan.limit
        plan = msgspec.structs.replace(plan, after=page.hits[-1].position)


def _fleet(count: int) -> list[VacancyDocument]:
    """Vacancies with many equals: of pay, day, and place; some state neither pay nor place."""
    return [
        vacancy(
            place,
            posted_at=NOW - place % 5 * DAY,
            pay_minimum=None if place % 4 == 0 else (place % 3 + 4) * 1_000_000,
            point=None if place % 6 == 0 else Coordinates(-6.2 - place % 7 * 0.1, 106.8),
        )
        for place in range(1, count + 1)
    ]


def _drawn(*numbers: int) -> list[int]:
    """Equals in the order that their identifiers draw."""
    return sorted(numbers, key=lambda each: -tie(vacancy(each).id))


def test_newest_first_equals_by_their_draw(vacancies: VacancyIndex) -> None:
    ages = {1: 3, 2: 1, 3: 2, 4: 1, 5: 1}
    hold(vacancies, [vacancy(place, posted_at=NOW - age * DAY) for place, age in ages.items()])
    assert listed(vacancies, Plan(signals=SIGNALS, sort=Sort.NEWEST)) == [*_drawn(2, 4, 5), 3, 1]


def test_best_paid_first_unstated_pay_last(vacancies: VacancyIndex) -> None:
    hold(
        vacancies,
        [
            vacancy(1),
            vacancy(2, pay_minimum=4_000_000, pay_maximum=9_000_000),
            vacancy(3, pay_minimum=5_000_000),
            vacancy(4, pay_maximum=12_000_000),
            vacancy(5),
            vacancy(6, pay_minimum=5_000_000),
        ],
    )
    assert listed(vacancies, Plan(signals=SIGNALS, sort=Sort.SALARY)) == [4, 2, *_drawn(3, 6), *_drawn(1, 5)]


def test_nearest_first_without_a_place_last(vacancies: VacancyIndex) -> None:
    south = {1: 3.0, 2: 0.1, 3: 0.5, 5: 0.1}
    hold(
        vacancies,
        [
            *(vacancy(place, point=Coordinates(-6.2 - degrees, 106.8)) for place, degrees in south.items()),
            vacancy(4),
            vacancy(6),
        ],
    )
    plan = Plan(signals=AROUND, sort=Sort.DISTANCE)
    page = vacancies.search(plan)
    assert [number(hit.document) for hit in page.hits] == [2, 5, 3, 1, 4, 6]
    assert page.total == 6
    near = page.hits[0]
    assert near.document.point is not None
    assert near.distance_km == pytest.approx(distance_km(JAKARTA, near.document.point), abs=0.05)
    assert page.hits[-1].distance_km is None
    circled = Plan(
        admission=Admission(filters=(CircleFilter(centre=JAKARTA, radius_km=60),)), signals=AROUND, sort=Sort.DISTANCE
    )
    assert listed(vacancies, circled) == [2, 5, 3]


@pytest.mark.parametrize("sort", EVERY)
@pytest.mark.parametrize("limit", [1, 7])
def test_pages_make_up_the_whole_list(vacancies: VacancyIndex, sort: Sort, limit: int) -> None:
    hold(vacancies, _fleet(30))
    whole = listed(vacancies, Plan(signals=AROUND, sort=sort, limit=100))
    paged = Plan(signals=AROUND, sort=sort, limit=limit)
    assert [number(hit.document) for hits in _pages(vacancies, paged) for hit in hits] == whole
    assert sorted(whole) == list(range(1, 31))


@pytest.mark.parametrize("sort", EVERY)
def test_going_on_neither_repeats_nor_skips_while_others_write(vacancies: VacancyIndex, sort: Sort) -> None:
    hold(vacancies, _fleet(40))
    seen: list[int] = []
    for place, hits in enumerate(_pages(vacancies, Plan(signals=AROUND, sort=sort, limit=6))):
        seen += [number(hit.document) for hit in hits]
        gone = next((each for each in seen if each % 5 == place % 5), seen[0])
        vacancies.remove([Removal(vacancy(gone).id, 50 + place)])
        hold(vacancies, [vacancy(1_000 + place, posted_at=NOW, pay_minimum=90_000_000, point=JAKARTA)])
    before = [each for each in seen if each < 1_000]
    assert len(seen) == len(set(seen))
    assert sorted(before) == list(range(1, 41))


@pytest.mark.parametrize("sort", EVERY)
def test_going_on_behind_a_document_that_is_gone(vacancies: VacancyIndex, sort: Sort) -> None:
    hold(vacancies, _fleet(20))
    whole = listed(vacancies, Plan(signals=AROUND, sort=sort, limit=100))
    first = vacancies.search(Plan(signals=AROUND, sort=sort, limit=5))
    last = first.hits[-1]
    vacancies.remove([Removal(last.document.id, 9)])
    vacancies.refresh()
    rest = Plan(signals=AROUND, sort=sort, limit=100, after=last.position)
    assert listed(vacancies, rest) == whole[5:]


def test_the_total_counts_everything_on_every_page(vacancies: VacancyIndex) -> None:
    hold(vacancies, _fleet(10))
    first = vacancies.search(Plan(signals=SIGNALS, limit=4))
    second = vacancies.search(Plan(signals=SIGNALS, limit=4, after=first.hits[-1].position))
    assert (first.total, second.total) == (10, 10)
    assert (first.more, second.more) == (True, True)


def test_boosts_raise_and_never_admit(vacancies: VacancyIndex) -> None:
    hold(
        vacancies,
        [
            vacancy(1, title="Kasir", posted_at=NOW),
            vacancy(2, title="Kasir", posted_at=NOW, skills=("skl_hitung",)),
            vacancy(3, title="Sopir", posted_at=NOW, skills=("skl_hitung",)),
            vacancy(4, title="Satpam", description="kasir", posted_at=NOW),
        ],
    )
    boosts = (
        Codes(field=CodeField.SKILL, codes=("skl_hitung",), weight=2.0),
        Words(field=TextField.DESCRIPTION, tokens=("kasir",), weight=9.0),
    )
    plan = Plan(admission=Admission(clauses=(said("kasir"),), minimum=1), boosts=boosts, signals=SIGNALS)
    assert listed(vacancies, plan) == [2, 1]
    strict = Admission(must=(said("kasir"),), filters=(one_of(CodeField.SKILL, "skl_hitung"),))
    assert listed(vacancies, Plan(admission=strict, boosts=boosts, signals=SIGNALS)) == [2]


def test_the_best_leaf_counts_and_a_part_of_the_others(vacancies: VacancyIndex) -> None:
    hold(
        vacancies,
        [
            vacancy(1, title="Kasir", occupation="5230", posted_at=NOW),
            vacancy(2, title="Kasir", posted_at=NOW),
            vacancy(3, title="Penjaga", occupation="5230", posted_at=NOW),
        ],
    )
    clause = Clause(
        (
            Words(field=TextField.TITLE, tokens=("kasir",), weight=2.0),
            Codes(field=CodeField.OCCUPATION, codes=("5230",), weight=3.0),
        )
    )
    plan = Plan(admission=Admission(clauses=(clause,), minimum=1), signals=SIGNALS)
    assert listed(vacancies, plan) == [1, 3, 2]
    scores = [hit.score for hit in vacancies.search(plan).hits]
    assert scores[0] / scores[2] == pytest.approx((3.0 + weights().also * 2.0) / 2.0, rel=0.01)


def test_fresh_complete_near_and_less_crowded_come_first(vacancies: VacancyIndex) -> None:
    usual = {"posted_at": NOW - DAY, "completeness": 0.8, "point": JAKARTA}
    hold(
        vacancies,
        [
            vacancy(1, **usual),
            vacancy(2, **usual | {"posted_at": NOW - 40 * DAY}),
            vacancy(3, **usual | {"completeness": 0.2}),
            vacancy(4, **usual | {"applications": 200}),
            vacancy(5, **usual | {"point": Coordinates(-7.2, 106.8)}),
            vacancy(6, **usual | {"posted_at": NOW + 9 * DAY, "point": JAKARTA}),
        ],
    )
    order = listed(vacancies, Plan(signals=AROUND))
    assert set(order[:2]) == {1, 6}
    assert set(order[2:4]) == {3, 4}
    assert set(order[4:]) == {2, 5}


def test_a_vacancy_that_moves_is_found_at_its_new_place(vacancies: VacancyIndex) -> None:
    for version, point in enumerate((JAKARTA, Coordinates(-7.25, 112.75), Coordinates(3.59, 98.67)), 1):
        hold(vacancies, [vacancy(1, version=version, point=point)])
        around = Admission(filters=(CircleFilter(centre=point, radius_km=1),))
        assert listed(vacancies, Plan(admission=around, signals=SIGNALS)) == [1]


def test_where_fit_alone_counts_neither_age_nor_quality_changes_the_order(vacancies: VacancyIndex) -> None:
    """More than are scored at once, the best of them old, poor in detail and much applied for."""
    best = vacancy(1, posted_at=NOW - 90 * DAY, completeness=0.0, applications=400, region="32.75")
    hold(vacancies, [best, *(vacancy(place, posted_at=NOW - place % 50 * DAY) for place in range(2, 640))])
    wanted = Admission(clauses=(said("kasir"),), minimum=1)
    boost = (Codes(field=CodeField.REGION, codes=("32.75",), weight=0.05),)
    plain = Plan(admission=wanted, boosts=boost, signals=SIGNALS, limit=3)
    fitting = msgspec.structs.replace(plain, signals=Signals(now=NOW, fit_only=True))
    assert listed(vacancies, fitting)[0] == 1
    assert 1 not in listed(vacancies, plain)
    whole = [number(hit.document) for page in _pages(vacancies, fitting) for hit in page]
    assert sorted(whole) == list(range(1, 640))
