"""Both engines let equals share the first page over days, and put fewer applications per opening first."""

from collections import Counter

import pytest

from search import ranking
from search.plan import Admission, Plan, Signals
from search.port import VacancyIndex
from tests.contracts.index.asking import hold, listed, number, said
from tests.search.builders import DAY, NOW, vacancy

EQUALS, SHOWN, DAYS = 12, 3, 30
KASIR = Admission(clauses=(said("kasir", weight=3.0),), minimum=1)


def _equals(count: int = EQUALS) -> list[int]:
    return list(range(1, count + 1))


def _page(index: VacancyIndex, now: int, limit: int = SHOWN) -> list[int]:
    return listed(index, Plan(admission=KASIR, signals=Signals(now=now), limit=limit))


def test_equals_share_the_first_page_over_days(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(each, posted_at=NOW, expires_at=NOW + 90 * DAY) for each in _equals()])
    shown = Counter(each for day in range(DAYS) for each in _page(vacancies, NOW + day * DAY))
    assert set(shown) == set(_equals())
    assert max(shown.values()) <= 3 * DAYS * SHOWN / EQUALS


@pytest.mark.parametrize("day", [0, 1, 17])
def test_the_order_of_equals_is_the_lot_of_the_day(vacancies: VacancyIndex, day: int) -> None:
    documents = [vacancy(each, posted_at=NOW, expires_at=NOW + 90 * DAY) for each in _equals()]
    hold(vacancies, documents)
    now = NOW + day * DAY
    drawn = sorted(documents, key=lambda each: -ranking.lot(ranking.seed(each.id), now))
    assert _page(vacancies, now, EQUALS) == [number(each) for each in drawn]


def test_fewer_applications_per_opening_come_first(vacancies: VacancyIndex) -> None:
    crowds = {1: (90, 1), 2: (0, 1), 3: (90, 30), 4: (15, 1)}
    hold(
        vacancies,
        [
            vacancy(each, posted_at=NOW, applications=applications, openings=openings)
            for each, (applications, openings) in crowds.items()
        ],
    )
    assert _page(vacancies, NOW, 4) == [2, 3, 4, 1]


def test_one_that_was_applied_to_much_makes_room(vacancies: VacancyIndex) -> None:
    documents = [vacancy(each, posted_at=NOW) for each in _equals()]
    hold(vacancies, documents)
    first, *_ = _page(vacancies, NOW)
    hold(vacancies, [vacancy(first, version=2, posted_at=NOW, applications=40)])
    assert _page(vacancies, NOW, EQUALS)[-1] == first
