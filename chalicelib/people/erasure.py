"""Erasure at the person's wish (Law 27/2022, article 8): first no longer seen, then removed piece by piece.

Each step may be repeated; the tombstone in the stream of `people` repeats them until all are done. See
docs/decisions/0063-erasure.md.
"""

from pynamodb.transactions import TransactWrite

from chalicelib import documents, outbox, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, PreconditionFailed
from chalicelib.observability import logger
from chalicelib.people import devices, former, offices, open_sessions, store, verification
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.table import PersonalItem
from security import audit, vault
from security.accounts import accounts


def erase(
    person_id: str,
    *,
    actor: str,
    expected: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
    also: tables.Writes | None = None,
) -> None:
    """Erase the person; one that is erased already stays so. What cannot be finished now is finished by the stream.

    What ``also`` adds commits with it. Raises `NotFound` for somebody who never was, `PreconditionFailed` when
    ``expected`` is not the version.
    """
    person, version = store.get(person_id)
    if person.state is not PersonState.ERASED:
        if expected is not None and expected != version:
            raise PreconditionFailed
        hide(person, version, actor, clock, also)
    try:
        finish(person_id)
    except Exception:
        # The tombstone comes again through the stream until this succeeds.
        logger.exception("erasure is not finished yet", extra={"person": person_id})


def finish(person_id: str) -> None:
    """Remove everything that is left of an erased person; does nothing for anybody else."""
    try:
        person, _ = store.get(person_id)
    except NotFound:
        return
    if person.state is not PersonState.ERASED:
        return
    # With the key goes what is sealed, in every copy and backup too, whatever keeps the rest from being removed.
    vault.shred(person_id)
    accounts().delete(person_id)
    documents.erase_all(person_id)
    verification.forget_codes(person_id)
    devices.forget_all(person_id)
    former.forget(person_id)
    offices.forget(person_id)
    open_sessions.forget(person_id)
    item = store.find_personal(person_id)
    if item is not None:
        _release_markers(item)
        # Refused when the markers changed meanwhile (`people.renewing`): then all of it is done once more.
        item.delete()


def hide(person: Person, version: int, actor: str, clock: Clock, also: tables.Writes | None = None) -> None:
    """Leave a tombstone: identifier and times. Its change in the stream takes the person out of the index and finishes.

    Raises `PreconditionFailed` when ``version`` is no longer the present one.
    """
    tombstone = Person(
        id=person.id,
        state=PersonState.ERASED,
        profile=Profile(),
        created_at=person.created_at,
        updated_at=clock.now(),
        language=person.language,
    )

    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, tombstone, version)
        outbox.add(transaction, topic="person_erased", subject=person.id, clock=clock)
        audit.record(
            actor=actor,
            action="erase",
            subject=person.id,
            purpose="erasure",
            transaction=transaction,
            clock=clock,
        )
        if also is not None:
            also(transaction)

    try:
        tables.write(build)
    except tables.ConditionRefused:
        raise PreconditionFailed from None


def _release_markers(item: PersonalItem) -> None:
    for kind, value in sorted(item.personal.markers()):
        if uniqueness.holder(kind, value) == item.pk:
            _release(kind, value, item.pk)


def _release(kind: str, value: str, owner: str) -> None:
    if not tables.committed(lambda transaction: uniqueness.release(transaction, kind, value, owner)):
        logger.info("a marker was released meanwhile", extra={"marker": kind})
