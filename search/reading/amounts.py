"""Numbers as people write sums of money: ``5.000.000``, ``4,5``, ``lima``, ``5000k``, ``3 jutaan``; and pay periods."""

import re

DAYS_A_MONTH = 25
"""Government Regulation 36/2021, article 17: a day's wage is a month's by 25 in a week of six days."""
HOURS_A_MONTH = 173
"""The customary divisor of Indonesian labour law (Regulation 35/2021, article 32: hourly wage is 1/173 a month's)."""
_WORDS = {
    "se": 1.0,
    "satu": 1.0,
    "dua": 2.0,
    "tiga": 3.0,
    "empat": 4.0,
    "lima": 5.0,
    "enam": 6.0,
    "tujuh": 7.0,
    "delapan": 8.0,
    "sembilan": 9.0,
    "sepuluh": 10.0,
    "setengah": 0.5,
    "satu setengah": 1.5,
    "dua setengah": 2.5,
}
_UNITS = {"jut": 1e6, "jt": 1e6, "mio": 1e6, "mil": 1e6, "rib": 1e3, "reb": 1e3, "rb": 1e3, "k": 1e3}
_MONTHLY = {
    **dict.fromkeys(("hari", "day", "dai"), float(DAYS_A_MONTH)),
    **dict.fromkeys(("jam", "hour", "hr"), float(HOURS_A_MONTH)),
    **dict.fromkeys(("minggu", "week", "pekan"), 52 / 12),
    **dict.fromkeys(("tahun", "thn", "year", "annual", "annum"), 1 / 12),
}
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")

UNIT = r"(?:jutaan|jutan|juta|jtan|jt|mio|million|ribuan|ribu|rebu|rban|rb|k)(?:(?:\s|-)?an\b)?"
NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]00)?(?!\d)|\d{1,11}(?:[.,]\d{1,2})?(?!\d)"
WORD = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?=\s*(?:juta|jt|ribu|rebu|rb))|se(?=juta|ribu)"
_PERIOD = r"hari|jam|minggu|pekan|bulan|bln|tahun|thn|day|hour|hr|week|month|mo|year|annum"
AFTER = (
    rf"(?:(?:/|per|tiap|setiap|se|an|a)\s*(?:{_PERIOD})|sehari|sejam|seminggu|sebulan|setahun|harian|mingguan|bulanan|"
    r"tahunan|daily|hourly|weekly|monthly|annually|yearly)\b"
)


def value(digits: str) -> float:
    """Read ``5.000.000`` and ``5,000,000`` as thousands, ``4,5`` and ``4.5`` as decimals, ``lima`` as a number."""
    spoken = _WORDS.get(digits)
    if spoken is not None:
        return spoken
    grouped = _GROUPED.match(digits)
    if grouped:
        return float(re.sub(r"[.,]", "", grouped[0]))
    return float(digits.replace(",", "."))


def is_grouped(digits: str) -> bool:
    """Tell whether thousands are set apart in ``digits``."""
    return _GROUPED.match(digits) is not None


def times(unit: str | None) -> float:
    """Return by what a unit multiplies: ``jt`` and ``jutaan`` by a million, ``rb`` and ``k`` by a thousand."""
    return next((factor for name, factor in _UNITS.items() if (unit or "").startswith(name)), 1.0)


def a_month(period: str | None) -> float:
    """Return how many of a period (``/hari``, ``per jam``, ``harian``) a month has; 1 for a month and for none."""
    return next((often for name, often in _MONTHLY.items() if period and name in period), 1.0)
