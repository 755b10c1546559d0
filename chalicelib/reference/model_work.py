"""What the tables about work hold: industries, benefits, arrangements of work, periods of pay."""

from enum import StrEnum
from fractions import Fraction

import msgspec

from chalicelib.texts import Text


class Industry(msgspec.Struct, frozen=True, kw_only=True):
    """A section (a letter) or division (two digits) of KBLI; ``parent`` is the section of a division."""

    code: str
    label: Text
    parent: str | None = None
    synonyms: tuple[str, ...] = ()


class Benefit(msgspec.Struct, frozen=True, kw_only=True):
    """What an employer gives beside pay; ``statutory`` when the law asks for it."""

    code: str
    label: Text
    statutory: bool
    synonyms: tuple[str, ...] = ()


class ArrangementKind(StrEnum):
    """What of the work an arrangement is about."""

    PLACE = "place"
    DAYS = "days"
    HOURS = "hours"
    ENGAGEMENT = "engagement"


class WorkingArrangement(msgspec.Struct, frozen=True, kw_only=True):
    """A way in which work is arranged, such as in shifts, remotely or through another employer."""

    code: str
    kind: ArrangementKind
    label: Text
    synonyms: tuple[str, ...] = ()


class PayPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """A period for which pay is stated: a full-time worker works ``periods`` of them in ``months`` months."""

    code: str
    label: Text
    periods: int
    months: int
    basis: str
    synonyms: tuple[str, ...] = ()

    @property
    def per_month(self) -> Fraction:
        """How many of it a full-time month has, exactly."""
        return Fraction(self.periods, self.months)

    def monthly(self, amount: int) -> int:
        """Return what ``amount`` rupiah a period is in whole rupiah a month of full-time work, rounded to even."""
        return round(amount * self.per_month)
