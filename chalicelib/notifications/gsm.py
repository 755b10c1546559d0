"""How much fits into one SMS: 160 signs of the GSM 7-bit alphabet (3GPP TS 23.038, section 6.2.1), else 70."""

import unicodedata

ONE_MESSAGE = 160
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "})


def septets(text: str) -> int | None:
    """Return the length of ``text`` in septets, ``None`` when the alphabet does not have all its signs."""
    if not set(text) <= _BASIC | _EXTENDED:
        return None
    return sum(2 if sign in _EXTENDED else 1 for sign in text)


def plain(text: str) -> str:
    """Return ``text`` in the GSM alphabet: accents that it lacks are dropped, unknown signs become ``?``."""
    return "".join(_plain_sign(sign) for sign in text.translate(_PLAIN))


def shortened(text: str, most: int) -> str:
    """Return ``text`` in the GSM alphabet in at most ``most`` septets, with ``..`` where something was left out."""
    spelled = plain(text)
    if (septets(spelled) or 0) <= most:
        return spelled
    while spelled and (septets(spelled) or 0) > most - 2:
        spelled = spelled[:-1]
    return spelled.rstrip() + ".."


def _plain_sign(sign: str) -> str:
    if sign in _BASIC or sign in _EXTENDED:
        return sign
    base = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return base if base and set(base) <= _BASIC | _EXTENDED else "?"
