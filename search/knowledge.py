"""What planning knows of the world besides the words: who lies beside whom, and what ranks above what."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from search.reading.recogniser import Recogniser


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """An occupation group that some words may be about, how likely (0..1), and the known phrase that says so."""

    code: str
    confidence: float
    via: str = ""


class Knowledge(Protocol):
    """Handed to search by whoever has the reference tables."""

    @property
    def recogniser(self) -> Recogniser:
        """The reader of queries, built once."""
        ...

    @property
    def education_ranks(self) -> Mapping[str, int]:
        """The level of each education code, lowest first."""
        ...

    def neighbours(self, region: str) -> Sequence[str]:
        """Return the regencies beside ``region``, nearest first; none for a province."""
        ...

    def linked(self, words: str) -> Sequence[Link]:
        """Return the occupation groups that ``words`` may be about, the likeliest first; none for what says nothing."""
        ...
