"""Kinds of concepts as one number, a bit for each: a set of them is tried with one operation."""

from collections.abc import Iterable, Mapping

from search.vocabulary import Kind

BITS: Mapping[Kind, int] = {kind: 1 << place for place, kind in enumerate(Kind)}


def mask(kinds: Iterable[Kind]) -> int:
    """Return the bits of ``kinds`` together."""
    found = 0
    for kind in kinds:
        found |= BITS[kind]
    return found
