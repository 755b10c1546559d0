"""Applications: sending and following them, and what happens after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from chalice.app import Blueprint, DynamoDBEvent

from chalicelib import applications, employers, learning, people, vacancies
from chalicelib.errors import NotFound
from chalicelib.observability import correlated
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures, events_of, failing_records
from functions.streams import stream_arn
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.applications import Application, ApplicationLetter, Page, Stored
    from functions.applications_types import (
        Applicant,
        ApplicationList,
        ApplicationView,
        DocumentLink,
        Move,
        Paging,
    )
    from functions.learning_types import Followed

blueprint = Blueprint(__name__)
_MEMBERS = (Audience.EMPLOYER, Audience.SEEKER)
"""Who is a member of an employer acts for it, also with a token that does not say so yet."""


@endpoint(blueprint, "POST", "/v1/vacancies/{vacancy_id}/applications", audience=[Audience.SEEKER], status=201)
def apply(call: Call, vacancy_id: str, query: Followed, body: ApplicationLetter) -> Answer[ApplicationView]:
    """Apply for a published vacancy, once."""
    ticket = learning.ticket(query.search)
    stored = applications.apply(call.principal, vacancy_id, body, call.idempotency_key("apply"))
    if ticket is not None:
        learning.followed(ticket, learning.Step.APPLIED, vacancies.get(vacancy_id).content.occupation)
    return _answer(call, stored)


@endpoint(blueprint, "GET", "/v1/people/me/applications", audience=[Audience.SEEKER])
def mine(call: Call, query: Paging) -> Answer[ApplicationList]:
    """What I have sent, the newest first."""
    return _list(call, applications.of_person(call.principal.id, query.limit, query.cursor))


@endpoint(blueprint, "GET", "/v1/vacancies/{vacancy_id}/applications", audience=_MEMBERS)
def of_vacancy(call: Call, vacancy_id: str, query: Paging) -> Answer[ApplicationList]:
    """What a vacancy has received, for members of its employer, the newest first."""
    return _list(call, applications.of_vacancy(call.principal, vacancy_id, query.limit, query.cursor))


@endpoint(blueprint, "GET", "/v1/applications/{application_id}", audience=_MEMBERS)
def read(call: Call, application_id: str) -> Answer[ApplicationView]:
    """One application, for its sender and the employer; the employer sees the applicant's name and profile."""
    return _answer(call, applications.read(call.principal, application_id))


@endpoint(blueprint, "GET", "/v1/applications/{application_id}/documents/{document_id}", audience=_MEMBERS)
def document(call: Call, application_id: str, document_id: str) -> Answer[DocumentLink]:
    """A document that came with an application, as a signed address that is good for five minutes."""
    from chalicelib.documents.files import files
    from functions.applications_types import DocumentLink

    found = applications.document_of(call.principal, application_id, document_id)
    link = DocumentLink(
        id=found.id, file_name=found.file_name, media_type=found.media_type, download=files().download(found)
    )
    return Answer(body=link, headers={"Cache-Control": "private, no-store"})


@endpoint(blueprint, "PATCH", "/v1/applications/{application_id}", audience=_MEMBERS)
def move(call: Call, application_id: str, body: Move) -> Answer[ApplicationView]:
    """Take the next step: the employer along the way, the job seeker back (``withdrawn``).

    If-Match carries the version that was read.
    """
    moved = applications.move(call.principal, application_id, body.state, call.expected_version(), body.reason)
    return _answer(call, moved)


@blueprint.on_dynamodb_record(stream_arn=stream_arn("applications"), name="count_applications", batch_size=100)
def count(event: DynamoDBEvent) -> BatchFailures:
    """Keep the number of applications that a vacancy shows up to date; the whole batch is counted at once."""
    records = event.to_dict()["Records"]
    new = {_vacancy_of(record) for record in records if record["eventName"] == "INSERT"}
    applications.count(sorted(new))
    return {"batchItemFailures": []}


@blueprint.on_dynamodb_record(stream_arn=stream_arn("outbox"), name="forget_people", batch_size=10)
def forget(event: DynamoDBEvent) -> BatchFailures:
    """Remove what every capability keeps of erased people; repeated until it is done."""
    return failing_records(event, _forget)


def _forget(record: object) -> None:
    for found in events_of(record):
        if found.topic == "person_erased":
            from chalicelib import rights

            with correlated(found.correlation_id):
                rights.forget_person(found.subject)


def _vacancy_of(record: Any) -> str:  # noqa: ANN401 - a record of AWS
    return str(record["dynamodb"]["NewImage"]["vacancy_id"]["S"])


def _answer(call: Call, found: Stored) -> Answer[ApplicationView]:
    from functions.applications_types import application_view

    application = found.application
    own = call.principal.id == application.person_id
    withheld = bool(_restricting([found]))
    told = found if withheld and not own else _with_words(call, found, own=own)
    view = application_view(call.principal.id, told, withheld=withheld)
    if not own and not withheld:
        view = msgspec.structs.replace(view, applicant=_applicant(call, application))
    return Answer(body=view, version=found.version, headers={"Cache-Control": "private, no-store"})


def _with_words(call: Call, found: Stored, *, own: bool) -> Stored:
    """What was written is opened for one application at a time: lists go without."""
    from security.purposes import Purpose

    reader = call.principal if own else employers.acting(call.principal)
    opened = applications.with_words(
        found.application, Purpose.SHOW_OWNER if own else Purpose.CONTACT_APPLICANT, reader
    )
    return applications.Stored(opened, found.version)


def _list(call: Call, page: Page) -> Answer[ApplicationList]:
    from functions.applications_types import ApplicationList, application_view

    hidden = _restricting([found for found in page.items if found.application.person_id != call.principal.id])
    items = tuple(
        application_view(call.principal.id, found, withheld=found.application.person_id in hidden)
        for found in page.items
    )
    headers = {"Cache-Control": "private, no-store"}
    return Answer(body=ApplicationList(items=items, next=page.next), headers=headers)


def _restricting(page: Sequence[Stored]) -> frozenset[str]:
    """Return those who applied and do not let employers look at it at present."""
    found = people.get_many(each.application.person_id for each in page) if page else {}
    return frozenset(who for who, person in found.items() if not people.permitted(person, people.Use.SHOWN))


def _applicant(call: Call, application: Application) -> Applicant:
    """The name is opened for this purpose and the audit keeps it; one who was erased has none."""
    from functions.applications_types import Applicant

    try:
        person, _ = people.get(application.person_id)
    except NotFound:
        return Applicant(person_id=application.person_id)
    from security.purposes import Purpose

    reader = employers.acting(call.principal)
    name = people.display_name(application.person_id, Purpose.CONTACT_APPLICANT, reader, application.employer_id)
    return Applicant(person_id=application.person_id, name=name, profile=people.profile_now(person))
