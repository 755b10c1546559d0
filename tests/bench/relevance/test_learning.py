"""Learning weights on the invented corpus: the command, the folds, and the table that it writes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.relevance import learning
from bench.relevance.folds import COUNT, fold_of, folds, measuring
from bench.relevance.model import TEST, TUNE, Posting
from bench.relevance.ways import START
from search.weights import TABLE, Stated, read, stated


def _copy(folder: Path) -> Path:
    made = folder / "weights.tsv"
    made.write_text(TABLE.read_text(encoding="utf-8"), encoding="utf-8")
    return made


def _learn(folder: Path, table: Path) -> str:
    given = [str(folder), "--queries", "4", "--passes", "1", "--date", "2024-05-01", "--write", str(table)]
    assert learning.main(given) == 0
    return table.read_text(encoding="utf-8")


def test_two_runs_write_the_same_table_which_can_be_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one, other = _copy(tmp_path / "one"), _copy(tmp_path / "other")
    assert _learn(folder, one) == _learn(folder, other)
    read(one)


def _row(value: float, source: str = "chosen: a reason") -> Stated:
    return Stated(name="skill", value=value, lowest=0, highest=9, source=source)


@pytest.mark.parametrize(
    ("stands", "found", "value", "begins"),
    [
        (START["skill"], 4.0, 4.0, "learned: "),
        (1.5, 4.0, 4.0, "learned: "),
        (START["skill"], START["skill"], START["skill"], "chosen, and no other value"),
        (1.5, START["skill"], 1.5, "chosen: a reason"),
    ],
)
def test_only_what_was_surely_better_changes_a_row(stands: float, found: float, value: float, begins: str) -> None:
    (row,) = learning.restated([_row(stands)], {"skill": found}, seed=7, date="2024-05-01")
    assert row.value == value
    assert row.source.startswith(begins)
    assert ("seed 7, 2024-05-01" in row.source) == (begins != "chosen: a reason")


def test_what_is_not_learned_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    table = _copy(tmp_path)
    before = {row.name: row for row in stated(table)}
    _learn(folder, table)
    assert [row for row in stated(table) if row.name not in START] == [
        row for row in before.values() if row.name not in START
    ]


def test_without_the_data_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = _copy(tmp_path)
    assert learning.main([str(tmp_path / "none"), "--write", str(table)]) == 0
    assert "left out" in capsys.readouterr().out
    assert table.read_text(encoding="utf-8") == TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["filed", "ticked"])
def test_employers_are_whole_in_one_fold_and_the_test_part_in_none(
    kind: str, filed: Sequence[Posting], ticked: Sequence[Posting]
) -> None:
    at, postings = (0, filed) if kind == "filed" else (1, ticked)
    with folds(filed, ticked, 5) as every:
        held = [{each.id for each in parts[at].index.versions()} for parts in every]
    assert sum(map(len, held)) == sum(posting.part == TUNE for posting in postings)
    for posting in postings:
        where = [number for number in range(COUNT) if posting.document.id in held[number]]
        assert where == ([] if posting.part == TEST else [fold_of(posting.document.employer_id)])


def test_the_same_weights_are_measured_once_and_others_differ(
    filed: Sequence[Posting], ticked: Sequence[Posting]
) -> None:
    with folds(filed, ticked, 5) as every:
        measure = measuring(every)
        start = measure(START)
        assert measure(dict(START)) is start
        assert [len(fold) for fold in start] == [sum(len(each.asked) for each in parts) for parts in every]
        assert all(0 <= worth <= 1 for fold in start for worth in fold)


def test_what_is_learned_is_a_weight_of_the_formula() -> None:
    assert set(START) <= {row.name for row in stated()}
