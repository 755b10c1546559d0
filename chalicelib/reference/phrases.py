"""Finding known phrases in normalised words, the longest first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

Value = TypeVar("Value")


class Hit(msgspec.Struct, Generic[Value], frozen=True):
    """Words ``start`` up to ``end`` (exclusive) are ``surface``, which stands for ``value``."""

    start: int
    end: int
    surface: str
    value: Value


class PhraseBook(Generic[Value]):
    """Phrases of one to several words, each with a value."""

    def __init__(self, entries: Mapping[str, Value]) -> None:
        """Keep the normalised phrases of ``entries``."""
        self._entries = dict(entries)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._entries), default=0)

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, phrase: str) -> Value | None:
        """Return the value of exactly this phrase, None when it is not known."""
        return self._entries.get(phrase)

    def entries(self) -> Iterable[tuple[str, Value]]:
        """Return every phrase with its value."""
        return self._entries.items()

    def find(self, words: Sequence[str]) -> tuple[Hit[Value], ...]:
        """Return the phrases in ``words`` from left to right, the longest at each place, without overlap."""
        found, at = list[Hit[Value]](), 0
        while at < len(words):
            hit = self._at(words, at)
            if hit:
                found.append(hit)
            at = hit.end if hit else at + 1
        return tuple(found)

    def every(self, words: Sequence[str]) -> Iterable[Hit[Value]]:
        """Yield the longest phrase that begins at each word; they may overlap."""
        for at in range(len(words)):
            if hit := self._at(words, at):
                yield hit

    def _at(self, words: Sequence[str], start: int) -> Hit[Value] | None:
        for end in range(min(len(words), start + self._longest), start, -1):
            surface = " ".join(words[start:end])
            if surface in self._entries:
                return Hit(start, end, surface, self._entries[surface])
        return None
