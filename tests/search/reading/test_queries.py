"""Whole queries as people type them, read with the reference tables."""

import pytest

from chalicelib import reference
from chalicelib.finding.world import minimum_wage
from search.reading.model import Query
from search.reading.recogniser import Recogniser
from tests.search.reading.cases import rows

CASES = rows("queries")


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """The reader of queries with every table, and nothing learned."""
    return Recogniser(reference.lexicon(), minimum_wage=minimum_wage)


def test_every_case_is_another() -> None:
    assert len({row["query"] for row in CASES}) == len(CASES) >= 100


@pytest.mark.parametrize("row", CASES, ids=[row["query"] for row in CASES])
def test_it_is_read_as_meant(row: dict[str, str], recogniser: Recogniser) -> None:
    query, why = recogniser.read(row["query"]), row["why"]
    assert [part.words for part in query.wanted] == _listed(row["wanted"]), why
    assert [part.words for part in query.must] == _listed(row["must"]), why
    assert [part.words for part in query.must_not] == _listed(row["must_not"]), why
    chosen = {meaning.code for part in query.wanted for meaning in part.chosen()}
    assert set(filter(None, (row["codes"] or "").split(","))) <= chosen, why
    assert _also(query) == _expected(row["also"]), why


@pytest.mark.parametrize(
    ("text", "either"),
    [
        ("admin/kasir/spg", {"kasir", "spg"}),
        ("spg/kasir depok", {"kasir"}),
        ("ui/ux designer", set[str]()),
        ("qa/qc engineer", set[str]()),
        ("sma/smk", set[str]()),
        ("tcp/ip", set[str]()),
    ],
)
def test_strokes_between_jobs_mean_either(text: str, either: set[str], recogniser: Recogniser) -> None:
    assert {part.words for part in recogniser.read(text).wanted if part.either} == either


def test_what_is_read_is_told(recogniser: Recogniser) -> None:
    for row in CASES:
        query = recogniser.read(row["query"])
        told = query.reading()
        words = [entry.words for entry in told.concepts] + [*told.left, *told.must]
        assert {part.words for part in (*query.wanted, *query.must)} <= set(words)
        assert told.passed_over == query.passed_over
        assert told.must_not == tuple(part.words for part in query.must_not)


def _listed(cell: str | None) -> list[str]:
    return cell.split("|") if cell else []


def _also(query: Query) -> dict[str, str]:
    """Return what else a query says; what it says nothing of is left out."""
    said = {
        "pay": str(query.money.minimum) if query.money and "um" not in query.money.words else "",
        "wage": "asked" if query.money and "um" in query.money.words else "",
        "months": "" if query.experience_months is None else str(query.experience_months),
        "near": ",".join(part.words for part in query.wanted if part.near),
        "either": ",".join(part.words for part in query.wanted if part.either),
        "over": ",".join(query.passed_over),
        "remote": "asked" if query.remote else "",
    }
    return {name: value for name, value in said.items() if value}


def _expected(cell: str | None) -> dict[str, str]:
    pairs = (each.partition("=") for each in (cell or "").split(";") if each)
    return {name: value or "asked" for name, _, value in pairs}
