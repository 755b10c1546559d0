"""Typing errors as people make them, drawn by a seed: a letter lost, doubled, swapped or hit beside."""

import random

SHORTEST = 5
"""Letters from which on a word is mistyped here: shorter ones become other words."""
_BESIDE = {
    "a": "s", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa",
}  # fmt: skip


def mistyped(words: str, draw: random.Random) -> str | None:
    """Return ``words`` with one error in one of its longer words, the first letter kept; None without such a word."""
    parts = words.split()
    long = [place for place, word in enumerate(parts) if len(word) >= SHORTEST and word.isascii() and word.isalpha()]
    if not long:
        return None
    place = draw.choice(long)
    parts[place] = _wrong(parts[place], draw)
    return " ".join(parts)


def _wrong(word: str, draw: random.Random) -> str:
    """Return another word than ``word``: kinds of error are tried in drawn order until one changes it."""
    at = draw.randrange(1, len(word) - 1)
    made = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + draw.choice(_BESIDE.get(word[at], "x")) + word[at + 1 :],
    )
    return next(wrong for wrong in draw.sample(made, len(made)) if wrong != word)
