"""The least level of schooling that is enough, as `chalicelib.reference.required_education` reads it."""

import re
from collections.abc import Iterator

from chalicelib.facts.model import Fact
from chalicelib.reference.schooling import required_education
from chalicelib.validation.reading import Passage

_ENDS = "\n;•●▪➢✓*"
_SENTENCE = re.compile(r"[.!?]\s")


def schooling(passages: tuple[Passage, ...]) -> Fact[str] | None:
    """Return the least level that the first of ``passages`` with a demand asks for."""
    return next((found for passage in passages if (found := _asked(passage)) is not None), None)


def _asked(passage: Passage) -> Fact[str] | None:
    found = required_education(passage.original)
    if found.lowest is None:
        return None
    for start, end in _windows(passage.original, found.spans):
        if required_education(passage.original[start:end]).lowest == found.lowest:
            return Fact(
                value=found.lowest,
                pointer=passage.pointer,
                start=start,
                end=end,
                phrase=passage.original[start:end],
                confidence=found.confidence,
            )
    return None


def _windows(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Yield ever wider words that may state the level by themselves: the levels, their line, all levels, the text."""
    for start, end in spans:
        yield start, end
        yield _line(text, start, end)
    yield spans[0][0], spans[-1][1]
    start, end = _line(text, spans[0][0], spans[-1][1])
    yield start, end
    stripped = text.strip()
    begin = text.find(stripped)
    yield begin, begin + len(stripped)


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(text.rfind(sign, 0, start) for sign in _ENDS) + 1
    stop = min((at for sign in _ENDS if (at := text.find(sign, end)) >= 0), default=len(text))
    for match in _SENTENCE.finditer(text, begin, start):
        begin = match.end()
    if following := _SENTENCE.search(text, end, stop):
        stop = following.start()
    within = text[begin:stop]
    return begin + len(within) - len(within.lstrip()), begin + len(within.rstrip())
