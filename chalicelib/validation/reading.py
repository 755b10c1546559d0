"""Texts made ready for finding phrases: lower case, with a break where two lines were glued together.

Vacancies lose their line breaks on the way through portals: ``Usia maksimal 30 tahunPria/wanita``. A capital after a
small letter, digit or full stop is taken as a lost break, and so is the last of several (``SMKUsia``). Spans are always
given in the text as it was posted.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise

from chalicelib.validation.model import Span

_GLUED = re.compile(r"[A-Z](?:(?<=[a-z0-9.,;:)!?][A-Z])|(?<=[A-Z]{2})(?=[a-z]{2}))")
_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"[\n;!?•●▪➢✓*]|\.(?!\d)")


class Passage:
    """One text field. ``pointer`` is where it stands, ``original`` as posted, ``lowered`` as patterns read it."""

    def __init__(self, pointer: str, original: str) -> None:
        """Keep the text; the lowered form is made at first use."""
        self.pointer = pointer
        self.original = original

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in _GLUED.finditer(self.original)]

    @cached_property
    def _inserted(self) -> list[int]:
        """Positions of the inserted breaks in the lowered text."""
        return [place + count for count, place in enumerate(self._breaks)]

    @cached_property
    def lowered(self) -> str:
        """The text in lower case with lost breaks put back."""
        edges = [0, *self._breaks, len(self.original)]
        parted = "\n".join(self.original[start:end] for start, end in pairwise(edges))
        small = parted.lower()
        return small if len(small) == len(parted) else "".join(map(_lower_sign, parted))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the lowered text."""
        return frozenset(_WORD.findall(self.lowered))

    def span(self, start: int, end: int) -> Span:
        """Return positions in the original for positions in the lowered text."""
        inserted = self._inserted
        return Span(start - bisect_left(inserted, start), end - bisect_left(inserted, end))

    def phrase(self, span: Span) -> str:
        """Return the words of ``span`` as they were posted."""
        return self.original[span.start : span.end]

    def before(self, place: int, reach: int = 60) -> str:
        """Return the words of the same clause before ``place``, at most ``reach`` characters."""
        window = self.lowered[max(0, place - reach) : place]
        return _CLAUSE.split(window)[-1]

    def after(self, place: int, reach: int = 60) -> str:
        """Return the words of the same clause from ``place`` on, at most ``reach`` characters."""
        return _CLAUSE.split(self.lowered[place : place + reach], maxsplit=1)[0]

    def mentions(self, triggers: Iterable[str]) -> bool:
        """Tell cheaply whether any of ``triggers`` (in lower case) occurs at all."""
        lowered = self.lowered
        return any(trigger in lowered for trigger in triggers)


def passages(texts: Mapping[str, str]) -> tuple[Passage, ...]:
    """Return the texts that are not empty, by pointer."""
    return tuple(Passage(pointer, text) for pointer, text in texts.items() if text)


def _lower_sign(sign: str) -> str:
    small = sign.lower()
    return small if len(small) == 1 else sign
