"""One normal form of text for everything that compares words."""

import functools
import re
import unicodedata

import msgspec

_APART = re.compile(r"[^0-9a-z+#&.]+")
_LOOSE_DOT = re.compile(r"(?<![a-z0-9])\.(?![a-z])|(?<=[a-z])\.(?=\s|$)")
_SPACES = re.compile(r" {2,}")
_SEPARATOR = re.compile(r"[^0-9a-z+#&.]")
_WORD = re.compile(r"[^ ]+")


class Located(msgspec.Struct, frozen=True, gc=False):
    """A normalised word and the signs of the text, from ``start`` up to ``end`` (exclusive), that it was made of."""

    word: str
    start: int
    end: int


def normalise(text: str) -> str:
    """Return ``text`` in lower case, without diacritics, with single spaces between words.

    Letters, digits and the marks that tell skills apart (``c++``, ``c#``, ``.net``, ``r&d``) stay; all else separates.
    """
    bare = text.lower() if text.isascii() else _bare(text)
    return _SPACES.sub(" ", _LOOSE_DOT.sub(" ", _APART.sub(" ", bare))).strip()


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def located(text: str) -> tuple[Located, ...]:
    """Return the words of ``normalise(text)`` with their places in ``text``, whatever its script."""
    bare, origin = (text.lower(), None) if text.isascii() else _traced(text)
    spread = _LOOSE_DOT.sub(" ", _SEPARATOR.sub(" ", bare))
    found = (Located(match[0], match.start(), match.end()) for match in _WORD.finditer(spread))
    if origin is None:
        return tuple(found)
    return tuple(Located(each.word, origin[each.start], origin[each.end - 1] + 1) for each in found)


def _traced(text: str) -> tuple[str, list[int]]:
    """Return the bare form of ``text`` and, for each of its signs, the place of the one that it came from."""
    signs = [_bare_sign(sign) for sign in text]
    return "".join(signs), [at for at, sign in enumerate(signs) for _ in sign]


@functools.lru_cache(maxsize=4_096)
def _bare_sign(sign: str) -> str:
    return _bare(sign)
