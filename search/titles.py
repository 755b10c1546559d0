"""What is indexed of a title besides its words: what it begins with and is as a whole, so that its head counts more.

``direktur`` is the job of a *direktur operasional* and not of a *sekretaris direktur*; ``admin`` is less than the
whole of *admin gudang*. Indonesian titles have their head first; that English ones have it last did not help
(docs/ranking.md). A title of several pieces (``Kasir - Depok``, ``Barista / Waiter``) begins with each. The marks are
single terms after the words: as quick to find as a word, and of an index that was written before they were known
nothing is lost but their worth.
"""

import re
from collections.abc import Iterator, Sequence

from search import analysis

_OPEN, _CLOSE, _BETWEEN = "‹", "›", "_"
"""No word has them: `search.normalise` takes them for blanks."""
_APART = re.compile(r"[/|(),;:\[\]–—]|\s-\s")
_LONGEST = 6
"""Words of a piece that is marked as a whole: nobody types longer ones."""


def stream(title: str) -> str:
    """Return the content of the title field for a whitespace analyser: the words, then the marks of each piece."""
    words = analysis.tokens(title)
    pieces = [words, *(analysis.tokens(piece) for piece in _APART.split(title))]
    return " ".join((*words, *dict.fromkeys(mark for piece in pieces if piece for mark in _marks(piece))))


def whole(tokens: Sequence[str]) -> str:
    """Return the mark of a piece that is just these words."""
    return f"{_OPEN}{_BETWEEN.join(tokens)}{_CLOSE}"


def first(token: str) -> str:
    """Return the mark of a piece that begins with this word."""
    return f"{_OPEN}{token}"


def _marks(piece: Sequence[str]) -> Iterator[str]:
    yield first(piece[0])
    if len(piece) <= _LONGEST:
        yield whole(piece)
