"""The examples of docs/reading.md are what the code does."""

from pathlib import Path

import pytest

from chalicelib import reference
from search.reading.model import Query
from search.reading.recogniser import Recogniser

PAGE = Path(__file__).parents[3] / "docs" / "reading.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    """The reader of queries with every table."""
    return Recogniser(reference.lexicon())


def test_there_are_examples() -> None:
    assert len(ROWS) >= 20
    assert all(len(row) == 4 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_example_holds(row: list[str], recogniser: Recogniser) -> None:
    typed, wanted, ruled_out, also = row
    query = recogniser.read(typed.strip("`"))
    assert ", ".join(part.words for part in query.wanted) == wanted
    assert ", ".join(part.words for part in query.must_not) == ruled_out
    assert "; ".join(_also(query)) == also


def _also(query: Query) -> list[str]:
    near = [part.words for part in query.wanted if part.near]
    told = {
        f"pay from {query.money.minimum if query.money else 0}": query.money is not None,
        f"experience {query.experience_months} months": query.experience_months is not None,
        "remote": query.remote,
        "either": any(part.either for part in query.wanted),
        f"near {', '.join(near)}": bool(near),
        f"passed over: {', '.join(query.passed_over)}": bool(query.passed_over),
    }
    return [words for words, is_so in told.items() if is_so]
