"""What is read from a text: values with the words that state them."""

from typing import Generic, TypeVar

import msgspec

Value_co = TypeVar("Value_co", covariant=True)
TITLE, DESCRIPTION = "/title", "/description"


class Fact(msgspec.Struct, Generic[Value_co], frozen=True, kw_only=True):
    """One value that the text states.

    ``phrase`` are its words as written: from ``start`` up to ``end`` (exclusive) of the text at ``pointer``. Read by
    themselves they state the same value. ``confidence`` is in 0..1.
    """

    value: Value_co
    pointer: str
    start: int
    end: int
    phrase: str
    confidence: float


class PayRange(msgspec.Struct, frozen=True, kw_only=True):
    """Pay in whole rupiah a month; None where the text names no lower or no upper end.

    ``period`` is the code of the period that the text states it for (``MONTH``, ``DAY``).
    """

    minimum: int | None = None
    maximum: int | None = None
    period: str = "MONTH"


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """All that a text states; None and empty where it says nothing.

    Codes are those of the reference tables. ``education`` is the least level that is enough, ``experience_months`` the
    least that is asked, 0 where beginners may apply; ``fresh_graduate`` is where it welcomes those just out of school.
    ``hours`` are weekly. ``region`` is where the work is.
    """

    education: Fact[str] | None = None
    experience_months: Fact[int] | None = None
    fresh_graduate: Fact[bool] | None = None
    pay: Fact[PayRange] | None = None
    employment_type: Fact[str] | None = None
    hours: Fact[int] | None = None
    region: Fact[str] | None = None
    skills: tuple[Fact[str], ...] = ()
    licences: tuple[Fact[str], ...] = ()
    languages: tuple[Fact[str], ...] = ()
