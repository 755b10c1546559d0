"""Equals share the top over days, what is crowded gives way, and nothing of equal worth is starved: a simulation."""

from collections import Counter
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import ranking
from search.document import VacancyDocument
from search.weights import weights
from tests.search.builders import DAY, NOW, vacancy

EQUALS, SHOWN, DAYS = 60, 10, 60
FAIR = DAYS * SHOWN / EQUALS
TEXT = 3.0


def _score(document: VacancyDocument, now: int, text: float = TEXT) -> float:
    fresh = ranking.freshness(document.posted_at, now)
    return text * fresh * ranking.quality(document) / 1000 * ranking.lot(ranking.seed(document.id), now)


def _equals(count: int = EQUALS) -> list[VacancyDocument]:
    return [vacancy(number, posted_at=NOW, completeness=0.7) for number in range(1, count + 1)]


def _simulated(applying: Callable[[int], int]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each was on the first page of a day, and what applications each had in the end.

    Whatever is shown first gets ``applying(place)`` applications that day, and is indexed anew with them.
    """
    documents = {each.id: each for each in _equals()}
    shown: Counter[str] = Counter(dict.fromkeys(documents, 0))
    for day in range(DAYS):
        now = NOW + day * DAY
        page = sorted(documents.values(), key=lambda each: (-_score(each, now), each.id))[:SHOWN]
        for place, each in enumerate(page):
            shown[each.id] += 1
            more = each.applications + applying(place)
            documents[each.id] = msgspec.structs.replace(each, applications=more)
    return shown, Counter({each.id: each.applications for each in documents.values()})


def test_equals_share_the_first_page_over_days() -> None:
    shown, _ = _simulated(lambda place: 0)
    assert min(shown.values()) > 0, "nobody waits two months for one day on the first page"
    assert max(shown.values()) <= 3 * FAIR


def test_applications_even_out_what_is_shown() -> None:
    """Who was shown and applied to makes room: shares are nearer to each other than by the lot alone."""
    alone, _ = _simulated(lambda place: 0)
    crowded, applications = _simulated(lambda place: 4 if place < 3 else 2)
    assert min(crowded.values()) >= FAIR / 2
    assert max(crowded.values()) <= 2 * FAIR
    assert max(crowded.values()) - min(crowded.values()) < max(alone.values()) - min(alone.values())
    assert max(applications.values()) <= 3 * min(applications.values())


def test_within_a_day_the_order_stays() -> None:
    def order(now: int) -> list[str]:
        drawn = {each.id: ranking.lot(ranking.seed(each.id), now) for each in _equals()}
        return sorted(drawn, key=lambda each: -drawn[each])

    morning = NOW // DAY * DAY
    assert all(order(morning + later) == order(morning) for later in (1, 3_600, DAY - 1))
    assert order(morning + DAY) != order(morning)


@pytest.mark.parametrize("applications", [0, 1, 5, 50, 5_000])
def test_crowding_never_hides_what_fits_clearly_better(applications: int) -> None:
    better = vacancy(1, posted_at=NOW, completeness=0.7, applications=applications)
    rival = vacancy(2, posted_at=NOW, completeness=0.7)
    for day in range(30):
        now = NOW + day * DAY
        assert _score(better, now, TEXT * 1.2) > _score(rival, now, TEXT)


@given(st.integers(0, 2_000), st.integers(0, 2_000), st.integers(1, 40))
def test_fewer_applications_per_opening_are_never_behind(one: int, other: int, openings: int) -> None:
    fewer, more = sorted((one, other))
    assert ranking.quality(vacancy(applications=fewer, openings=openings)) >= ranking.quality(
        vacancy(applications=more, openings=openings)
    )


@given(st.integers(0, 300), st.integers(1, 20), st.integers(1, 20))
def test_it_is_applications_per_opening_that_count(applications: int, openings: int, times: int) -> None:
    one = vacancy(applications=applications, openings=openings)
    same = vacancy(applications=applications * times, openings=openings * times)
    assert ranking.quality(one) == ranking.quality(same)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_more_complete_vacancy_is_never_behind(one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert ranking.quality(vacancy(completeness=less)) <= ranking.quality(vacancy(completeness=more))


@given(st.floats(0, 20_000), st.floats(0, 20_000), st.floats(1, 500))
def test_a_nearer_vacancy_is_never_behind(one: float, other: float, radius: float) -> None:
    near, far = sorted((one, other))
    assert ranking.nearness(near, radius) >= ranking.nearness(far, radius) >= weights().nearness_floor


@given(st.integers(0, 4_000_000_000), st.text(min_size=1, max_size=30))
def test_the_lot_never_outweighs_a_day_of_ten_or_one_word(now: int, identifier: str) -> None:
    """It decides between equals only: it is less than the least that differs in worth."""
    drawn = ranking.lot(ranking.seed(identifier), now) - 1
    assert 0 <= drawn < weights().lot
    assert weights().lot < 1 - ranking.freshness(NOW - DAY, NOW)
    assert weights().lot < weights().description / (weights().title + weights().occupation)
