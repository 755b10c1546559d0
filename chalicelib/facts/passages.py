"""Places in a text: from the form that patterns read back to the words as written."""

import re
from collections.abc import Iterable
from typing import TypeVar

from chalicelib.facts.model import Fact
from chalicelib.validation.reading import Passage

Value = TypeVar("Value")
GAP = r"(?:[^\n;!?•●▪➢✓.]|(?<=\bmin)\.|(?<=\bmax)\.|(?<=\bmaks)\.|\.(?=\d))"
"""A sign within one demand: an end of a line or a sentence parts it from the next, the dot of ``min.`` does not."""
_WISH = (
    r"diutamakan|lebih disukai|preferred|preferably|preferable|advantage|nilai (?:plus|tambah|lebih)|(?:is )?a plus"
    r"|desirable|nice to have"
)
_WISHED_BEFORE = re.compile(rf"\b(?:{_WISH})\b[^\n,;.]{{0,40}}\Z")
_WISHED_AFTER = re.compile(rf"^(?:\s?\((?:\w+ )?|[^\n,;.(]{{0,60}}?\b)(?:{_WISH})\W*(?:$|[\n,;.])")


def fact(passage: Passage, start: int, end: int, value: Value, confidence: float) -> Fact[Value]:
    """Return the fact that the lowered text states from ``start`` to ``end``, without blanks around it."""
    words = passage.lowered[start:end]
    span = passage.span(end - len(words.lstrip()), start + len(words.rstrip()))
    return Fact(
        value=value,
        pointer=passage.pointer,
        start=span.start,
        end=span.end,
        phrase=passage.phrase(span),
        confidence=round(confidence, 3),
    )


def surest(found: Iterable[Fact[Value]]) -> Fact[Value] | None:
    """Return the fact with the most confidence, of equals the first; None of none."""
    return max(found, key=lambda each: each.confidence, default=None)


def is_wish(passage: Passage, start: int, end: int) -> bool:
    """Tell whether what stands from ``start`` to ``end`` of the lowered text is only wished for."""
    text = passage.lowered
    before, after = text[max(0, start - 60) : start], text[end : end + 80]
    return bool(_WISHED_BEFORE.search(before) or _WISHED_AFTER.search(after))
