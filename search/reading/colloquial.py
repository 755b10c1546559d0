"""Colloquial writing: letters drawn out (``gajiii``, ``kasirrr``) and words doubled by a number (``jaga2 toko``)."""

import re
from collections.abc import Callable, Iterator

_DRAWN = re.compile(r"([a-z])\1{2,}")
_ENDING = re.compile(r"([a-z])\1+$")
_DOUBLED = re.compile(r"([a-z]{3,})2(an|nya)?")


def plainly(word: str, known: Callable[[str], bool]) -> str:
    """Return ``word`` (normalised) as it is written in earnest; one that is ``known`` stays.

    A doubled word is written once: titles hold it either way, and what it is called is found by its words.
    """
    if known(word):
        return word
    doubled = _DOUBLED.fullmatch(word)
    if doubled:
        return doubled[1] + (doubled[2] or "")
    if not word.isalpha() or len(set(word)) == 1:
        return word
    forms = list(dict.fromkeys(_shorter(word)))
    return next((form for form in forms if known(form)), forms[1] if len(forms) > 1 else word)


def _shorter(word: str) -> Iterator[str]:
    """Yield ``word`` with drawn out letters twice (``stafff``), then once, then with its last one once, if any is."""
    if _DRAWN.search(word):
        once = _DRAWN.sub(r"\1", word)
        yield from (_DRAWN.sub(r"\1\1", word), once, _ENDING.sub(r"\1", once))
