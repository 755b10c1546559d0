"""Which of the advisories against deployed packages are within their term, past it, or not in the record yet."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

import msgspec
from packaging.version import Version

from local.supply.advisories import Against
from local.supply.record import Noted
from local.supply.terms_of_updates import Severity, last_day


class State(StrEnum):
    """``NEW``: in no record, so that no term runs yet; whoever sees it has to note it."""

    NEW = "new"
    OPEN = "open"
    BORNE = "borne"
    OVERDUE = "overdue"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One advisory against a package as it stands today.

    ``due``: the last day of its term or of its being borne; ``None`` for a new one and until the next release.
    """

    package: str
    advisory: str
    state: State
    severity: Severity = Severity.CRITICAL
    known: date | None = None
    due: date | None = None


def standings(reported: Iterable[Against], record: Sequence[Noted], today: date, release: str) -> tuple[Standing, ...]:
    """Return where everything that is ``reported`` stands on ``today``, ``release`` being the platform's version."""
    return tuple(_standing(each, record, today, release) for each in reported)


def unanswered(record: Sequence[Noted], today: date, release: str) -> tuple[Standing, ...]:
    """Return where everything in the record stands that is not taken yet, without asking whether it is still there."""
    return tuple(_judged(noted, today, release) for noted in record if noted.taken is None)


def noted_anew(
    reported: Sequence[Against], record: Sequence[Noted], today: date, release: str, *, whole: bool
) -> tuple[Noted, ...]:
    """Return the record with what was reported for the first time, and with the day on which the rest was gone.

    What is new counts as critical until somebody judges it. Only an answer about everything (``whole``) tells that
    something is gone; what comes back is open as before, with its first day.
    """
    kept = [_updated(noted, reported, today, whole=whole) for noted in record]
    fresh = [each for each in reported if _find(each, record) is None]
    added = dict.fromkeys((each.advisory, each.package) for each in fresh)
    return (
        *kept,
        *(
            Noted(advisory=advisory, package=package, severity=Severity.CRITICAL, known=today, release=release)
            for advisory, package in added
        ),
    )


def _updated(noted: Noted, reported: Iterable[Against], today: date, *, whole: bool) -> Noted:
    if any(_is_about(noted, each) for each in reported):
        return msgspec.structs.replace(noted, taken=None)
    if whole and noted.taken is None:
        return msgspec.structs.replace(noted, taken=today)
    return noted


def _standing(reported: Against, record: Sequence[Noted], today: date, release: str) -> Standing:
    noted = _find(reported, record)
    if noted is None:
        return Standing(package=reported.package, advisory=reported.advisory, state=State.NEW)
    return _judged(noted, today, release)


def _find(reported: Against, record: Iterable[Noted]) -> Noted | None:
    """Return the line about what is reported that is known the longest, also under another of its names."""
    return min((noted for noted in record if _is_about(noted, reported)), key=lambda noted: noted.known, default=None)


def _is_about(noted: Noted, reported: Against) -> bool:
    return noted.package == reported.package and noted.advisory in (reported.advisory, *reported.aliases)


def _judged(noted: Noted, today: date, release: str) -> Standing:
    due = noted.until or last_day(noted.severity, noted.known)
    late = today > due if due is not None else Version(release) > Version(noted.release)
    state = State.OVERDUE if late else (State.BORNE if noted.until else State.OPEN)
    return Standing(
        package=noted.package,
        advisory=noted.advisory,
        state=state,
        severity=noted.severity,
        known=noted.known,
        due=due,
    )
