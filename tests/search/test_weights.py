"""The weights of the ranking formula as data."""

import threading
from pathlib import Path

import msgspec
import pytest

from search import ranking
from search.weights import TABLE, BadWeights, Weights, read, stated, trying, weights
from tests.search.builders import DAY, NOW


def _lines(path: Path = TABLE) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


def _write(folder: Path, lines: list[str]) -> Path:
    path = folder / "weights.tsv"
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_the_table_states_every_weight_within_its_bounds_with_a_source() -> None:
    assert {row.name for row in stated()} == set(Weights.__struct_fields__)
    for row in stated():
        assert row.lowest <= getattr(weights(), row.name) <= row.highest
        assert row.lowest < row.highest
        assert len(row.source) > 5, row.name


def test_every_factor_stays_a_factor() -> None:
    """Floors lie in 0..1 whatever the table says: the embedded index bounds scores by that."""
    for row in stated():
        if row.name.endswith("_floor"):
            assert row.lowest > 0
            assert row.highest <= 1
        if row.name in ("lot", "also", "fuzzy", "group", "meaning"):
            assert row.highest <= 1


@pytest.mark.parametrize("name", Weights.__struct_fields__)
def test_a_table_without_a_weight_is_refused(tmp_path: Path, name: str) -> None:
    lines = [line for line in _lines() if not line.startswith(f"{name}\t")]
    with pytest.raises(BadWeights, match=name):
        read(_write(tmp_path, lines))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("titel\t1\t0\t2\tchosen: a slip\n", "titel"),
        ("title\t3\t1\t6\tchosen: once more\n", "title"),
        ("title\t7\t1\t6\tchosen: too much\n", "title: 7 is not within 1 to 6"),
        ("title\tnan\t1\t6\tchosen: no number\n", "title: nan is not within"),
        ("title\t3\t1\t6\t \n", "title: no source"),
        ("title\tmuch\t1\t6\tchosen: no number\n", "weights.tsv"),
        ("title\t3\t1\n", "weights.tsv"),
    ],
)
def test_a_bad_row_is_refused_by_name(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(BadWeights, match=says):
        read(_write(tmp_path, [*_lines(), line]))


def test_a_value_at_its_bound_is_taken(tmp_path: Path) -> None:
    (title,) = [row for row in stated() if row.name == "title"]
    lines = [
        f"title\t{title.highest}\t{title.lowest}\t{title.highest}\tchosen: the most\n"
        if line.startswith("title\t")
        else line
        for line in _lines()
    ]
    assert read(_write(tmp_path, lines)).title == title.highest


def test_other_weights_hold_within_their_block_and_their_thread_only() -> None:
    before, seen = weights(), list[Weights]()
    others = msgspec.structs.replace(before, half_life_days=7.0)
    with trying(others):
        assert ranking.freshness(NOW - 7 * DAY, NOW) == pytest.approx((1 + others.freshness_floor) / 2)
        thread = threading.Thread(target=lambda: seen.append(weights()))
        thread.start()
        thread.join()
    assert seen == [before]
    assert weights() == before


def test_other_weights_stop_holding_when_the_block_fails() -> None:
    before = weights()
    with pytest.raises(ZeroDivisionError), trying(msgspec.structs.replace(before, title=1.0)):
        _ = 1 / 0
    assert weights() == before
