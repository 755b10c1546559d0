"""What the tables about days hold."""

from datetime import date
from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class DayKind(StrEnum):
    """A national holiday, on which work is paid as overtime, or collective leave, which counts as annual leave."""

    HOLIDAY = "holiday"
    COLLECTIVE_LEAVE = "collective_leave"


class CalendarDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the joint decree of three ministers on holidays and collective leave.

    ``estimated`` until the minister has decided the day of a lunar feast by the sighting of the moon.
    """

    date: date
    kind: DayKind
    label: Text
    estimated: bool = False


class Ramadan(msgspec.Struct, frozen=True, kw_only=True):
    """The fasting month of the year ``hijri``: its ``first`` and ``last`` day as the government decided."""

    hijri: int
    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last
