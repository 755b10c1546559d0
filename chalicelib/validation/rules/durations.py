"""How long something lasts, as adverts write it, in months."""

import re

_INDONESIAN = (
    "se",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {word: max(1, number) for number, word in enumerate(_INDONESIAN)} | {"dua belas": 12}
_WORDS |= {word: number for number, word in enumerate(_ENGLISH, 1)}
_NUMBER = rf"(?:\d{{1,2}}|\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))}))"
UNIT = r"(?:bulan|bln|months?|tahun|thn?|years?)\b"
DURATION = rf"{_NUMBER}(?:\s*\([^)\n]{{1,20}}\))?(?:\s*(?:-|–|sampai|hingga|s/d|to)\s*{_NUMBER})?[\s-]?\s*{UNIT}"
"""A number of months or years in lower case: ``3 bulan``, ``tiga bulan``, ``3 (tiga) bulan``, ``3-6 months``."""

_READ = re.compile(rf"({_NUMBER})(?:\s*\([^)\n]{{1,20}}\))?[\s-]?\s*({UNIT})")


def months(phrase: str) -> int:
    """Return how many months ``phrase`` (in lower case) says, of a range its end; 0 when it says none."""
    found = [_months(number, unit) for number, unit in _READ.findall(phrase)]
    return found[-1] if found else 0


def _months(number: str, unit: str) -> int:
    count = int(number) if number.isdigit() else _WORDS[number]
    return count * (12 if unit.startswith(("tahun", "th", "year")) else 1)
