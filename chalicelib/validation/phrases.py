"""Finding phrases: a cheap word test first, then one pattern, then what the words around rule out."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from chalicelib.validation.catalogue import Observation
from chalicelib.validation.reading import Passage

_NEVER = re.compile(r"(?!)")
_HEAD, _HEAD_OF_SUM = re.compile(r"[^\W\d_]*\Z"), re.compile(r"(?:\d{1,3}[.,])*\d*\Z")
_TAIL = re.compile(r"[^\W\d_]*")
_TAIL_OF_SUM = re.compile(r"\d*(?:[.,]\d+)*(?:\s?(?:rb|ribu|jt|juta|k)\b|[^\W\d_]*)")
_FARTHEST = 60
_MARKS = " \t\r\n\xa0-–—•*"
_STOPS = ".,;:"
ITEM = r"(?:^|(?<=\n)|(?<=\n[-•*] )|(?<=\n[-•*])|(?<=\n\d\. )|(?<=\n\d\.))"
"""Where an item of a list begins, behind its mark."""

LISTED = r"(?:^|(?<=[\n,/(:;•.|+&]))[ \t\xa0•*–-]{0,3}"
END_LISTED = r"(?=[ \t\xa0]*(?:$|[,\n).;/!|+&]|(?:ya|aja|saja|dan|and)\b))"
"""Around a word that is an item of a list by itself (``max 27, single, Muslim``): nothing but a requirement is."""


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """Phrases of one kind, as they read in lower case.

    ``triggers`` are pieces of text of which one must occur before the pattern is tried at all, and so are ``words``,
    whole ones, which cost less; the one or the other is given. ``sign`` is found wherever the pattern is, and costs
    less to look for. A match does not count when ``unless_before`` is found in the words before it, or
    ``unless_after`` at the beginning of those after it, in the same clause. Their ``reach`` is in characters. Where the
    pattern has a group ``place``, that is what is marked, and the rest of it is what must stand around.
    """

    pattern: re.Pattern[str]
    triggers: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    sign: re.Pattern[str] | None = None
    unless_before: re.Pattern[str] = _NEVER
    unless_after: re.Pattern[str] = _NEVER
    reach: int = 60


def either(*parts: str) -> re.Pattern[str]:
    """Return one compiled pattern for any of ``parts``."""
    return re.compile("|".join(f"(?:{part})" for part in parts))


def words(text: str) -> frozenset[str]:
    """Return the words of ``text``, for `Phrases`."""
    return frozenset(text.split())


def places(passage: Passage, phrases: Phrases) -> Iterator[tuple[int, int]]:
    """Yield where ``phrases`` stand in the lowered text, without those that their surroundings rule out."""
    return _matches(passage, phrases) if _may_occur(passage, phrases) else iter(())


def _matches(passage: Passage, phrases: Phrases) -> Iterator[tuple[int, int]]:
    for match in phrases.pattern.finditer(passage.lowered):
        start, end = match.span("place" if match.lastgroup == "place" else 0)
        if phrases.unless_before.search(passage.before(start, phrases.reach)):
            continue
        if phrases.unless_after.match(passage.after(end, phrases.reach)):
            continue
        yield start, end


def observe(texts: Iterable[Passage], *kinds: Phrases) -> Iterator[Observation]:
    """Yield one observation for each phrase of any of ``kinds``; phrases that overlap count once."""
    for passage in texts:
        likely = [kind for kind in kinds if _may_occur(passage, kind)]
        found = [place for kind in likely for place in _matches(passage, kind)]
        if found:
            yield from marked(passage, sorted(found))


def spotted(texts: Iterable[Passage], *kinds: Phrases) -> Iterator[Observation]:
    """Yield what `observe` does, each phrase to the end of its last word or sum.

    The rules of edition 1 go on with `observe`, whose phrases may end inside ``Rp150.000``.
    """
    for passage in texts:
        likely = [kind for kind in kinds if _may_occur(passage, kind)]
        seen = {whole(passage.lowered, *place) for kind in likely for place in _matches(passage, kind)}
        if seen:
            yield from marked(passage, sorted(seen, key=longest_first))


def longest_first(place: tuple[int, int]) -> tuple[int, int]:
    """Order places by where they begin, and of those that begin together the longest first."""
    return place[0], -place[1]


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place in ``text`` without blanks and marks around it, widened so that it parts no word or sum."""
    within = text[start:end]
    start, end = end - len(within.lstrip(_MARKS)), start + len(within.rstrip(_MARKS + _STOPS))
    if start >= end:
        return start, start
    if text[start].isalnum():
        head = _HEAD_OF_SUM if text[start].isdigit() else _HEAD
        start -= len(_match(head.search(text[max(0, start - _FARTHEST) : start])))
    if text[end - 1].isalnum():
        tail = _TAIL_OF_SUM if text[end - 1].isdigit() else _TAIL
        end += len(_match(tail.match(text[end : end + _FARTHEST])))
    return start, end


def _match(found: re.Match[str] | None) -> str:
    return found[0] if found else ""


def _may_occur(passage: Passage, phrases: Phrases) -> bool:
    """Tell, at little cost, that there may be a match: most texts say nothing of the kind."""
    if phrases.words:
        if phrases.words.isdisjoint(passage.words):
            return False
    elif not passage.mentions(phrases.triggers):
        return False
    return phrases.sign is None or phrases.sign.search(passage.lowered) is not None


def marked(passage: Passage, found: Iterable[tuple[int, int]]) -> Iterator[Observation]:
    """Yield the observations for places in the lowered text, in order; of two that overlap, the first."""
    reached = -1
    lowered = passage.lowered
    for begin, end in found:
        start = begin + len(lowered[begin:end]) - len(lowered[begin:end].lstrip())
        if start < reached:
            continue
        reached = end
        span = passage.span(start, end)
        yield Observation(pointer=passage.pointer, phrase=passage.phrase(span), span=span)
