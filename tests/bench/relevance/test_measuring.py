"""Asking, counting and writing down."""

from pathlib import Path

import pytest

from bench.relevance.measuring import Answered, answered, of_family, rows
from bench.relevance.metrics import Scores
from bench.relevance.model import TEST, TUNE, Asked, Family, Posting, Sort, Wanted
from bench.relevance.page import BEGIN, END, Measured, figures, replaced, table
from bench.relevance.ways import Way
from tests.search.builders import vacancy

SHOP, OFFICE = Sort("Ritel", "Asisten"), Sort("Kantor", "Asisten")
POSTINGS = [Posting(document=vacancy(number), sort=SHOP if number % 2 else OFFICE, part=TUNE) for number in range(1, 7)]
RIGHT = [posting.document.id for posting in POSTINGS if posting.sort is SHOP]
WRONG = [posting.document.id for posting in POSTINGS if posting.sort is OFFICE]
WANTED = Wanted(sorts=frozenset({SHOP}), groups=frozenset({"Ritel"}))
ASKED = [Asked(words=words, family=Family.ROLE, part=TUNE, wanted=WANTED) for words in ("kasir", "pramuniaga")]
WAYS = (
    Way("finds nothing", lambda words: []),
    Way("finds one too late", lambda words: [WRONG[0], RIGHT[0]]),
    Way("finds all", lambda words: RIGHT),
)


@pytest.fixture
def found() -> list[Answered]:
    return list(answered(WAYS, ASKED, POSTINGS))


def test_every_query_is_asked_in_every_way(found: list[Answered]) -> None:
    assert [(each.way, each.asked.words) for each in found] == [
        (way.name, asked.words) for asked in ASKED for way in WAYS
    ]


def test_rows_tell_the_metrics_of_each_way(found: list[Answered]) -> None:
    nothing, late, every = rows(found)
    assert (nothing.metrics["zero"].mean, nothing.metrics["ndcg"].mean) == (1.0, 0.0)
    assert (late.metrics["reciprocal"].mean, late.metrics["recall"].mean) == (0.5, pytest.approx(1 / 3))
    assert (every.metrics["ndcg"].mean, every.metrics["recall"].mean, every.metrics["zero"].mean) == (1.0, 1.0, 0.0)


def test_gain_is_over_the_way_before_on_the_same_queries(found: list[Answered]) -> None:
    nothing, late, every = rows(found)
    assert nothing.gained is None
    assert late.gained is not None
    assert every.gained is not None
    assert late.gained.mean == pytest.approx(late.metrics["ndcg"].mean)
    assert every.gained.mean == pytest.approx(1.0 - late.metrics["ndcg"].mean)


def test_gains_are_paired() -> None:
    """Both ways vary much and alike; what one gains over the other is the same for all queries."""

    def scored(way: str, words: str, ndcg: float) -> Answered:
        asked = Asked(words=words, family=Family.ROLE, part=TUNE, wanted=WANTED)
        return Answered(way, asked, Scores(ndcg=ndcg, reciprocal=0.0, recall=0.0, zero=0.0))

    values = [0.0, 0.8, 0.3, 0.6]
    before = [scored("before", str(at), value) for at, value in enumerate(values)]
    after = [scored("after", str(at), value + 0.1) for at, value in enumerate(values)]
    _, row = rows([*before, *after])
    assert row.gained is not None
    assert (row.gained.low, row.gained.high) == pytest.approx((0.1, 0.1))


def test_families_are_told_apart(found: list[Answered]) -> None:
    assert of_family(found, Family.ROLE) == found
    assert of_family(found, Family.TYPO) == []


def test_figures_are_tables(found: list[Answered]) -> None:
    told = figures("Invented.", [Measured("embedded", TUNE, found), Measured("embedded", TEST, found)])
    assert told.startswith("Invented.")
    assert "### embedded, tune part: 2 queries" in told
    assert "### embedded, test part: 2 queries" in told
    assert "| finds all | 1.000 (1.000 … 1.000) |" in told
    assert "role (2)" in told
    assert "typo" not in told


def test_a_table_has_a_head_and_a_line_for_each_row() -> None:
    assert table(("a", "b"), [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_figures_stand_between_the_marks_and_all_else_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Title\n\n{BEGIN}\nold\n{END}\n\nAfter.\n", encoding="utf-8")
    new = replaced(page, "new\n")
    assert new == f"# Title\n\n{BEGIN}\nnew\n{END}\n\nAfter.\n"
    page.write_text(new, encoding="utf-8")
    assert replaced(page, "new") == new


@pytest.mark.parametrize("text", ["# Title", f"# Title\n{BEGIN}\nold", f"{END}"])
def test_a_page_without_marks_is_an_error(tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="no place"):
        replaced(page, "new")
