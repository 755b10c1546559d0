"""Pay as people write it: sums and ranges in rupiah, with a period or without, or words that state none."""

import re
from collections.abc import Mapping
from fractions import Fraction

import msgspec

from chalicelib import reference
from chalicelib.uploads.problems import BadCell

MOST_RUPIAH = 10_000_000_000
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,15}(?:[.,]\d{1,6})?"
_UNIT = r"juta|jt|ribu|rb|k"
_SUM = rf"(?:rp\.?|idr)?\s*({_NUMBER})\s*({_UNIT})?(?:,-|,00)?"
_PAY = re.compile(rf"{_SUM}(?:\s*(?:-|–|s/d|sd|s\.d\.|sampai|hingga|to)\s*{_SUM})?", re.IGNORECASE)
_CURRENCY = re.compile(r"[$€£¥]|\b(?:usd|sgd|eur|myr|rm|jpy|aud)\b", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?")
_TIMES: Mapping[str, int] = {"juta": 10**6, "jt": 10**6, "ribu": 1_000, "rb": 1_000, "k": 1_000, "": 1}
_MILLIONS = frozenset({"juta", "jt"})
"""Of these nobody writes thousands: ``1.250 juta`` is one and a quarter."""
_PERIOD = re.compile(r"(.*\d.*?)\s*(?:/|\bper\b)\s*([a-z]+)\.?", re.IGNORECASE | re.DOTALL)
_MINIMUM_WAGE = re.compile(r"\bum[rkp]\b|\bumsk\b|\bupah minimum\b|\bminimum wage\b", re.IGNORECASE)
_NOT_STATED = frozenset({
    "-", "--", "–", "—", "n/a", "nego", "negosiasi", "negotiable", "bisa nego", "dapat dinegosiasikan", "dirahasiakan",
    "rahasia", "confidential", "kompetitif", "competitive", "tidak disebutkan", "tidak ditampilkan", "not stated",
})  # fmt: skip
"""What stands where an employer says no sum."""


class Pay(msgspec.Struct, frozen=True):
    """A sum, or the lowest and highest of a range, in rupiah for the period of pay that the cell names, if any."""

    low: Fraction
    high: Fraction | None = None
    period: str | None = None


def pay(text: str) -> Pay | None:
    """Return what a cell says of pay, ``None`` where it says that there is no sum; raises `BadCell`."""
    if text.strip().casefold() in _NOT_STATED:
        return None
    amount, named = _parted(text.strip())
    try:
        low, high = money(amount)
    except BadCell as bad:
        if _MINIMUM_WAGE.search(text):
            raise BadCell("minimum_wage", text) from None
        raise BadCell(bad.code, text if bad.code == "no_amount" else bad.value) from None
    return Pay(low, high, period(named) if named else None)


def period(text: str) -> str:
    """Return the code of a period of pay; raises `BadCell`."""
    word = text.strip().casefold().removeprefix("per ").removeprefix("/")
    periods = reference.pay_periods()
    code = word.upper() if word.upper() in periods else periods.resolve(word)
    if code is None:
        raise BadCell("unknown_period", text)
    return code


def _parted(text: str) -> tuple[str, str]:
    """Return a sum and the period behind it: ``6 juta/bln``, ``150rb per hari``, ``6 juta sebulan``."""
    if match := _PERIOD.fullmatch(text):
        return match[1], match[2]
    amount, _, last = text.rpartition(" ")
    if amount and reference.pay_periods().resolve(last) is not None:
        return amount, last
    return text, ""


def money(text: str) -> tuple[Fraction, Fraction | None]:
    """Return the sum, or the lowest and highest of a range, in rupiah for whatever period; raises `BadCell`."""
    if currency := _CURRENCY.search(text):
        raise BadCell("foreign_currency", currency[0])
    match = _PAY.fullmatch(text.strip())
    if match is None:
        raise BadCell("no_amount", text)
    low, low_unit, high, high_unit = match.groups()
    # Of "4-5 juta" both are millions; "800 ribu - 1 juta" names both.
    first = _sum(low, low_unit or (high_unit if high else None))
    return first, _sum(high, high_unit or low_unit) if high else None


def _sum(number: str, unit: str | None) -> Fraction:
    decimal = number
    if _GROUPED.fullmatch(number) and (unit or "").lower() not in _MILLIONS:
        separator = "." if "." in number else ","
        both = "." in number and "," in number
        thousands = min(number.find("."), number.find(",")) if both else number.find(separator)
        decimal = number.replace(number[thousands], "")
    found = Fraction(
        decimal.replace(".", "").replace(",", ".") if decimal.count(".") > 1 else decimal.replace(",", ".")
    )
    amount = found * _TIMES[(unit or "").lower()]
    if amount > MOST_RUPIAH:
        raise BadCell("out_of_range", f"0-{MOST_RUPIAH}")
    return amount
