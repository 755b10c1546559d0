"""The search for weights: it finds what is better, is the same every time, and does not believe in luck."""

import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.relevance.tuning import Bounds, Settings, believed, learned, values

Worth = Callable[[Settings], float]
OfFold = Callable[[Settings, int], float]
BOUNDS = {"title": Bounds(0.5, 6), "skill": Bounds(0, 4)}
START = {"title": 2.0, "skill": 0.0, "fixed": 1.0}


def _noise(of: int, fold: int, spread: float = 0.05) -> list[float]:
    """Return forty values of a fold that differ from each other and are the same every time."""
    draw = random.Random(f"{of} {fold}")
    return [draw.uniform(-spread, spread) for _ in range(40)]


def _best_at(title: float, skill: float) -> "Measured":
    """Return a measure that is best where both weights have these values."""
    return Measured(lambda own: 0.5 - 0.05 * (abs(own["title"] - title) + abs(own["skill"] - skill)))


class Measured:
    """A measure of three folds: a worth, and what differs between queries; it counts how often it is asked."""

    def __init__(self, worth: Worth, gains_by_fold: OfFold = lambda settings, fold: 0.0) -> None:
        self._worth, self._of_fold = worth, gains_by_fold
        self.asked: list[dict[str, float]] = []

    def __call__(self, settings: Settings) -> Sequence[Sequence[float]]:
        self.asked.append(dict(settings))
        worth = self._worth(settings)
        return [[worth + self._of_fold(settings, fold) + each for each in _noise(0, fold)] for fold in range(3)]


def test_it_goes_where_it_is_better() -> None:
    found = learned(START, BOUNDS, _best_at(title=3.0, skill=1.5), range(3), seed=7, passes=4)
    assert found.settings == {"title": 3.0, "skill": 1.5, "fixed": 1.0}
    assert all(change.gained.low >= 0 for change in found.kept)


def test_it_never_touches_what_is_not_to_be_learned() -> None:
    measure = _best_at(title=3.0, skill=1.5)
    learned(START, BOUNDS, measure, range(3), seed=7, passes=2)
    assert {settings["fixed"] for settings in measure.asked} == {1.0}


def test_two_runs_are_the_same() -> None:
    one = learned(START, BOUNDS, _best_at(2.7, 0.6), range(3), seed=3, passes=3)
    assert one == learned(START, BOUNDS, _best_at(2.7, 0.6), range(3), seed=3, passes=3)


def test_where_nothing_is_better_nothing_changes_and_it_ends() -> None:
    measure = _best_at(2.0, 0.0)
    found = learned(START, BOUNDS, measure, range(3), seed=7, passes=100)
    assert (found.settings, found.kept) == (START, ())
    assert len(measure.asked) < 20


def test_it_does_not_look_at_a_fold_that_is_left_out() -> None:
    """Only the fold that is left out likes a heavier skill."""

    def likes(settings: Settings, fold: int) -> float:
        return 0.1 * settings["skill"] if fold == 2 else -0.001 * settings["skill"]

    measure = Measured(lambda settings: 0.5, likes)
    assert learned(START, BOUNDS, measure, (0, 1), seed=7, passes=2).kept == ()
    assert learned(START, BOUNDS, measure, (2,), seed=7, passes=1).settings["skill"] > 0


def test_what_one_fold_loses_is_not_kept_however_much_the_others_gain() -> None:
    def mixed(settings: Settings, fold: int) -> float:
        return settings["skill"] * (-0.01 if fold == 0 else 0.2)

    assert learned(START, {"skill": BOUNDS["skill"]}, Measured(lambda settings: 0.5, mixed), range(3), 7, 2).kept == ()


def test_a_gain_that_may_be_luck_is_not_believed() -> None:
    now = [[0.5] * 40]
    lucky = [[0.5 + each for each in _noise(1, 0, spread=0.5)]]
    mean = sum(lucky[0]) / 40 - 0.5
    shifted = [[each - mean + 0.01 for each in lucky[0]]]
    assert sum(shifted[0]) > sum(now[0])
    assert believed(now, shifted, [0]) is None


def test_a_sure_gain_is_believed() -> None:
    gained = believed([[0.5] * 40], [[0.51] * 40], [0])
    assert gained is not None
    assert gained.mean == pytest.approx(0.01)
    assert gained.low == pytest.approx(0.01)


@pytest.mark.parametrize("shift", [0.0, -0.01])
def test_no_gain_is_none(shift: float) -> None:
    assert believed([[0.5] * 40], [[0.5 + shift] * 40], [0]) is None


@given(st.floats(0, 10, allow_nan=False), st.floats(0, 3), st.floats(3, 10))
def test_other_values_are_within_bounds_and_others(value: float, lowest: float, highest: float) -> None:
    found = list(values(value, Bounds(lowest, highest)))
    assert found == sorted(set(found))
    assert value not in found
    assert all(lowest - 0.001 <= each <= highest + 0.001 for each in found)


def test_a_weight_of_nothing_can_begin() -> None:
    assert list(values(0.0, Bounds(0, 3))) == [0.25, 0.5, 1.0]
