"""The ranking formula's factors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import ranking
from search.document import Coordinates
from search.weights import weights
from tests.search.builders import DAY, NOW, vacancy

moments = st.integers(0, 4_000_000_000)


def test_freshness_halves_towards_its_floor() -> None:
    today = ranking.freshness(NOW, NOW)
    later = ranking.freshness(NOW - int(weights().half_life_days * DAY), NOW)
    assert today == 1.0
    assert later == pytest.approx((1 + weights().freshness_floor) / 2)
    assert ranking.freshness(0, NOW) == pytest.approx(weights().freshness_floor, abs=1e-9)


@given(moments, moments)
def test_newer_is_never_less_fresh(one: int, other: int) -> None:
    older, newer = sorted((one, other))
    assert ranking.freshness(older, NOW) <= ranking.freshness(newer, NOW) <= 1


@given(st.floats(-5, 5), st.integers(0, 10_000), st.integers(1, 500))
def test_quality_fits_its_column(completeness: float, applications: int, openings: int) -> None:
    document = vacancy(completeness=completeness, applications=applications, openings=openings)
    assert 0 < ranking.quality(document) <= 1000


def test_fewer_applications_per_opening_come_first() -> None:
    crowded = ranking.quality(vacancy(applications=200))
    assert crowded < ranking.quality(vacancy(applications=200, openings=20)) < ranking.quality(vacancy())


def test_nearness_falls_with_distance_and_spares_the_unplaced() -> None:
    here, edge, nowhere = (ranking.nearness(away, 10) for away in (0.0, 10.0, None))
    assert here == 1.0
    assert edge == nowhere < here
    assert ranking.nearness(1e6, 10) == pytest.approx(weights().nearness_floor)


@given(st.text(min_size=1), moments)
def test_lots_are_small_and_the_same_all_day(identifier: str, now: int) -> None:
    drawn = ranking.lot(ranking.seed(identifier), now)
    assert 1 <= drawn < 1 + weights().lot
    assert drawn == ranking.lot(ranking.seed(identifier), now // DAY * DAY)


def test_lots_differ_between_days_and_documents() -> None:
    seeds = [ranking.seed(f"vac_{number}") for number in range(50)]
    today = sorted(seeds, key=lambda seed: ranking.lot(seed, NOW))
    tomorrow = sorted(seeds, key=lambda seed: ranking.lot(seed, NOW + DAY))
    assert len(set(seeds)) == 50
    assert today != tomorrow


def test_distance_between_monas_and_gedung_sate() -> None:
    away = ranking.distance_km(Coordinates(-6.1754, 106.8272), Coordinates(-6.9025, 107.6188))
    assert away == pytest.approx(119, abs=1)
