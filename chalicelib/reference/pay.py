"""Pay stated for any period as rupiah a month, and back: exact, with one rounding at the end.

The periods and the law behind each are in the table ``pay_periods``. Rounding is to the nearest whole rupiah, a half to
the even one; so a sum turned into a month and back differs by at most half a rupiah a month and half a rupiah of the
period, and of two sums the larger never becomes the smaller.
"""

from fractions import Fraction

from chalicelib.reference.work import pay_periods

PART_TIME_HOURS = 126
"""Hours in a month by which part-time pay by the hour is reckoned: 29 a week (median), 52 weeks, 12 months; Government
Regulation 36/2021, article 16. Only for the hour: no other period of part-time work is known by law."""
_HOUR = "HOUR"


class UnknownPeriod(ValueError):
    """Pay is stated for something that has no fixed number in a month, such as a piece, a trip or a project."""


def period_names() -> tuple[str, ...]:
    """Return the codes of all periods, the shortest first."""
    return tuple(period.code for period in pay_periods())


def per_month(period: str, *, part_time: bool = False) -> Fraction:
    """Return how many of a period (by code or name, ``HOUR``, ``per jam``) a month has. Raises UnknownPeriod."""
    periods = pay_periods()
    code = period.strip().upper()
    found = periods.get(code) or periods.get(periods.resolve(period) or "")
    if found is None:
        raise UnknownPeriod(f"{period!r} is none of {', '.join(period_names())}")
    return Fraction(PART_TIME_HOURS) if part_time and found.code == _HOUR else found.per_month


def monthly(amount: int | Fraction, period: str, *, part_time: bool = False) -> int:
    """Return what ``amount`` rupiah a period is in whole rupiah a month. Raises UnknownPeriod."""
    return round(amount * per_month(period, part_time=part_time))


def per_period(amount: int | Fraction, period: str, *, part_time: bool = False) -> int:
    """Return what ``amount`` rupiah a month is in whole rupiah a period. Raises UnknownPeriod."""
    return round(amount / per_month(period, part_time=part_time))
