"""The one analysis of Indonesian and English words, done on our side, before either engine sees them.

Engines index the tokens as they are (whitespace analysis), so both cut, fold and stem alike, and the same tokens find
the stretches to highlight (docs/decisions/0040).
"""

import re
import threading
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from search.normalise import normalise

LONGEST_TOKEN = 40
_PIECE = re.compile(r"[^\W_](?:[\w+#&.'’-]*[\w+#])?")
_PLAIN = re.compile(r"[a-z]+")
_CLITIC = re.compile(r"(?<=.{5})(?:nya|lah|kah|pun)$")
_PLURAL = re.compile(r"(?:er|or|ist|ant|ent|ive|ian|ee|nurse)s$")
_local = threading.local()

_STOP_WORDS = """
a an and at by for in of on or the to with ada adalah agar akan atau bagi bisa dalam dan dapat dari dengan di guna
hingga ini itu juga ke kami kamu lain maupun oleh pada para per sangat sebagai secara serta tersebut untuk yaitu yang
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


class Token(msgspec.Struct, frozen=True):
    """A token and where its word stands in the text: ``start`` inclusive, ``end`` exclusive."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[str]:
    """Return the tokens of ``text`` in order: normalised, without stop words, stemmed."""
    return [stem(word) for word in normalise(text).split() if word not in STOP_WORDS]


def placed_tokens(text: str) -> list[Token]:
    """Return the tokens with their places in the original ``text``; a word such as ``R&D-nya`` may give several."""
    return [
        Token(token, piece.start(), piece.end()) for piece in _PIECE.finditer(text) for token in tokens(piece.group())
    ]


def joined(texts: Iterable[str]) -> str:
    """Return the tokens of ``texts`` as one field's content for a whitespace analyser."""
    return " ".join(token for text in texts for token in tokens(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of one normalised word.

    Words with digits or signs (``c++``, ``s1``) and short ones stay as they are: they are names of things. So do nouns
    in *pe-*: Snowball's Indonesian stemmer would make one of ``perawat`` (nurse) and ``perawatan`` (maintenance), and
    such nouns are what vacancies are called; they lose their clitics only. English plurals of persons lose their ``s``.
    Everything else is stemmed by Snowball, whose result is that of Lucene's ``indonesian_stem``.
    """
    word = word[:LONGEST_TOKEN]
    if len(word) < 4 or not _PLAIN.fullmatch(word):
        return word
    if word.startswith("pe"):
        return _CLITIC.sub("", word)
    if _PLURAL.search(word):
        return word[:-1]
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


def _stemmer() -> Any:  # noqa: ANN401 - the library has no types
    """Return this thread's stemmer: it keeps the word that it works on as state."""
    if not hasattr(_local, "stemmer"):
        import snowballstemmer

        _local.stemmer = snowballstemmer.stemmer("indonesian")
    return _local.stemmer
