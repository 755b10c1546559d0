"""How soon a chosen password would be guessed, so that the ones that everybody chooses are refused.

The estimate is zxcvbn's (Wheeler, USENIX Security 2016): lists of leaked passwords, names and words, keyboard walks,
repetitions, dates and letters in disguise. It knows little Indonesian, so it is given the words below.
"""

import re
from collections.abc import Iterable

_BETWEEN = re.compile(r"[^\w+]+|_")
_SHORT = 2
"""Characters of parts that are too short to tell anything of somebody."""
LEAST_GUESSES = 10**6
"""Below this zxcvbn calls a password too guessable: an attacker on-line who is slowed down gets there in months."""
_LEAST_OF_ONES_OWN = 6
"""Letters and digits that a password has beside what others know of its owner: a birth year or 123 adds nothing."""
_LOOKED_AT = 64
"""Characters that are judged: the estimate takes longer than linear time, and what follows only helps."""

WORDS = (
    *("padan", "lowongan", "lowongankerja", "loker", "kerja", "pekerjaan", "karir", "pelamar", "lamaran", "kerjaan"),
    *("disnaker", "kemnaker", "naker", "siapkerja", "karirhub", "bkk", "pencaker", "kartukuning", "petugas"),
    *("indonesia", "jakarta", "bandung", "surabaya", "medan", "semarang", "makassar", "merdeka", "pancasila", "garuda"),
    *("nusantara", "bismillah", "alhamdulillah", "assalamualaikum", "insyaallah", "katasandi", "kata sandi", "sandi"),
    *("rahasia", "masuk", "sayang", "sayangku", "cinta", "cintaku", "kamu", "aku", "akucintakamu", "akusayangkamu"),
    *(
        "anakku",
        "ibuku",
        "ayahku",
        "mamaku",
        "keluarga",
        "bahagia",
        "selamanya",
        "sukses",
        "semangat",
        "ganteng",
        "operator",
    ),
    *("cantik", "gembel", "anjing", "bangsat", "persib", "persija", "arema", "bonek", "doraemon", "naruto"),
)
"""What passwords of this platform's people are made of more often than of others: its own name and its offices',
cities, and the everyday words of Indonesian lists. Kept here, because this is what is documented about them."""


def is_guessable(password: str, personal: Iterable[str] = ()) -> bool:
    """Tell whether ``password`` would soon be guessed by who knows ``personal`` (contacts, a name) of its owner."""
    from zxcvbn import zxcvbn

    known = [part for word in personal for part in (word, *_parts(word))]
    if _adds_little(password, known):
        return True
    return bool(zxcvbn(password[:_LOOKED_AT], user_inputs=[*WORDS, *known])["guesses"] < LEAST_GUESSES)


def _adds_little(password: str, known: Iterable[str]) -> bool:
    """Tell whether hardly anything is left of ``password`` without what is ``known``; zxcvbn counts words apart."""
    rest = before = _spelled(password)
    for part in sorted({_spelled(part) for part in known}, key=len, reverse=True):
        rest = rest.replace(part, " ") if len(part) > _SHORT else rest
    return rest != before and len(rest.replace(" ", "")) < _LEAST_OF_ONES_OWN


def _spelled(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _parts(word: str) -> list[str]:
    """Return what people write in place of ``word``: its parts, and a phone number without the country's code."""
    national = word.removeprefix("+62")
    others = [f"0{national}", national] if national != word else []
    return [part for part in (*_BETWEEN.split(word), *others) if len(part) > _SHORT]
