"""Which texts of a query may be counted, and under which keys.

A query can hold anything: a name, a number, somebody's address. So no text is kept in the clear before enough others
have searched for the same (`chalicelib.learning.hearing`), until then there is only its keyed hash; and of a query that
looks as if it were about a person not even that is kept.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from chalicelib.learning.model import Heard, TextKind
from chalicelib.learning.names import GIVEN
from chalicelib.learning.sensitive import is_sensitive
from chalicelib.redaction import redact
from chalicelib.secrets import cursor_secret
from search.normalise import normalise

_MOST_DIGITS = 7
"""Pay has up to seven; telephone numbers, accounts and dates of birth with a number behind have more."""
_MOST_WORDS, _LONGEST = 8, 60
_MOST_LEFT = 3
_WORD = re.compile(r"[a-z]{3,25}")
_CUES = re.compile(
    r"@|://|\bwww\b"
    r"|\b(?:nama|atas nama|a\.n|an\.|bapak|pak|bu|sdri?|saudar[ai]|bin|binti|lahir|ttl)\b"
    r"|\b(?:nik|ktp|npwp|alamat|jln?|rt|rw|gg|gang|rekening|norek|no\.? ?(?:hp|wa|telp|rek))\b"
    r"|\bibu\b(?! (?:rumah|hamil|menyusui))"
)
"""Words before a name, a number or an address of somebody."""
_PLATE = re.compile(
    r"\b(?!(?:s ?[1-3]|d ?[1-4])\b)(?<!sim )"
    r"(?:a[abdeg]?|b[abdeghklmnp]?|d[abcdeghklmnrstw]?|e[abd]?|[fghjlmnrstwz]|k[bhtu]?|p[abgksuvy]?)"
    r" ?(?:\d{2,4} ?[a-z]{1,3}|\d{3,4}|\d ?[a-z]{2,3})\b"
)
"""A vehicle's registration: the letters of its area, up to four digits and up to three letters."""
_EVERYDAY = re.compile(r"\d+00|20[1-3]\d")
_KEY_BYTES = 15
_BETWEEN = "."


def is_suspicious(text: str, knows: Callable[[str], bool]) -> bool:
    """Tell whether a query may be about a person: numbers that identify, cues, given names that are no known words."""
    if redact(text) != text or sum(sign.isdigit() for sign in text) > _MOST_DIGITS:
        return True
    if _CUES.search(text.casefold()):
        return True
    words = normalise(text).split()
    if _PLATE.search(" ".join(words)) or any(_tells_one_of_many(word) and not knows(word) for word in words):
        return True
    names = [word in GIVEN for word in words]
    # A word of the tables may be a name as well; two in a row are somebody, or a street called after somebody.
    return any(map(all, pairwise(names))) or any(word in GIVEN and not knows(word) for word in words)


def _tells_one_of_many(word: str) -> bool:
    """Tell whether a number has four digits or more and is no round sum and no year of these days."""
    joined = re.sub(r"(?<=\d)[.,](?=\d{3})", "", word)
    return any(not _EVERYDAY.fullmatch(number) for number in re.findall(r"\d{4,}", joined))


def heard(text: str, left: Sequence[str], knows: Callable[[str], bool]) -> tuple[Heard, ...]:
    """Return what of a query may be counted: itself, and of its words that were ``left`` over each, and all together.

    Nothing of a suspicious one, of a sensitive one, or of one with a name that nobody understood as anything else.
    ``knows`` tells the words of the tables.
    """
    passed_over = {word for each in left for word in normalise(each).split()}
    if is_suspicious(text, knows) or is_sensitive(text) or not GIVEN.isdisjoint(passed_over):
        return ()
    whole = normalise(text)
    found = [_heard(TextKind.QUERY, whole)] if whole and _is_short(whole) else []
    return (*found, *(_heard(TextKind.WORDS, words) for words in _left(left)))


def key_of(kind: TextKind, text: str) -> str:
    """Return the key of a text: a hash that nobody can compute without the platform's secret."""
    return _digest(f"{kind}\n{text}")


def sighting(key: str, day: str, place: str) -> str:
    """Return the mark of a text's having been searched for on one day in one place; alike for equal ones alone.

    Its first part is the mark of the day, alike for every place.
    """
    own = _digest(f"sighting\n{key}\n{day}\n{place}")[:10]
    return f"{_digest(f'day:{key}:{day}')[:8]}{_BETWEEN}{own}"


def day_of_sighting(mark: str) -> str:
    """Return the part of a mark that is alike on one day; marks that have none count as of one day."""
    day, between, _ = mark.partition(_BETWEEN)
    return day if between else ""


def _heard(kind: TextKind, text: str) -> Heard:
    return Heard(key=key_of(kind, text), kind=kind, text=text)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS


def _left(left: Iterable[str]) -> Sequence[str]:
    words = [word for each in left for word in normalise(each).split()]
    single = [word for word in words if _WORD.fullmatch(word)]
    together = [" ".join(words)] if 1 < len(words) <= _MOST_LEFT and len(single) == len(words) else []
    return tuple(dict.fromkeys((*single[:_MOST_WORDS], *together)))


def _digest(text: str) -> str:
    secret = hmac.new(cursor_secret(), b"search-log", hashlib.sha256).digest()
    return hmac.new(secret, text.encode(), hashlib.sha256).digest()[:_KEY_BYTES].hex()
