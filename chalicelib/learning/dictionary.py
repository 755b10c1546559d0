"""What the reference tables say of words by themselves, without anything that was learned."""

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalicelib import reference
from chalicelib.learning.model import Target
from search.reading import markers
from search.vocabulary import AskedKind

if TYPE_CHECKING:
    from search.reading.recogniser import Recogniser

_KNOWN = {
    AskedKind.OCCUPATION: lambda code: code in reference.occupations(),
    AskedKind.SKILL: lambda code: code in reference.skills(),
    AskedKind.REGION: lambda code: code in reference.regions(),
    AskedKind.EDUCATION: lambda code: code in reference.education_levels(),
    AskedKind.EMPLOYMENT_TYPE: lambda code: code in reference.employment_types(),
}
_STEERING = markers.NOISE | markers.PLACE | markers.NEAR | markers.NEGATION


@functools.cache
def recogniser() -> "Recogniser":
    """Return the reader of queries as the tables alone make it."""
    from search.reading.recogniser import Recogniser

    return Recogniser(reference.lexicon())


def meanings(words: str) -> tuple[Target, ...]:
    """Return what exactly these normalised words mean in the tables, the surest first."""
    return tuple(Target(kind=AskedKind(each.kind), code=each.code) for each in recogniser().exactly(words))


def exists(target: Target) -> bool:
    """Tell whether the tables have what is meant; employers are in none."""
    known = _KNOWN.get(target.kind)
    return known is not None and known(target.code)


def steers(words: str) -> bool:
    """Tell whether all of these words only steer the reading, or say nothing: they cannot mean anything else."""
    return all(word in _STEERING for word in words.split())


def near(word: str, farthest: int) -> Iterator[tuple[int, str]]:
    """Yield how many edits known words are from ``word``, and those words; whatever their first letter."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    for length in range(max(1, len(word) - farthest), len(word) + farthest + 1):
        found = process.extract(word, _of_length(length), scorer=OSA.distance, score_cutoff=farthest, limit=None)
        yield from ((int(edits), known) for known, edits, _ in found)


@functools.cache
def _of_length(length: int) -> tuple[str, ...]:
    words = reference.lexicon().words
    return tuple(each.word for letter in "abcdefghijklmnopqrstuvwxyz" for each in words.near(letter, length))
