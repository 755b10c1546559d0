"""An application: one person, one vacancy, and the steps that both sides take."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.errors import Conflict, FieldError
from chalicelib.texts import Text
from security.sealed import Sealed

ERASED = "erased"
"""Stands for a person who had their data erased."""

MAXIMUM_DOCUMENTS = 10


class ApplicationState(StrEnum):
    """Where an application stands."""

    SUBMITTED = "submitted"
    SEEN = "seen"
    SHORTLISTED = "shortlisted"
    INTERVIEW = "interview"
    OFFERED = "offered"
    HIRED = "hired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Side(StrEnum):
    """Who takes a step."""

    SEEKER = "seeker"
    EMPLOYER = "employer"


_S = ApplicationState
_ENDED: frozenset[ApplicationState] = frozenset()

EMPLOYER_STEPS: Mapping[ApplicationState, frozenset[ApplicationState]] = {
    _S.SUBMITTED: frozenset({_S.SEEN, _S.SHORTLISTED, _S.INTERVIEW, _S.DECLINED}),
    _S.SEEN: frozenset({_S.SHORTLISTED, _S.INTERVIEW, _S.DECLINED}),
    _S.SHORTLISTED: frozenset({_S.INTERVIEW, _S.OFFERED, _S.DECLINED}),
    _S.INTERVIEW: frozenset({_S.OFFERED, _S.DECLINED}),
    _S.OFFERED: frozenset({_S.HIRED, _S.DECLINED}),
    _S.HIRED: _ENDED,
    _S.DECLINED: _ENDED,
    _S.WITHDRAWN: _ENDED,
}
"""From each state, where the employer may take an application."""

SEEKER_STEPS: Mapping[ApplicationState, frozenset[ApplicationState]] = {
    state: frozenset({_S.WITHDRAWN}) if steps else _ENDED for state, steps in EMPLOYER_STEPS.items()
}
"""From each state, where the job seeker may take it: back, as long as it is open."""


OVER = frozenset(state for state, steps in EMPLOYER_STEPS.items() if not steps)
"""States after which nothing more happens."""


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step: to which state, when, by which side, with what word to the other side.

    What is stored has the word ``closed``; see `chalicelib.applications.words`.
    """

    state: ApplicationState
    at: datetime
    side: Side
    reason: str | None = None
    closed: Sealed | None = None


class ApplicationLetter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a job seeker sends: a message and the identifiers of own documents."""

    message: Annotated[str, Meta(max_length=5_000)] = ""
    documents: Annotated[tuple[str, ...], Meta(max_length=MAXIMUM_DOCUMENTS)] = ()


class Application(msgspec.Struct, frozen=True, kw_only=True):
    """One application as stored. ``title`` and ``employer_name`` are those of the day of applying.

    ``message`` is that of the letter, which is stored without it; see `chalicelib.applications.words`.
    """

    id: str
    vacancy_id: str
    employer_id: str
    person_id: str
    title: str
    employer_name: str
    letter: ApplicationLetter
    state: ApplicationState
    created_at: datetime
    updated_at: datetime
    history: tuple[Event, ...]
    message: Sealed | None = None


def moved(
    application: Application, to: ApplicationState, side: Side, at: datetime, reason: str | None = None
) -> Application:
    """Return the application after a step of ``side``; raises `Conflict` on ``/state`` when it is not allowed."""
    allowed = EMPLOYER_STEPS if side is Side.EMPLOYER else SEEKER_STEPS
    if to not in allowed[application.state]:
        detail = Text(
            f"Lamaran berstatus {application.state.value}, tidak bisa menjadi {to.value}.",
            f"The application is {application.state.value} and cannot become {to.value}.",
        )
        raise Conflict(detail, [FieldError(pointer="/state", code="wrong_state", detail=detail)])
    entry = Event(state=to, at=at, side=side, reason=reason)
    return msgspec.structs.replace(application, state=to, updated_at=at, history=(*application.history, entry))
