"""Amounts of pay in a query: ``5jt``, ``5 juta``, ``Rp5.000.000``, ``5-7jt``, ``500rb/hari``."""

import re

import msgspec

from search.answer import Money

DAYS_A_MONTH = 25
"""Government Regulation 36/2021, article 17: a day's wage is a month's by 25 in a week of six days."""
HOURS_A_MONTH = 173
"""The customary divisor of Indonesian labour law (Regulation 35/2021, article 32: hourly wage is 1/173 a month's)."""
LARGEST = 10_000_000_000
_UNITS = {"jt": 1e6, "juta": 1e6, "jutaan": 1e6, "mio": 1e6, "rb": 1e3, "ribu": 1e3, "rebu": 1e3, "k": 1e3, "": 1.0}
_PERIODS = {
    "hari": DAYS_A_MONTH,
    "day": DAYS_A_MONTH,
    "jam": HOURS_A_MONTH,
    "hour": HOURS_A_MONTH,
    "minggu": 52 / 12,
    "week": 52 / 12,
    "tahun": 1 / 12,
    "thn": 1 / 12,
    "year": 1 / 12,
}
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+|\d{1,11}(?:[.,]\d{1,2})?"
_UNIT = r"jutaan|juta|jt|mio|ribu|rebu|rb|k"
_PAY = re.compile(
    rf"(?P<cue>\b(?:gaji|gajih|upah|bayaran|salary|penghasilan|pay)\b\D{{0,16}}?)?"
    rf"(?P<currency>\b(?:rp|idr)\.?\s*)?"
    rf"(?<![\w.,])?(?P<low>{_NUMBER})\s*(?P<low_unit>{_UNIT})?"
    rf"(?:\s*(?:-|s/d|sd|sampai|hingga|to)\s*(?:rp\.?\s*)?(?P<high>{_NUMBER})\s*(?P<unit>{_UNIT})?)?"
    rf"(?![\w])(?:\s*(?:/|per|se)\s*(?P<period>hari|jam|minggu|bulan|bln|tahun|thn|day|hour|week|month|year)\b)?"
    rf"(?:\s*(?:ke\s*atas|keatas|up)\b)?"
)
_LEAST = 100_000
"""A month's pay below this is not meant as pay."""


class Found(msgspec.Struct, frozen=True):
    """The amount, if any, and the text without it."""

    money: Money | None
    rest: str


def find_money(text: str) -> Found:
    """Return the first amount of pay in ``text`` (lower case), as rupiah a month; of a range its lower end."""
    for found in _PAY.finditer(text):
        amount = _amount(found)
        if amount is not None:
            words = " ".join(found.group().split())
            return Found(Money(words=words, minimum=amount), f"{text[: found.start()]} {text[found.end() :]}")
    return Found(None, text)


def _amount(found: re.Match[str]) -> int | None:
    unit = found["low_unit"] or found["unit"] or ""
    clear = unit not in ("", "k") or found["currency"] is not None
    if not clear and found["cue"] is None:
        return None
    value = _number(found["low"]) * _UNITS[unit]
    if unit == "" and value < 1_000 and found["cue"]:
        value *= 1e6  # "gaji 5" is five million: nobody states a month's pay in rupiah below a thousand
    amount = round(value * _PERIODS.get(found["period"] or "", 1.0))
    return amount if _LEAST <= amount <= LARGEST else None


def _number(digits: str) -> float:
    """Read ``5.000.000`` and ``5,000,000`` as thousands, ``4,5`` and ``4.5`` as decimals."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", "."))
