"""Reading applications: one, a person's, a vacancy's."""

from collections.abc import Iterator

import msgspec
from pynamodb.indexes import GlobalSecondaryIndex

from chalicelib import employers, people, vacancies
from chalicelib.applications import table
from chalicelib.applications.model import OVER, Application, ApplicationState
from chalicelib.applications.table import ApplicationItem
from chalicelib.applications.words import employer_behind
from chalicelib.documents import store as documents
from chalicelib.documents.model import Document
from chalicelib.errors import NotFound
from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from security import audit
from security.policy import Action, Resource, ResourceKind
from security.principal import Principal

_WITHDRAWN = ApplicationState.WITHDRAWN


class Stored(msgspec.Struct, frozen=True):
    """An application and the version at which it stands in the table."""

    application: Application
    version: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some applications, the newest first, and the cursor to go on from."""

    items: tuple[Stored, ...]
    next: str | None = None


class _Before(msgspec.Struct, frozen=True):
    owner: str
    application_id: str


def stored(application_id: str) -> Stored:
    """Return an application and its version, whoever asks; raises `NotFound`."""
    item = table.load(application_id)
    return Stored(item.application, item.version)


def read(principal: Principal, application_id: str) -> Stored:
    """Return an application to its sender or to the employer; raises `NotFound` for everybody else."""
    found = stored(application_id)
    employers.require(principal, Action.READ, resource_of(found.application))
    return found


def document_of(principal: Principal, application_id: str, document_id: str) -> Document:
    """Return a document that came with an application; the audit keeps that it was opened.

    Raises `NotFound` for everybody but its two sides, for a document that did not come with it or is gone, and for the
    employer once the application was withdrawn, and while the person restricts the use of their data.
    """
    application = read(principal, application_id).application
    own = principal.id == application.person_id
    if document_id not in application.letter.documents or not (own or _is_shown(application)):
        raise NotFound
    found = documents.get(application.person_id, document_id)
    audit.record(
        actor=principal.id,
        action="read_document",
        subject=application.person_id,
        purpose="application",
        behalf=employer_behind(application, principal),
    )
    return found


def _is_shown(application: Application) -> bool:
    """Tell whether an employer may look at what came with an application."""
    if application.state is _WITHDRAWN:
        return False
    return people.permitted(people.get(application.person_id)[0], people.Use.SHOWN)


def of_person(person_id: str, limit: int, cursor: str | None = None) -> Page:
    """Return a page of what a person has sent."""
    return _page(ApplicationItem.by_person, person_id, limit, cursor)


def open_of(person_id: str) -> Iterator[Application]:
    """Yield the applications of a person that are not over, one for each vacancy, the newest first."""
    found = ApplicationItem.by_person.query(person_id, scan_index_forward=False)
    yield from (item.application for item in found if item.application.state not in OVER)


def of_vacancy(principal: Principal, vacancy_id: str, limit: int, cursor: str | None = None) -> Page:
    """Return a page of what a vacancy has received, to members of its employer; raises `NotFound` for others."""
    vacancy = vacancies.get(vacancy_id)
    resource = Resource(kind=ResourceKind.APPLICATION, employer=vacancy.employer_id)
    employers.require(principal, Action.READ, resource)
    return _page(ApplicationItem.by_vacancy, vacancy_id, limit, cursor)


def resource_of(application: Application) -> Resource:
    """Return the application as the policy sees it."""
    return Resource(kind=ResourceKind.APPLICATION, owner=application.person_id, employer=application.employer_id)


def _page(index: GlobalSecondaryIndex[ApplicationItem], owner: str, limit: int, cursor: str | None) -> Page:
    before = None
    if cursor is not None:
        position = decode_cursor(cursor, _Before)
        if position.owner != owner:
            raise unknown_cursor()
        before = ApplicationItem.pk < position.application_id
    found = list(index.query(owner, before, scan_index_forward=False, limit=limit + 1))
    items = tuple(Stored(item.application, item.version) for item in found[:limit])
    following = encode_cursor(_Before(owner, found[limit - 1].pk)) if len(found) > limit else None
    return Page(items=items, next=following)
