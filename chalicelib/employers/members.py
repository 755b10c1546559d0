"""Who acts for an employer: adding and removing members."""

from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, people, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers import access, storing, table
from chalicelib.employers.model import Employer, Member, Role
from chalicelib.employers.persons import require_person
from chalicelib.employers.storing import Stored
from chalicelib.errors import Conflict, FieldError, NotFound
from chalicelib.idempotency import IdempotencyKey
from chalicelib.texts import Text
from security import audit
from security.policy import Action, ResourceKind
from security.principal import Principal

MAXIMUM = 100


def add(
    principal: Principal,
    employer_id: str,
    person_id: str,
    role: Role,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Stored:
    """Make a person a member; only an owner, or an officer of the region, may. With a ``key`` once.

    Raises `InvalidInput` on ``/person_id``, also for who is erased meanwhile, `Conflict` when the person is a member
    already or there are too many.
    """
    employer = storing.stored(employer_id).employer
    access.require(principal, Action.CREATE, access.resource_of(employer, ResourceKind.MEMBERSHIP))
    require_person(person_id)

    def join(transaction: TransactWrite) -> None:
        people.demand_living(transaction, person_id)
        table.join(transaction, person_id, employer_id)
        idempotency.remember(transaction, key, employer_id, clock)

    def joined() -> Stored:
        try:
            return storing.change(
                employer_id,
                None,
                lambda employer: with_member(employer, person_id, role, clock.now()),
                _recorded(principal, "add_member", employer_id, clock, join),
            )
        except Conflict:
            require_person(person_id)
            raise

    return idempotency.repeatable(key, joined, lambda: storing.stored(employer_id))


def remove(principal: Principal, employer_id: str, person_id: str, clock: Clock = SYSTEM_CLOCK) -> Stored:
    """End a membership: an owner anyone's, a recruiter their own. Raises `Conflict` for the last owner."""
    employer = storing.stored(employer_id).employer
    access.require(principal, Action.DELETE, access.resource_of(employer, ResourceKind.MEMBERSHIP, person_id))
    return storing.change(
        employer_id,
        None,
        lambda present: without_member(present, person_id, clock.now()),
        _recorded(
            principal, "remove_member", employer_id, clock, lambda write: table.leave(write, person_id, employer_id)
        ),
    )


def forget_person(person_id: str, clock: Clock = SYSTEM_CLOCK) -> int:
    """End all memberships of a person who had their data erased, and return how many there were.

    An employer may be left without an owner; an officer of its region can add one. Twice changes nothing.
    """
    employer_ids = table.employers_of(person_id)
    for employer_id in employer_ids:
        _forget(person_id, employer_id, clock)
    return len(employer_ids)


def _forget(person_id: str, employer_id: str, clock: Clock) -> None:
    def leave(transaction: TransactWrite) -> None:
        table.leave(transaction, person_id, employer_id)

    try:
        storing.change(employer_id, None, lambda employer: _without(employer, person_id, clock.now()), leave)
    except NotFound:
        # After a restore a membership may be there without its employer; nobody could end it otherwise.
        tables.write(leave)


def with_member(employer: Employer, person_id: str, role: Role, now: datetime) -> Employer:
    """Return the employer with one member more; raises `Conflict`."""
    if employer.role_of(person_id) is not None:
        raise _conflict("/person_id", "duplicate", "Sudah menjadi anggota.", "A member already.")
    if len(employer.members) >= MAXIMUM:
        raise _conflict("/person_id", "too_many", "Anggota terlalu banyak.", "Too many members.")
    member = Member(person_id=person_id, role=role, since=now)
    return msgspec.structs.replace(employer, members=(*employer.members, member), updated_at=now)


def without_member(employer: Employer, person_id: str, now: datetime) -> Employer:
    """Return the employer without a member; raises `NotFound`, and `Conflict` for the last owner."""
    if employer.role_of(person_id) is None:
        raise NotFound
    left = _without(employer, person_id, now)
    if not any(member.role is Role.OWNER for member in left.members):
        raise _conflict("/person_id", "last_owner", "Pemilik terakhir harus tetap.", "The last owner has to stay.")
    return left


def _without(employer: Employer, person_id: str, now: datetime) -> Employer:
    rest = tuple(member for member in employer.members if member.person_id != person_id)
    return msgspec.structs.replace(employer, members=rest, updated_at=now)


def _recorded(principal: Principal, action: str, employer_id: str, clock: Clock, also: tables.Writes) -> tables.Writes:
    def build(transaction: TransactWrite) -> None:
        also(transaction)
        audit.record(
            actor=principal.id,
            action=action,
            subject=employer_id,
            purpose="membership",
            transaction=transaction,
            clock=clock,
        )

    return build


def _conflict(pointer: str, code: str, indonesian: str, english: str) -> Conflict:
    detail = Text(indonesian, english)
    return Conflict(detail, [FieldError(pointer=pointer, code=code, detail=detail)])
