"""Reading people, and the one transaction that changes a person."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from pynamodb.expressions.operand import Path
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import to_iso
from chalicelib.errors import NotFound, PreconditionFailed
from chalicelib.people.model import Person, PersonState
from chalicelib.people.personal import Personal
from chalicelib.people.table import DUE_SHARDS, PersonalItem, PersonItem
from chalicelib.texts import Text

NOBODY = Text("Akun ini tidak ada lagi.", "This account does not exist any more.")


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """A person with the sealed part, and the versions at which both were read."""

    person: Person
    version: int
    personal: Personal
    personal_version: int


def get(person_id: str) -> tuple[Person, int]:
    """Return the person, also an erased one, and the version, read consistently; raises `NotFound`."""
    try:
        item = PersonItem.get(person_id, consistent_read=True)
    except PersonItem.DoesNotExist:
        raise NotFound(NOBODY) from None
    return item.person, int(item.version)


def living(person_id: str) -> tuple[Person, int]:
    """Return a person who is not erased, and the version, read consistently; raises `NotFound`."""
    person, version = get(person_id)
    if person.state is PersonState.ERASED:
        raise NotFound(NOBODY)
    return person, version


def demand(transaction: TransactWrite, person_id: str, version: int) -> None:
    """Let ``transaction`` commit only while the person stands at ``version``, so that nobody is erased meanwhile."""
    transaction.condition_check(PersonItem, person_id, condition=PersonItem.version == version)


def demand_living(transaction: TransactWrite, person_id: str) -> None:
    """Let ``transaction`` commit unless the person is erased, whatever else of them changes meanwhile.

    Who is in no table yet, as an account that an administrator made, is nobody who was erased.
    """
    alive = Path(["person", "state"]) != PersonState.ERASED.value
    transaction.condition_check(PersonItem, person_id, condition=PersonItem.pk.does_not_exist() | alive)


def while_living(person_id: str) -> tables.Writes:
    """Return what a transaction of a capability that knows no people adds, so as to keep nothing of who is erased.

    It raises `NotFound` for who was erased, and does what `demand_living` does for who is erased meanwhile.
    """

    def demand(transaction: TransactWrite) -> None:
        if any(person.state is PersonState.ERASED for person in get_many([person_id]).values()):
            raise NotFound(NOBODY)
        demand_living(transaction, person_id)

    return demand


def get_many(identifiers: Iterable[str]) -> dict[str, Person]:
    """Return those of the people who exist, erased ones too, read consistently, by identifier."""
    return {item.pk: item.person for item in PersonItem.batch_get(set(identifiers), consistent_read=True)}


def stored() -> Iterator[tuple[Person, int]]:
    """Yield every stored person with the version, erased ones too, in no particular order."""
    for item in PersonItem.scan(consistent_read=True, page_size=200):
        yield item.person, int(item.version)


def due_before(now: datetime) -> Iterator[str]:
    """Yield the identifiers of people who are to be reminded or to become inactive by ``now``; the index may lag."""
    for number in range(DUE_SHARDS):
        for item in PersonItem.by_due.query(str(number), PersonItem.due_at <= to_iso(now)):
            yield item.pk


def load(person_id: str) -> Loaded:
    """Return a living person with the sealed part; raises `NotFound`, also for an erased person."""
    person, version = get(person_id)
    personal = find_personal(person_id)
    if person.state is PersonState.ERASED or personal is None:
        raise NotFound(NOBODY)
    return Loaded(person=person, version=version, personal=personal.personal, personal_version=int(personal.version))


def find_personal(person_id: str) -> PersonalItem | None:
    """Return the item with the sealed part, or ``None`` when it is erased."""
    try:
        return PersonalItem.get(person_id, consistent_read=True)
    except PersonalItem.DoesNotExist:
        return None


def check_version(loaded: Loaded, expected: int | None) -> None:
    """Raise `PreconditionFailed` unless ``expected`` (``None``: any) is the version that was read."""
    if expected is not None and expected != loaded.version:
        raise PreconditionFailed


def put_person(transaction: TransactWrite, person: Person, version: int) -> None:
    """Add the replacement of version ``version`` of ``person`` (0: a new one) to ``transaction``."""
    item = PersonItem(person.id, person=person)
    item.place()
    if version:
        item.version = version
    transaction.save(item)


def put_personal(transaction: TransactWrite, person_id: str, personal: Personal, version: int) -> None:
    """Add the replacement of version ``version`` of the sealed part (0: a new one) to ``transaction``."""
    item = PersonalItem(person_id, personal=personal)
    if version:
        item.version = version
    transaction.save(item)


def replace(person: Person, version: int, also: tables.Writes | None = None) -> int:
    """Store ``person`` over ``version``, and with it what ``also`` adds; returns the new version.

    Raises `PreconditionFailed` when the person changed meanwhile.
    """

    def build(transaction: TransactWrite) -> None:
        put_person(transaction, person, version)
        if also is not None:
            also(transaction)

    try:
        tables.write(build)
    except tables.ConditionRefused:
        raise PreconditionFailed from None
    return version + 1
