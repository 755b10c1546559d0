"""Leaving out what cannot be among the best: never what the exact formula would have taken."""

import math
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import ranking
from search.document import Coordinates
from search.embedded.likely import likely
from search.embedded.schema import pack
from search.plan import Position, Signals
from search.weights import weights
from tests.search.builders import DAY, NOW

CENTRE = Coordinates(-6.2, 106.8)


class _Hit(msgspec.Struct, frozen=True, kw_only=True):
    text: float
    posted_at: int
    seed: int
    quality: int
    point: Coordinates | None


_hits = st.builds(
    _Hit,
    text=st.sampled_from((1.0, 2.4, 3.0, 3.3333, 7.05)),
    posted_at=st.integers(NOW - 400 * DAY, NOW + 2 * DAY),
    seed=st.integers(0, ranking.LOT_STEPS - 1),
    quality=st.integers(704, 1000),
    point=st.none() | st.builds(Coordinates, st.floats(-11, 6), st.floats(95, 141)),
)
_signals = st.builds(
    lambda near, fit: Signals(now=NOW, centre=CENTRE if near else None, radius_km=25.0, fit_only=fit),
    st.booleans(),
    st.booleans(),
)


def _exact(hit: _Hit, signals: Signals) -> float:
    """The formula of `search.ranking`, by its own functions."""
    score = hit.text * ranking.lot(hit.seed, NOW)
    if not signals.fit_only:
        score *= ranking.freshness(hit.posted_at, NOW) * hit.quality / 1000
    if signals.centre is not None:
        away = None if hit.point is None else ranking.distance_km(signals.centre, hit.point)
        score *= ranking.nearness(away, signals.radius_km)
    return round(score, 9)


def _kept(hits: Sequence[_Hit], signals: Signals, wanted: int, after: Position | None) -> set[int]:
    columns = [pack(hit.posted_at, hit.seed, hit.quality) for hit in hits]
    points = None
    if signals.centre is not None:
        points = (
            [hit.point.lat if hit.point else None for hit in hits],
            [hit.point.lon if hit.point else None for hit in hits],
        )
    return set(likely([hit.text for hit in hits], columns, points, signals, wanted, after))


@given(
    hits=st.lists(_hits, min_size=1, max_size=60),
    signals=_signals,
    wanted=st.integers(1, 70),
    chosen=st.none() | st.integers(0, 59),
)
def test_nothing_is_left_out_that_may_be_shown(
    hits: list[_Hit], signals: Signals, wanted: int, chosen: int | None
) -> None:
    scores = [_exact(hit, signals) for hit in hits]
    after = None if chosen is None else Position(scores[chosen % len(hits)], "x")
    most = math.inf if after is None else after.value
    behind = sorted((score for score in scores if score < most), reverse=True)
    least = behind[min(wanted, len(behind)) - 1] if behind else most
    needed = {place for place, score in enumerate(scores) if least <= score <= most}
    assert needed <= _kept(hits, signals, wanted, after)


def test_most_of_many_is_left_out() -> None:
    hits = [_Hit(text=1.0, posted_at=NOW - age * DAY, seed=0, quality=900, point=None) for age in range(200)]
    assert _kept(hits, Signals(now=NOW), 10, None) == set(range(10))


def test_what_comes_before_the_page_is_left_out() -> None:
    hits = [_Hit(text=1.0, posted_at=NOW - age * DAY, seed=0, quality=900, point=None) for age in range(200)]
    after = Position(_exact(hits[49], Signals(now=NOW)), "x")
    assert _kept(hits, Signals(now=NOW), 10, after) == set(range(49, 60))


@pytest.mark.parametrize("point", [None, Coordinates(-6.9, 107.6)])
def test_a_place_counts_as_the_formula_says(point: Coordinates | None) -> None:
    near = _Hit(text=1.0, posted_at=NOW, seed=0, quality=900, point=CENTRE)
    far = msgspec.structs.replace(near, point=point)
    signals = Signals(now=NOW, centre=CENTRE, radius_km=25.0)
    assert _kept([far] * 3 + [near] * 2, signals, 2, None) == {3, 4}
    assert weights().nearness_floor < 1


def test_all_are_kept_when_fewer_are_there_than_wanted() -> None:
    hits = [_Hit(text=1.0, posted_at=NOW, seed=seed, quality=900, point=None) for seed in range(5)]
    assert _kept(hits, Signals(now=NOW), 5, None) == set(range(5))
