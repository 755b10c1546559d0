"""Cutting a query into pieces: ``+word``, ``-word``, ``"a phrase"`` and plain words."""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

import msgspec

from search.normalise import normalise
from search.reading.markers import AMPERSAND, SEPARATOR

MOST_WORDS = 80
_AMOUNT = r"\d[\d.,]*\s*(?:jt|jtan|juta|rb|ribu|k)?(?:[-/]\S*)?(?![^\s])"
_SIGN = rf"(?<![^\s,;(|])(?P<sign>[+-])[+-]*(?![+-]|{_AMOUNT})"
"""A sign stands before a word. Before an amount it is none: ``5 -7jt``, ``+62 812``."""
_PIECE = re.compile(rf'(?:{_SIGN})?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_HELD = re.compile(rf'(?:{_SIGN})?"(?P<phrase>[^"]*)"|{_SIGN.replace("sign", "marked")}(?:"[^"]*$|[^\s"]+)')
_FIRST_HELD = 0xE000
"""Private signs stand for what is held back. Cleaning leaves no other in a query."""
_SET_APART = re.compile(r"[,;]+|(?<=[^\W\d_]{4})/(?=[^\W\d_]{4})")
"""Between items of a list; a stroke between longer words only (``kasir/pramuniaga``, but ``ui/ux`` and ``sma/smk``)."""
_JOINS = re.compile(r"(?<=[^\W\d_]{4})&(?=[^\W\d_]{4})")
"""Between longer words only (``kasir&admin``, but ``r&d``)."""
_LOOSE = re.compile(r"(?<![^\W_])(?<![+#])#+(?=[^\W_])|(?<=[^\W\d_]{4})\.(?=[^\W\d_]{4})|(?<=[^\W_])\.+(?=$|\s)")
"""Signs that belong to no word: of a hash tag (``#kasir``, but ``c#``), a dot for a blank (``kasir.depok``,
but ``node.js``), a full stop. Vacancies are indexed as they are written; here it is known that words are sought."""
_HELD_SIGN = re.compile("[\ue000-\uf8ff]")


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


class Held(msgspec.Struct, frozen=True):
    """A text in which a private sign stands for each of ``held``: what is quoted or signed, and so stays as it is."""

    text: str
    held: Sequence[str]

    def back(self, text: str) -> str:
        """Return ``text`` with what was held in its place again."""
        return _HELD_SIGN.sub(lambda found: self.held[ord(found[0]) - _FIRST_HELD], text)


def hold(text: str) -> Held:
    """Set aside what is quoted or signed in ``text``, so that nothing in it is read as pay or as a condition."""
    held: list[str] = []

    def take(found: re.Match[str]) -> str:
        held.append(found[0])
        return chr(_FIRST_HELD + len(held) - 1)

    return Held(_HELD.sub(take, text), held)


def cut(text: str, is_list: Callable[[Sequence[str]], bool] = lambda _items: False) -> Cut:
    """Return the pieces of ``text`` in order, up to `MOST_WORDS` words. An open quote ends with the text.

    ``is_list`` tells of what strokes set apart whether it is a list (``spg/kasir``), however short its items are.
    """
    pieces: list[Piece] = []
    room = MOST_WORDS
    for found in _PIECE.finditer(text):
        phrase, sign = found["phrase"], Sign(found["sign"] or "")
        # Who opens a quote and never closes it is still writing; behind a sign all that follows is meant.
        quoted = phrase is not None and (found[0].count('"') > 1 or sign is not Sign.PLAIN)
        raw = phrase if phrase is not None else found["word"]
        for words in _whole(raw) if quoted or sign is not Sign.PLAIN else _one_by_one(raw, is_list):
            if len(words) > room:
                return Cut(tuple(pieces), True)
            room -= words != (SEPARATOR,) and len(words)
            pieces.append(Piece(words, sign, quoted))
    return Cut(tuple(pieces), False)


def _whole(raw: str) -> Iterator[tuple[str, ...]]:
    words = tuple(_words(raw))
    if words:
        yield words


def _one_by_one(raw: str, is_list: Callable[[Sequence[str]], bool]) -> Iterator[tuple[str, ...]]:
    """Yield the words of ``raw`` as they were written, with a separator where an item of a list ends."""
    items = raw.split("/")
    listed = len(items) > 1 and is_list([normalise(_LOOSE.sub(" ", item)) for item in items])
    for at, item in enumerate(items if listed else _SET_APART.split(raw)):
        if at:
            yield (SEPARATOR,)
        for written in _JOINS.sub(f" {AMPERSAND} ", _LOOSE.sub(" ", item)).split():
            yield from [(AMPERSAND,)] if written == AMPERSAND else _whole(written)


def _words(raw: str) -> list[str]:
    """Return the words of ``raw``. Letters of another script are kept, so that they find nothing rather than all.

    Signs alone (``&&``, ``+``) say nothing: they are no word that a vacancy would have to contain.
    """
    words = [word for word in normalise(_LOOSE.sub(" ", raw)).split() if any(sign.isalnum() for sign in word)]
    return words or ([raw.casefold()] if any(sign.isalpha() for sign in raw) else [])
