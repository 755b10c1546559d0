"""The figures of matching are what they say."""

import numpy as np
import pytest

from bench import likeness, matching, standing_in
from bench.likeness import Stated
from chalicelib.reference import skills


def _stated(*names, occupation="5230", filed=("a", "b"), employer="emp_1"):
    return Stated(occupation=occupation, skills=names, filed=filed, employer=employer, part=0)


@pytest.mark.parametrize(
    ("found", "share"),
    [({"v1", "v2"}, 1.0), ({"v1"}, 0.5), (set(), 0.0), ({"v9"}, 0.0)],
)
def test_recall_is_the_share_of_the_best_that_are_candidates(monkeypatch, found, share):
    monkeypatch.setattr(matching, "BEST", 2)
    assert matching.recall([(0.9, "v1"), (0.8, "v2"), (0.1, "v9")], found) == share


def test_what_scores_like_the_last_of_the_best_is_no_miss(monkeypatch):
    monkeypatch.setattr(matching, "BEST", 2)
    assert matching.recall([(0.9, "v1"), (0.8, "v2"), (0.8, "v3")], {"v1", "v3"}) == 1.0
    assert matching.recall([], {"v1"}) is None


@pytest.mark.parametrize("count", [1, 3, 10, 20])
def test_some_are_spread_over_all(count):
    every = list(range(10))
    some = matching.spread(every, count)
    assert len(some) == min(count, len(every))
    assert some[0] == 0


def test_skills_are_alike_that_stand_beside_the_same_others():
    """Neither tool is ever named with the other, and both with the same company."""
    company = ("sk_php", "sk_html", "sk_css")
    vacancies = [_stated(tool, *company) for tool in ("sk_mysql", "sk_postgresql") for _ in range(6)]
    vacancies += [_stated("sk_las", "sk_kasir") for _ in range(12)]
    found = likeness.alike_skills(vacancies)
    row = {skill.code: number for number, skill in enumerate(skills())}
    assert found[row["sk_mysql"], row["sk_postgresql"]] == 500
    assert found[row["sk_mysql"], row["sk_las"]] == 0
    assert (found == found.T).all()
    assert not found.diagonal().any()


def test_a_pair_that_is_seen_once_tells_nothing():
    together = np.array([[1, 1, 0], [0, 1, 1], [0, 1, 1], [0, 0, 0]], np.float32)
    told = likeness.information(together)
    assert told[0, 1] == 0
    assert told[1, 2] > 0


def test_a_row_of_zeros_is_like_nothing():
    assert likeness.cosines(np.array([[0.0, 0.0], [3.0, 4.0]], np.float32)).tolist() == [[0.0, 0.0], [0.0, 1.0]]


@pytest.mark.parametrize(("fits", "under"), [([9, 8, 7, 6, 5, 1, 0], 1.0), ([0, 1, 2, 3, 4, 8, 9], 0.0)])
def test_the_area_tells_how_often_what_is_right_comes_first(fits, under):
    right, wrong = _stated("sk_las"), _stated("sk_las", filed=("c", "d"))
    vacancies = [right] * 5 + [wrong] * 2
    assert standing_in.area(np.array(fits), vacancies, lambda _: True, ("a", "b")) == (
        pytest.approx(5 / 7),
        pytest.approx(under),
    )


def test_ties_count_half_and_too_few_right_ones_nothing():
    right, wrong = _stated("sk_las"), _stated("sk_las", filed=("c", "d"))
    _, under = standing_in.area(np.zeros(9), [right] * 5 + [wrong] * 4, lambda _: True, ("a", "b"))
    assert under == pytest.approx(0.5)
    assert standing_in.area(np.zeros(4), [right] * 2 + [wrong] * 2, lambda _: True, ("a", "b")) is None
