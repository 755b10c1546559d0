"""Cutting a query into pieces: ``+word``, ``-word``, ``"a phrase"`` and plain words."""

import re
from enum import StrEnum

import msgspec

from search.normalise import normalise

LONGEST_TEXT = 3_000
MOST_WORDS = 80
_PIECE = re.compile(r'(?P<sign>(?<!\S)[+-])?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-", "–": "-", "—": "-"})


class Sign(StrEnum):
    """What a piece asks for."""

    PLAIN = ""
    MUST = "+"
    MUST_NOT = "-"


class Piece(msgspec.Struct, frozen=True):
    """Normalised words that were written together."""

    words: tuple[str, ...]
    sign: Sign
    quoted: bool


class Cut(msgspec.Struct, frozen=True):
    """A query in pieces; ``simplified`` when it was too long and its end was dropped."""

    pieces: tuple[Piece, ...]
    simplified: bool


def shorten(text: str) -> tuple[str, bool]:
    """Return the part of ``text`` that is read, and whether that is less than all of it."""
    straight = text.translate(_QUOTES)
    if len(straight) <= LONGEST_TEXT:
        return straight, False
    return straight[:LONGEST_TEXT].rpartition(" ")[0] or straight[:LONGEST_TEXT], True


def cut(text: str) -> Cut:
    """Return the pieces of ``text`` in order, up to `MOST_WORDS` words."""
    pieces: list[Piece] = []
    room = MOST_WORDS
    for found in _PIECE.finditer(text):
        quoted = found["phrase"] is not None
        words = _words(found["phrase"] if quoted else found["word"])
        if not words:
            continue
        if len(words) > room:
            return Cut(tuple(pieces), True)
        room -= len(words)
        pieces.append(Piece(tuple(words), Sign(found["sign"] or ""), quoted))
    return Cut(tuple(pieces), False)


def _words(raw: str) -> list[str]:
    """Return the words of ``raw``. Letters of another script are kept, so that they find nothing rather than all.

    Signs alone (``&&``, ``+``) say nothing: they are no word that a vacancy would have to contain.
    """
    words = [word for word in normalise(raw).split() if any(sign.isalnum() for sign in word)]
    return words or ([raw.casefold()] if any(sign.isalpha() for sign in raw) else [])
