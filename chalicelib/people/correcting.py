"""Correcting what is kept of oneself (Law 27/2022, articles 6 and 30): what follows of it, and who is told.

Nothing of the old value stays: its box, hash and marker go with the transaction. What a register confirmed of it is
confirmed no more. Employers with an open application see the new data at once; they are told, once a day at most.
"""

from collections.abc import Iterable

from pynamodb.transactions import TransactWrite

from chalicelib import outbox
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import TooManyRequests
from chalicelib.people import limits
from chalicelib.people.confirming import IDENTITY
from chalicelib.people.limits import Limit
from chalicelib.people.model import Person
from chalicelib.people.personal import HASHED_KINDS, Personal
from security import audit
from security.sealed import Kind

TOPIC = "person_corrected"
_A_DAY = 24 * 3600
NIK_CHANGES = Limit(name="nik-changes", most=3, seconds=30 * _A_DAY)
"""A mistyped number is mended at once; who goes through numbers is stopped."""
_TOLD = Limit(name="corrections-told", most=1, seconds=_A_DAY)
_PROVEN = frozenset({Kind.NIK, Kind.NAME})


def corrected(before: Personal, after: Personal) -> frozenset[Kind]:
    """Return the kinds of which there is another value now, or one less or more."""
    known = {kind: (set(before.known(kind)), set(after.known(kind))) for kind in HASHED_KINDS}
    return frozenset(kind for kind, (old, new) in known.items() if (old or new) and not old & new)


def check_nik(before: Personal, kinds: Iterable[Kind], person_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Return when a NIK that was there may be changed; raises `TooManyRequests`."""
    if Kind.NIK in kinds and before.known(Kind.NIK):
        limits.take(NIK_CHANGES, person_id, clock)


def still_confirmed(person: Person, kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Return what is confirmed of a person after their data of ``kinds`` changed."""
    return tuple(each for each in person.confirmed if each != IDENTITY or not _PROVEN.intersection(kinds))


def record(transaction: TransactWrite, person_id: str, kinds: Iterable[Kind], clock: Clock = SYSTEM_CLOCK) -> None:
    """Add to ``transaction`` that somebody corrected their data, one entry of the audit for each kind."""
    for kind in sorted(kinds):
        audit.record(
            actor=person_id,
            action=f"correct_{kind.value}",
            subject=person_id,
            purpose="rectification",
            transaction=transaction,
            clock=clock,
        )


def is_told(person_id: str, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Tell whether employers are to be told of a correction now: of the first one of a day."""
    try:
        limits.take(_TOLD, person_id, clock)
    except TooManyRequests:
        return False
    return True


def tell(transaction: TransactWrite, person_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Add to ``transaction`` that employers with an open application are told to look again."""
    outbox.add(transaction, topic=TOPIC, subject=person_id, clock=clock)
