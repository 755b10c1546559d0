"""One normal form of text for everything that compares words."""

import re
import unicodedata

_APART = re.compile(r"[^0-9a-z+#&.]+")
_LOOSE_DOT = re.compile(r"(?<![a-z0-9])\.(?![a-z])|(?<=[a-z])\.(?=\s|$)")
_SPACES = re.compile(r" {2,}")


def normalise(text: str) -> str:
    """Return ``text`` in lower case, without diacritics, with single spaces between words.

    Letters, digits and the marks that tell skills apart (``c++``, ``c#``, ``.net``, ``r&d``) stay; all else separates.
    """
    bare = text.lower() if text.isascii() else _bare(text)
    return _SPACES.sub(" ", _LOOSE_DOT.sub(" ", _APART.sub(" ", bare))).strip()


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in folded if not unicodedata.combining(sign))
