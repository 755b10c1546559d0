"""How soon what is known against a deployed package has to be gone: docs/security/updates.md as data."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from chalicelib.reference.days import UnknownYear, add_working_days

_FRIDAY = 5


class Severity(StrEnum):
    """How grave an advisory is: that of the advisory (CVSS), as the page about updates raises and lowers it."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """How long an update may take: so many ``working_days`` or ``days``; with neither, until the next release."""

    working_days: int = 0
    days: int = 0

    @property
    def words(self) -> str:
        """The term as the page about updates tells it."""
        if self.working_days:
            return f"{self.working_days} working days"
        return f"{self.days} days" if self.days else "the next release"


TERMS: Mapping[Severity, Term] = {
    Severity.CRITICAL: Term(working_days=2),
    Severity.HIGH: Term(days=7),
    Severity.MEDIUM: Term(days=30),
    Severity.LOW: Term(),
}


def last_day(severity: Severity, known: date) -> date | None:
    """Return the last day of the term of what is known since ``known``; ``None`` when it ends with the next release."""
    term = TERMS[severity]
    if term.working_days:
        return _after_working_days(known, term.working_days)
    return known + timedelta(days=term.days) if term.days else None


def _after_working_days(start: date, days: int) -> date:
    """Return the last of ``days`` working days; of years whose holidays are not known yet only weekends are left out.

    So the term is rather too short than too long.
    """
    try:
        return add_working_days(start, days)
    except UnknownYear:
        day = start
        while days:
            day += timedelta(days=1)
            days -= day.isoweekday() <= _FRIDAY
        return day
