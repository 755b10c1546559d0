"""Registering an employer and changing what it says about itself."""

from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, outbox, people, reference, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers import access, storing, table
from chalicelib.employers.model import Employer, EmployerDetails, Member, Role, Verification
from chalicelib.employers.persons import refuse_erased
from chalicelib.employers.storing import Stored
from chalicelib.errors import Conflict, FieldError, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.merging import merged
from chalicelib.tables import ConditionRefused
from chalicelib.texts import Text
from security import audit
from security.policy import Action
from security.principal import Audience, Principal

NIB = "nib"


def register(
    principal: Principal, details: EmployerDetails, key: IdempotencyKey | None = None, clock: Clock = SYSTEM_CLOCK
) -> Stored:
    """Create an employer. The caller becomes its first owner, except an officer who registers it for somebody.

    Raises `InvalidInput` on ``/region`` when it is not known, `Conflict` on ``/nib`` when another employer has it,
    `Forbidden` for an officer in another's region and for who was erased, also while this is under way.
    """
    check_region(details.region)
    refuse_erased(principal.id)
    employer = _new(principal, details, clock)
    if _for_somebody_else(principal):
        access.require(principal, Action.CREATE, access.resource_of(employer))
    try:
        return storing.stored(idempotency.once(key, lambda: _create(principal, employer, key, clock)))
    except ConditionRefused:
        refuse_erased(principal.id)
        raise nib_taken() from None


def change(
    principal: Principal,
    employer_id: str,
    patch: msgspec.Struct,
    expected: int,
    clock: Clock = SYSTEM_CLOCK,
) -> Stored:
    """Merge ``patch`` (a `DetailsPatch`) into an employer's details at version ``expected``.

    A new name or NIB takes the verification away: it was given for the old one. Raises `PreconditionFailed` when
    stale, `Forbidden` for a recruiter, `InvalidInput` and `Conflict` as `register` does.
    """
    present = storing.stored(employer_id).employer
    access.require(principal, Action.UPDATE, access.resource_of(present))
    details = merged(present.details, patch)
    check_region(details.region)
    now = clock.now()

    def move_nib(transaction: TransactWrite) -> None:
        if present.details.nib != details.nib:
            _exchange_nib(transaction, present, details.nib)
        if _identity(present.details) != _identity(details):
            _let_look_up(transaction, present.id, details, clock)

    try:
        return storing.change(employer_id, expected, lambda found: _amended(found, details, now), move_nib)
    except Conflict:
        raise nib_taken() from None


def check_region(region: str | None) -> None:
    """Raise `InvalidInput` on ``/region`` unless the code is known or absent."""
    if region is not None and region not in reference.regions():
        detail = Text(f"Wilayah {region} tidak dikenal.", f"The region {region} is not known.")
        raise invalid("/region", "unknown_region", detail)


def nib_taken() -> Conflict:
    """Return the error for a business number that another employer holds."""
    detail = Text("NIB ini sudah terdaftar.", "This NIB is registered already.")
    return Conflict(detail, [FieldError(pointer="/nib", code="duplicate", detail=detail)])


def _new(principal: Principal, details: EmployerDetails, clock: Clock) -> Employer:
    now = clock.now()
    first = () if _for_somebody_else(principal) else (Member(person_id=principal.id, role=Role.OWNER, since=now),)
    return Employer(
        id=new_identifier("emp", clock),
        details=details,
        members=first,
        created_at=now,
        updated_at=now,
        assisted=not first,
    )


def _create(principal: Principal, employer: Employer, key: IdempotencyKey | None, clock: Clock) -> str:
    def build(transaction: TransactWrite) -> None:
        table.put(transaction, employer)
        for member in employer.members:
            people.demand_living(transaction, member.person_id)
            table.join(transaction, member.person_id, employer.id)
        if employer.details.nib:
            uniqueness.claim(transaction, NIB, employer.details.nib, employer.id)
        _let_look_up(transaction, employer.id, employer.details, clock)
        idempotency.remember(transaction, key, employer.id, clock)
        audit.record(
            actor=principal.id,
            action="register_employer",
            subject=employer.id,
            purpose="registration",
            transaction=transaction,
            clock=clock,
        )

    tables.write(build)
    return employer.id


def _for_somebody_else(principal: Principal) -> bool:
    return principal.has(Audience.OFFICER)


def _amended(employer: Employer, details: EmployerDetails, now: datetime) -> Employer:
    same = _identity(details) == _identity(employer.details)
    return msgspec.structs.replace(
        employer,
        details=details,
        updated_at=now,
        verification=employer.verification if same else Verification.UNVERIFIED,
        verified_by=employer.verified_by if same else None,
        register=employer.register if same else None,
    )


def _identity(details: EmployerDetails) -> tuple[str, str | None]:
    """Return what verification and the register's word are about."""
    return details.name, details.nib


def _let_look_up(transaction: TransactWrite, employer_id: str, details: EmployerDetails, clock: Clock) -> None:
    """Have the company register asked whose number it is, after the commit."""
    if details.nib:
        outbox.add(transaction, topic="employer_stated", subject=employer_id, clock=clock)


def _exchange_nib(transaction: TransactWrite, employer: Employer, wanted: str | None) -> None:
    if employer.details.nib:
        uniqueness.release(transaction, NIB, employer.details.nib, employer.id)
    if wanted:
        uniqueness.claim(transaction, NIB, wanted, employer.id)
