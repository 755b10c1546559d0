"""Whether two names of a business are of the same one, as a register and a form write them."""

import re

from search.normalise import normalise

_DOTTED = re.compile(r"^\s*(?:p\.\s?t|c\.\s?v|pt|cv)\.\s*", re.IGNORECASE)

_FORMS = frozenset(
    {"pt", "cv", "tbk", "persero", "perseroda", "perum", "perumda", "ud", "fa", "firma", "koperasi", "yayasan"}
)
"""Legal forms, which stand before, after or not at all."""


def same_business(one: str, other: str) -> bool:
    """Tell whether two names hold the same words in the same order, but for legal form, case and punctuation.

    Nothing looser: a look-alike that differs in one letter is just what a register is asked about.
    """
    bare = _words(one)
    return bool(bare) and bare == _words(other)


def _words(name: str) -> tuple[str, ...]:
    plain = normalise(_DOTTED.sub("", name)).replace(".", " ")
    return tuple(word for word in plain.split() if word not in _FORMS)
