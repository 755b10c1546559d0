"""Showing where the words of a query occur, the same for every engine: made from the documents of a page."""

import functools
import html
import re
from collections.abc import Iterable

from search import analysis
from search.answer import Snippet
from search.document import VacancyDocument
from search.normalise import normalise
from search.reading.model import Query

WIDTH = 180
_LEAD = 60
_LONGEST_TEXT = 8_000
_WORD = re.compile(r"[^\W_](?:[\w+#&.'-]*[\w+#])?")
_RUN = re.compile(r"[\w+#&.'-]+")
_SIGNS = "_+#&.'-"
_SPECIAL = re.compile("[&<>\"']")


class Highlighter:
    """Marks the words of one query."""

    def __init__(self, query: Query) -> None:
        """Prepare for the words of ``query`` that ask for something."""
        parts = (*query.wanted, *query.must)
        words = {word for part in parts for text in (part.words, part.typed or "") for word in normalise(text).split()}
        self._stems = {analysis.stem(word) for word in words if word not in analysis.STOP_WORDS}
        roots = sorted(re.escape(root) for root in words | self._stems if root)
        # A cheap first look: only words around a word or a stem of the query are cut, stemmed and compared.
        self._likely = re.compile("|".join(roots)) if self._stems else None
        self._spans: dict[str, tuple[tuple[int, int], ...]] = {}

    def snippets(self, document: VacancyDocument) -> tuple[Snippet, ...]:
        """Return the title if something in it is marked, and the stretch of the description that says most."""
        found = []
        if marks := self._marks(document.title):
            found.append(Snippet("title", _marked(document.title, 0, len(document.title), marks)))
        text = document.description[:_LONGEST_TEXT]
        if text:
            marks = self._marks(text)
            start, end = _window(text, marks)
            found.append(Snippet("description", _marked(text, start, end, marks)))
        return tuple(found)

    def _marks(self, text: str) -> list[tuple[int, int]]:
        """Return where the words asked for stand; only the surroundings of what looks like one are cut into words."""
        if self._likely is None:
            return []
        marks: list[tuple[int, int]] = []
        end = 0
        for found in self._likely.finditer(_lowered(text)):
            if found.start() >= end:
                start, end = _run_around(text, *found.span())
                marks.extend((start + first, start + last) for first, last in self._spans_in(text[start:end]))
        return marks

    def _spans_in(self, run: str) -> tuple[tuple[int, int], ...]:
        """Return where in ``run`` the words asked for stand; the documents of one page say the same again and again."""
        spans = self._spans.get(run)
        if spans is None:
            spans = tuple(word.span() for word in _WORD.finditer(run) if self._asks_for(word.group()))
            self._spans[run] = spans
        return spans

    def _asks_for(self, word: str) -> bool:
        return not self._stems.isdisjoint(_tokens(word))


@functools.lru_cache(maxsize=8_192)
def _tokens(word: str) -> tuple[str, ...]:
    return tuple(analysis.tokens(word))


def _lowered(text: str) -> str:
    """Return ``text`` in small letters, each sign where it was: some letters become two of them (``İ``)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(sign.lower()[:1] for sign in text)


def _run_around(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the stretch of signs around ``first`` to ``last`` that words may be made of."""
    start = first
    while start and (text[start - 1].isalnum() or text[start - 1] in _SIGNS):
        start -= 1
    run = _RUN.match(text, first)
    return start, run.end() if run else last


def _window(text: str, marks: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the stretch of about `WIDTH` signs with most marks, the earliest of equals, cut between words."""
    best, most = 0, 0
    for start, _ in marks:
        inside = sum(1 for its, end in marks if start <= its and end <= start + WIDTH - _LEAD)
        if inside > most:
            best, most = start, inside
    start = max(0, best - _LEAD) if marks else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + WIDTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start) or end
    return start, end if end > start else min(len(text), start + WIDTH)


def _marked(text: str, start: int, end: int, marks: Iterable[tuple[int, int]]) -> str:
    safe = html.escape if _SPECIAL.search(text, start, end) else str
    pieces: list[str] = []
    at = start
    for first, last in marks:
        if first < at or last > end:
            continue
        pieces += (safe(text[at:first]), "<mark>", safe(text[first:last]), "</mark>")
        at = last
    pieces.append(safe(text[at:end]))
    return "".join(pieces).strip()
