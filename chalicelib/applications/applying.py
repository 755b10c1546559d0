"""Applying for a vacancy: once, to a published one, with documents of one's own."""

from pynamodb.transactions import TransactWrite

from chalicelib import documents, idempotency, outbox, people, tables, uniqueness, vacancies
from chalicelib.applications import table
from chalicelib.applications.model import Application, ApplicationLetter, ApplicationState, Event, Side
from chalicelib.applications.reading import Stored, stored
from chalicelib.applications.words import closed
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.documents.model import DocumentState
from chalicelib.errors import Conflict, FieldError, Forbidden, InvalidInput, NotFound
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.people.model import PersonState
from chalicelib.tables import ConditionRefused
from chalicelib.texts import Text
from chalicelib.vacancies import State, Vacancy
from security.principal import Principal

ONCE = "application"
"""Kind of the marker that keeps a person from applying twice for a vacancy."""


def apply(
    principal: Principal,
    vacancy_id: str,
    letter: ApplicationLetter,
    key: IdempotencyKey | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Stored:
    """Send an application. It commits with its marker, the count and the event, or not at all.

    Whether the vacancy is published is read before and not locked with it: thousands may apply to one vacancy at once,
    and one that is closed in the same instant has got an application that its employer sees. Raises `NotFound`,
    `Conflict` for a second try or a vacancy that is not open, `InvalidInput` for a document that is not one's own,
    `Forbidden` for a person without a verified contact, also for one who is erased while this is under way, `Conflict`
    for one who restricted the use of their data.
    """
    vacancy = _open_vacancy(vacancy_id)
    _require_active(principal)
    _require_own_documents(principal, letter)
    # Sealed last: for who was erased no key may come to be again.
    application = closed(_new(principal, vacancy, letter, clock))
    try:
        return stored(idempotency.once(key, lambda: _create(application, key, clock)))
    except ConditionRefused:
        _require_active(principal)
        raise _again() from None


def _open_vacancy(vacancy_id: str) -> Vacancy:
    vacancy = vacancies.get(vacancy_id)
    if vacancy.state is State.PUBLISHED:
        return vacancy
    if vacancy.published_at is None:
        raise NotFound
    detail = Text("Lowongan ini sudah tutup.", "This vacancy is not open any more.")
    raise Conflict(detail, [FieldError(pointer="/vacancy_id", code="not_open", detail=detail)])


def _require_active(principal: Principal) -> None:
    people.was_here(principal.id)
    person, _ = people.get(principal.id)
    if person.state is not PersonState.ACTIVE:
        raise Forbidden(Text("Verifikasi kontak dahulu.", "Verify a contact first."))
    people.require_use(person, people.Use.APPLYING)


def _require_own_documents(principal: Principal, letter: ApplicationLetter) -> None:
    if not letter.documents:
        return
    usable = {found.id for found in documents.listed(principal.id) if found.state is DocumentState.ACCEPTED}
    detail = Text("Bukan dokumen Anda yang sudah diterima.", "Not an accepted document of yours.")
    errors = [
        FieldError(pointer=f"/documents/{place}", code="unknown_document", detail=detail)
        for place, document_id in enumerate(letter.documents)
        if document_id not in usable
    ]
    if errors:
        raise InvalidInput(detail, errors)


def _new(principal: Principal, vacancy: Vacancy, letter: ApplicationLetter, clock: Clock) -> Application:
    now = clock.now()
    return Application(
        id=new_identifier("app", clock),
        vacancy_id=vacancy.id,
        employer_id=vacancy.employer_id,
        person_id=principal.id,
        title=vacancy.content.title,
        employer_name=vacancy.employer_name,
        letter=letter,
        state=ApplicationState.SUBMITTED,
        created_at=now,
        updated_at=now,
        history=(Event(state=ApplicationState.SUBMITTED, at=now, side=Side.SEEKER),),
    )


def _create(application: Application, key: IdempotencyKey | None, clock: Clock) -> str:
    def build(transaction: TransactWrite) -> None:
        people.demand_living(transaction, application.person_id)
        transaction.save(table.item_of(application))
        uniqueness.claim(transaction, ONCE, marker(application), application.id)
        table.count_one(transaction, application)
        idempotency.remember(transaction, key, application.id, clock)
        outbox.add(
            transaction,
            topic="application_received",
            subject=application.id,
            details={"vacancy": application.vacancy_id, "employer": application.employer_id},
            clock=clock,
        )

    tables.write(build)
    return application.id


def marker(application: Application) -> str:
    """Return the value of the marker of an application."""
    return f"{application.vacancy_id}#{application.person_id}"


def _again() -> Conflict:
    detail = Text("Anda sudah melamar lowongan ini.", "You have applied for this vacancy already.")
    return Conflict(detail, [FieldError(pointer="/vacancy_id", code="already_applied", detail=detail)])
