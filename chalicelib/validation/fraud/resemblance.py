"""Names that could be taken for another: letters that look alike, one letter more or less, words put around."""

import re
import tomllib
import unicodedata
from pathlib import Path

from search.normalise import normalise

_OTHER_SCRIPTS = str.maketrans("аеорсухкмтнвіѕјαορντικ", "aeopcyxkmthbisjaopvtik")
"""Cyrillic and Greek letters that look like Latin ones (after Unicode Technical Standard 39, confusables)."""

_DIGITS = str.maketrans("01345789|$@", "oleastbglsa")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_NAMES = Path(__file__).parent / "data" / "names.toml"
_WORDS: dict[str, list[str]] = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
_FORMS, _AROUND = frozenset(_WORDS["forms"]), frozenset(_WORDS["around"])
_SHORTEST = 5
_ANOTHER = re.compile(r"\d+$")


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a company's name without its legal form, as they are written."""
    return tuple(word for word in normalise(unicodedata.normalize("NFKC", name)).split() if word not in _FORMS)


def core(name: str) -> str:
    """Return what tells a name apart, in one word: ``PT Contoh Makmur Indonesia Tbk`` is ``contohmakmur``.

    Letters of other scripts that look like Latin ones are read as those.
    """
    words = words_of(name.lower().translate(_OTHER_SCRIPTS))
    telling = [word for word in words if word not in _AROUND] or list(words)
    return "".join(telling)


def looks(word: str) -> str:
    """Return a word with the signs that look like letters read as those: ``C0ntoh`` is ``contoh``."""
    read = word.translate(_DIGITS)
    for pair, letter in _PAIRS:
        read = read.replace(pair, letter)
    return read


def resembles(one: str, other: str) -> bool:
    """Tell whether two words, folded, are not the same and could be taken for each other.

    They look alike, or are one letter apart (two from twelve letters on; a swap of neighbours counts as one). Words
    that differ in a number at their end alone are branches, and words under five letters are too short to tell.
    """
    if one == other or min(len(one), len(other)) < _SHORTEST or _ANOTHER.sub("", one) == _ANOTHER.sub("", other):
        return False
    seen, meant = looks(one), looks(other)
    if seen == meant:
        return True
    from rapidfuzz.distance import OSA

    most = 1 if min(len(seen), len(meant)) < 2 * _SHORTEST + 2 else 2
    return OSA.distance(seen, meant, score_cutoff=most) <= most


def alike(name: str, verified: str) -> bool:
    """Tell whether an employer's ``name`` could be taken for the ``verified`` one's and is not the same name."""
    if words_of(name) == words_of(verified):
        return False
    one, other = core(name), core(verified)
    if one == other:
        return len(one) >= _SHORTEST
    return resembles(one, other)
