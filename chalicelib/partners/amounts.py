"""Numbers, pay and dates as partners write them."""

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from fractions import Fraction
from functools import partial

from chalicelib.clock import WESTERN_TIME
from chalicelib.errors import FieldError
from chalicelib.partners.posting_types import MonetaryAmount, Number, QuantitativeValue
from chalicelib.reference.pay import UnknownPeriod, monthly, period_names
from chalicelib.texts import Text
from chalicelib.vacancies.model import EmploymentType

MOST_RUPIAH = 10_000_000_000
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


class Wrong(Exception):
    """A value of the posting cannot be used; ``error`` names it."""

    def __init__(self, pointer: str, code: str, indonesian: str, english: str) -> None:
        """Keep what is wrong with the value at ``pointer``."""
        super().__init__(english)
        self.error = FieldError(pointer=pointer, code=code, detail=Text(indonesian, english))


def number(value: Number, pointer: str) -> Fraction:
    """Return a number, also from text such as ``4500000`` or ``4.500.000``; raises `Wrong`."""
    if isinstance(value, str):
        written = value.strip()
        if _GROUPED.fullmatch(written):
            written = re.sub(r"[.,]", "", written)
        if not _PLAIN.fullmatch(written):
            raise Wrong(pointer, "invalid", f"“{value}” bukan angka.", f"“{value}” is not a number.")
        return Fraction(written)
    if isinstance(value, float) and not math.isfinite(value):
        raise Wrong(pointer, "invalid", "Bukan angka.", "Not a number.")
    return Fraction(value)


def whole(value: Number, pointer: str, least: int, most: int) -> int:
    """Return a whole number from ``least`` to ``most``; raises `Wrong`."""
    found = number(value, pointer)
    if found.denominator != 1 or not least <= found <= most:
        text = f"{least}-{most}"
        raise Wrong(pointer, "out_of_range", f"Harus bilangan bulat {text}.", f"Must be a whole number, {text}.")
    return int(found)


def pay(
    amount: MonetaryAmount, kind: EmploymentType | None, pointer: str = "/baseSalary"
) -> tuple[int | None, int | None]:
    """Return the lowest and highest pay in rupiah a month; raises `Wrong` for negative sums or unknown periods."""
    sums = amount.value if isinstance(amount.value, QuantitativeValue) else QuantitativeValue(value=amount.value)
    unit = sums.unit_text or amount.unit_text or "MONTH"
    to_month = _period(unit, kind, pointer)
    nested = f"{pointer}/value" if isinstance(amount.value, QuantitativeValue) else pointer
    low = sums.min_value if sums.min_value is not None else amount.min_value
    high = sums.max_value if sums.max_value is not None else amount.max_value
    low = low if low is not None else sums.value
    high = high if high is not None else sums.value
    lowest = _monthly(low, to_month, f"{nested}/{'minValue' if low is not sums.value else 'value'}")
    highest = _monthly(high, to_month, f"{nested}/{'maxValue' if high is not sums.value else 'value'}")
    return lowest or None, highest or None


def moment(value: str, pointer: str, *, end_of_day: bool) -> datetime:
    """Return an ISO 8601 date or time in UTC; raises `Wrong`. A bare date is its begin, or its end in Jakarta."""
    written = value.strip()
    try:
        if len(written) == len("2026-01-31"):
            clock = time(23, 59, 59) if end_of_day else time(0)
            return datetime.combine(date.fromisoformat(written), clock, WESTERN_TIME).astimezone(UTC)
        found = datetime.fromisoformat(written)
        return (found if found.tzinfo else found.replace(tzinfo=WESTERN_TIME)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong(pointer, "invalid_date", f"“{value}” bukan tanggal ISO.", f"“{value}” is no ISO date.") from None


def _period(unit: str, kind: EmploymentType | None, pointer: str) -> Callable[[Fraction], int]:
    """Return what turns a sum for ``unit`` into whole rupiah a month."""
    to_month = partial(monthly, period=unit, part_time=kind is EmploymentType.PART_TIME)
    try:
        to_month(0)
    except UnknownPeriod:
        names = ", ".join(period_names())
        raise Wrong(f"{pointer}/value/unitText", "unknown_unit", f"Gunakan {names}.", f"Use {names}.") from None
    return to_month


def _monthly(value: Number | None, to_month: Callable[[Fraction], int], pointer: str) -> int | None:
    if value is None:
        return None
    stated = number(value, pointer)
    if stated < 0:
        raise Wrong(pointer, "negative", "Upah tidak boleh negatif.", "Pay must not be negative.")
    found = to_month(stated)
    if found > MOST_RUPIAH:
        raise Wrong(pointer, "out_of_range", "Upah terlalu besar.", "Pay is too large.")
    return found
