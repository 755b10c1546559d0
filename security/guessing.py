"""How soon a chosen password would be guessed, so that the ones that everybody chooses are refused.

The estimate is zxcvbn's (Wheeler, USENIX Security 2016): lists of leaked passwords, names and words, keyboard walks,
repetitions, dates and letters in disguise. It knows little Indonesian, so it is given the words below.
"""

from collections.abc import Iterable

LEAST_GUESSES = 10**6
"""Below this zxcvbn calls a password too guessable: an attacker on-line who is slowed down gets there in months."""
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
    return bool(zxcvbn(password[:_LOOKED_AT], user_inputs=[*WORDS, *known])["guesses"] < LEAST_GUESSES)


def _parts(word: str) -> list[str]:
    return [part for part in word.replace("@", " ").replace(".", " ").split() if len(part) > 2]
