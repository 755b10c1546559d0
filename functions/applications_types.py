"""What is asked of applications, and how they are shown."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.applications import Stored
from chalicelib.applications.model import ApplicationState, Event, Side
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.people.model import Profile


class Paging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of a list."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class Move(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The next state, and a word to the other side."""

    state: ApplicationState
    reason: Annotated[str, Meta(min_length=3, max_length=1_000)] | None = None


class EventView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step, by which side."""

    state: ApplicationState
    at: datetime
    side: Side
    reason: str | None = None


class Applicant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who applied, as the employer sees it: the name that the person gave and the profile.

    ``withheld``: the person restricts the use of their data; for as long as they do nothing of theirs is shown.
    """

    person_id: str
    name: str | None = None
    profile: Profile | None = None
    withheld: bool = False


class DocumentLink(msgspec.Struct, frozen=True, kw_only=True):
    """Where to get a document."""

    id: str
    file_name: str
    media_type: str
    download: str


class ApplicationView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One application. ``applicant`` is there for the employer."""

    id: str
    vacancy_id: str
    employer_id: str
    title: str
    employer_name: str
    state: ApplicationState
    version: int
    created_at: datetime
    updated_at: datetime
    message: str = ""
    documents: tuple[str, ...] = ()
    history: tuple[EventView, ...] = ()
    applicant: Applicant | None = None


class ApplicationList(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page of applications, the newest first."""

    items: tuple[ApplicationView, ...]
    next: str | None = None


def application_view(reader: str, found: Stored, *, withheld: bool = False) -> ApplicationView:
    """Return an application as its sender or, without the applicant's name, the employer sees it.

    With ``withheld`` the employer sees that there is one, and nothing that the applicant said or sent.
    """
    application = found.application
    own = reader == application.person_id
    hidden = withheld and not own
    return ApplicationView(
        id=application.id,
        vacancy_id=application.vacancy_id,
        employer_id=application.employer_id,
        title=application.title,
        employer_name=application.employer_name,
        state=application.state,
        version=found.version,
        created_at=application.created_at,
        updated_at=application.updated_at,
        message="" if hidden else application.letter.message,
        documents=() if hidden else application.letter.documents,
        history=tuple(
            EventView(state=event.state, at=event.at, side=event.side, reason=_said(event, hidden=hidden))
            for event in application.history
        ),
        applicant=None if own else Applicant(person_id=application.person_id, withheld=hidden),
    )


def _said(event: Event, *, hidden: bool) -> str | None:
    return None if hidden and event.side is Side.SEEKER else event.reason
