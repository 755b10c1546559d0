"""Posting a vacancy here: draft, amend, submit."""

from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import employers, idempotency, outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import is_identifier
from chalicelib.merging import merged, names
from chalicelib.texts import Text
from chalicelib.vacancies import access, storing, table
from chalicelib.vacancies.acting import acted
from chalicelib.vacancies.channels import begun, channel_of
from chalicelib.vacancies.checking import submitted, with_content
from chalicelib.vacancies.coding import as_stated
from chalicelib.vacancies.content import content_hash, refuse_incoherent
from chalicelib.vacancies.lifecycle import Step, require_own, require_room, taken, wrong_state
from chalicelib.vacancies.model import State, Vacancy, VacancyContent
from chalicelib.vacancies.repeating import act
from security.policy import Action, Resource, ResourceKind
from security.principal import Audience, Principal

ON_BEHALF = "vacancy_on_behalf"
"""The event that tells an employer what an officer posted for it."""
_BACK_TO_DRAFT = frozenset({State.HELD, State.CHECKED, State.REJECTED})


def draft(
    principal: Principal,
    employer_id: str,
    content: VacancyContent,
    key: IdempotencyKey | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Vacancy:
    """Create a draft for an employer that the caller is a member of, or as an officer of the vacancy's region.

    The vacancy tells by which channel it came: the employer's form, an officer on its behalf, a public body's post.

    Raises `InvalidInput` that names each wrong field (``/employer_id``, ``/region`` …), `Forbidden`.
    """
    now = clock.now()
    refuse_incoherent(content, now)
    employer = _employer(employer_id)
    region = content.region or employer.details.region or ""
    resource = Resource(kind=ResourceKind.DRAFT, employer=employer_id, region=region)
    employers.require(principal, Action.CREATE, resource)
    vacancy = acted(
        principal, None, begun(principal.id, employer, content, channel_of(principal, employer), now, clock=clock)
    )
    identifier = idempotency.once(key, lambda: _create(vacancy, key, clock))
    return table.load(identifier).vacancy


def amend(
    principal: Principal, vacancy_id: str, patch: msgspec.Struct, expected: int, clock: Clock = SYSTEM_CLOCK
) -> Vacancy:
    """Merge ``patch`` (a `ContentPatch`) into the content at revision ``expected``.

    A published vacancy is checked again at once and may be held. One that waits or was rejected becomes a draft, to be
    submitted anew. Raises `PreconditionFailed`, `InvalidInput`, also on ``/region`` for a place that an officer does
    not serve, `Conflict` when it is closed or a partner's.
    """
    now = clock.now()

    def allow(vacancy: Vacancy) -> None:
        access.require_change(principal, vacancy)

    def changed(vacancy: Vacancy) -> Vacancy:
        require_own(vacancy)
        content = merged(as_stated(vacancy), patch)
        refuse_incoherent(content, now)
        edition = None if names(patch, "occupation") else vacancy.occupation_version
        after = acted(principal, vacancy, _amended(vacancy, content, edition, principal.id, now))
        access.require_reach(principal, after)
        return after

    return storing.change(vacancy_id, changed, expected, allow=allow)


def submit(
    principal: Principal,
    vacancy_id: str,
    expected: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Vacancy:
    """Hand a draft in. The machine checks it at once: it is published, waits for an officer, or is rejected.

    The employer is told of what an officer hands in on its behalf. Raises `Conflict` in any other state than draft and
    for a partner's, `InvalidInput` when time made the content incoherent. A repeated ``key`` returns the vacancy.
    """
    now = clock.now()

    def changed(vacancy: Vacancy) -> Vacancy:
        require_own(vacancy)
        if vacancy.state is not State.DRAFT:
            raise wrong_state(vacancy.state, State.SUBMITTED)
        require_room(vacancy)
        refuse_incoherent(vacancy.content, now)
        return acted(principal, vacancy, submitted(vacancy, principal.id, now))

    def inform(transaction: TransactWrite) -> None:
        outbox.add(transaction, topic=ON_BEHALF, subject=vacancy_id, clock=clock)

    also = inform if _on_behalf(principal, vacancy_id) else None
    return act(principal, vacancy_id, changed, key, clock, expected=expected, also=also)


def _on_behalf(principal: Principal, vacancy_id: str) -> bool:
    if not principal.has(Audience.OFFICER):
        return False
    return table.load(vacancy_id).vacancy.employer_id not in employers.employers_of(principal)


def _employer(employer_id: str) -> employers.Employer:
    unknown = invalid("/employer_id", "unknown_employer", Text("Perusahaan tidak dikenal.", "Unknown employer."))
    if not is_identifier(employer_id, "emp"):
        raise unknown
    try:
        return employers.stored(employer_id).employer
    except NotFound:
        raise unknown from None


def _create(vacancy: Vacancy, key: IdempotencyKey | None, clock: Clock) -> str:
    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(vacancy))
        idempotency.remember(transaction, key, vacancy.id, clock)

    tables.write(build)
    return vacancy.id


def _amended(vacancy: Vacancy, content: VacancyContent, edition: str | None, by: str, now: datetime) -> Vacancy:
    fingerprint = content_hash(vacancy.employer_name, content)
    changed = with_content(vacancy, content, fingerprint, now, edition)
    if vacancy.state is State.DRAFT:
        return changed
    require_room(vacancy)
    if vacancy.state is State.PUBLISHED:
        return submitted(changed, by, now)
    if vacancy.state in _BACK_TO_DRAFT:
        return taken(changed, Step(to=State.DRAFT, at=now, by=by, reason="amended"))
    raise wrong_state(vacancy.state, State.DRAFT)
