"""The weights of the ranking formula: data beside this module, read once, the same for both engines.

``weights.tsv`` states each weight with its bounds and where it comes from: chosen for a reason, or learned by
``python -m bench.relevance.learning`` (docs/ranking.md). `search.ranking` says what each does.
"""

import contextlib
import csv
import functools
from collections import Counter
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import Path

import msgspec

TABLE = Path(__file__).with_name("weights.tsv")


class BadWeights(ValueError):
    """The table lacks a weight, has one that the formula does not know, twice, or out of its bounds."""


class Weights(msgspec.Struct, frozen=True, kw_only=True):
    """Every number of the formula that could be another one. The text's are what a match adds to the text score.

    Shares of another weight: ``fuzzy`` of the exact match, ``also`` of a clause's other leaves, ``group`` and
    ``meaning`` of ``occupation``. Floors and ``lot`` are of factors; ``exposure_half`` is in applications per opening.
    """

    half_life_days: float
    freshness_floor: float
    completeness_floor: float
    exposure_floor: float
    exposure_half: float
    nearness_floor: float
    lot: float
    title: float
    title_scattered: float
    title_whole: float
    title_first: float
    title_query: float
    occupation: float
    group: float
    meaning: float
    skill: float
    employer: float
    fuzzy: float
    also: float
    description: float
    description_phrase: float
    place: float
    wish: float
    similar_skill: float
    similar_region: float
    similar_province: float
    similar_word: float


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table: a weight, the bounds that it may lie in, and where it comes from."""

    name: str
    value: float
    lowest: float
    highest: float
    source: str


def weights() -> Weights:
    """Return the weights that hold now. Raises `BadWeights`, OSError."""
    return _tried.get() or _of_the_table()


@contextlib.contextmanager
def trying(others: Weights) -> Iterator[None]:
    """Let ``others`` hold within the block, in this thread: for measuring what they would be worth."""
    before = _tried.set(others)
    try:
        yield
    finally:
        _tried.reset(before)


def stated(table: Path = TABLE) -> tuple[Stated, ...]:
    """Return the rows of ``table``, each checked by itself. Raises `BadWeights`, OSError."""
    with table.open(encoding="utf-8", newline="") as file:
        try:
            rows = msgspec.convert(
                list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)), tuple[Stated, ...], strict=False
            )
        except msgspec.ValidationError as error:
            raise BadWeights(f"{table.name}: {error}") from error
    for row in rows:
        _check(row)
    return rows


def read(table: Path = TABLE) -> Weights:
    """Return the weights that ``table`` states. Raises `BadWeights`, OSError."""
    rows = stated(table)
    counted = Counter(row.name for row in rows)
    counted.subtract(Weights.__struct_fields__)
    if odd := sorted(name for name, more in counted.items() if more):
        raise BadWeights(f"{table.name}: missing, unknown or twice: {', '.join(odd)}")
    return Weights(**{row.name: row.value for row in rows})


def _check(row: Stated) -> None:
    if not row.lowest <= row.value <= row.highest:
        raise BadWeights(f"{row.name}: {row.value:g} is not within {row.lowest:g} to {row.highest:g}")
    if not row.source.strip():
        raise BadWeights(f"{row.name}: no source")


_tried: ContextVar[Weights | None] = ContextVar("_tried", default=None)
_of_the_table = functools.cache(read)
