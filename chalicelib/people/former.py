"""Contacts that were given up: their owner is told there, and may object for some days; then they are gone.

Whoever gets into an account changes its contacts first. Told at the new ones alone, the owner would never hear of it.
"""

import secrets
from collections.abc import Iterable
from datetime import timedelta

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import Conflict, NotFound, PreconditionFailed
from chalicelib.identifiers import new_identifier
from chalicelib.people import open_sessions, store
from chalicelib.people.former_model import Former
from chalicelib.people.model import Person, PersonState
from chalicelib.people.personal import CONTACT_KINDS, Personal, put
from chalicelib.people.table import FormerContactItem
from chalicelib.people.verification_model import Channel
from chalicelib.texts import Text
from security import audit, vault
from security.accounts import accounts
from security.purposes import SYSTEM, Purpose
from security.sealed import Kind

OBJECTION = timedelta(days=14)
"""Two weeks to read a message and to come to an office with an identity card."""

TOPIC = "contact_replaced"
_UNKNOWN = Text("Kontak lama itu tidak disimpan lagi.", "That former contact is not kept any more.")


def keep(transaction: TransactWrite, person: Person, before: Personal, kinds: Iterable[Kind], clock: Clock) -> None:
    """Add to ``transaction`` that proven contacts of ``kinds``, as they were before, are kept and told of the change.

    One that was never proven may be a stranger's: it is neither kept nor told.
    """
    for kind in sorted(set(kinds).intersection(CONTACT_KINDS, before.sealed, map(Kind, person.verified))):
        now = clock.now()
        former = Former(
            id=new_identifier("fmc", clock),
            channel=Channel(kind.value),
            sealed=before.sealed[kind],
            hash=before.hashes[kind],
            since=now,
            until=now + OBJECTION,
        )
        expires = epoch_seconds(former.until)
        transaction.save(FormerContactItem(person.id, former.id, former=former, expires=expires))
        outbox.add(transaction, topic=TOPIC, subject=person.id, details={"contact": former.id}, clock=clock)


def standing(person_id: str, clock: Clock = SYSTEM_CLOCK) -> tuple[Former, ...]:
    """Return the former contacts to whose change the person may still object, the oldest first."""
    found = (item.former for item in FormerContactItem.query(person_id, consistent_read=True))
    return tuple(former for former in found if clock.now() < former.until)


def find(person_id: str, former_id: str, clock: Clock = SYSTEM_CLOCK) -> Former:
    """Return one of them; raises `NotFound` once its time is over."""
    found = next((former for former in standing(person_id, clock) if former.id == former_id), None)
    if found is None:
        raise NotFound(_UNKNOWN)
    return found


def value_of(person_id: str, contact_hash: str, clock: Clock = SYSTEM_CLOCK) -> str | None:
    """Return the former contact with this keyed hash, opened for a message to it; ``None`` when none is kept."""
    for former in standing(person_id, clock):
        if former.hash == contact_hash:
            return vault.open_sealed(former.sealed, Purpose.NOTIFY, SYSTEM)
    return None


def forget(person_id: str) -> None:
    """Forget what is kept of a person; may be repeated."""
    for item in FormerContactItem.query(person_id):
        item.delete(add_version_condition=False)


def restore(person_id: str, former_id: str, actor: str, clock: Clock = SYSTEM_CLOCK) -> Person:
    """Give a former contact back to whoever objected and has shown who they are; whoever changed it is out.

    The contact is proven again and the only one that is. The password counts no more, and all sessions end: the person
    signs in with a code that goes to this contact. Raises `NotFound`, `Conflict` when the contact is somebody else's by
    now, `PreconditionFailed` when the account changes meanwhile, `Unavailable`; it may be repeated.
    """
    former = find(person_id, former_id, clock)
    loaded = store.load(person_id)
    kind = former.channel.kind
    value = vault.open_sealed(former.sealed, Purpose.VERIFY_CONTACT, SYSTEM)
    personal = put(loaded.personal, {kind: value}, person_id)
    person = msgspec.structs.replace(
        loaded.person,
        verified=(former.channel.value,),
        state=PersonState.ACTIVE if loaded.person.state is PersonState.UNVERIFIED else loaded.person.state,
        updated_at=clock.now(),
    )
    # Whoever came in goes first: with their sessions they could change it again.
    accounts().set_password(person_id, _unknown_password())
    accounts().sign_out_everywhere(person_id)
    _store(loaded, person, personal, former, actor, clock)
    # And once more: until then a code that went to a contact of theirs still opened a session.
    open_sessions.end_all(person_id)
    FormerContactItem(person_id, former_id).delete(add_version_condition=False)
    return person


def _store(loaded: store.Loaded, person: Person, personal: Personal, former: Former, actor: str, clock: Clock) -> None:
    taken = personal.markers() - loaded.personal.markers()

    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, person, loaded.version)
        store.put_personal(transaction, person.id, personal, loaded.personal_version)
        for kind, value in sorted(loaded.personal.markers() - personal.markers()):
            uniqueness.release(transaction, kind, value, person.id)
        for kind, value in sorted(taken):
            uniqueness.claim(transaction, kind, value, person.id)
        # It goes once all sessions have ended, so that what breaks off in between may be repeated.
        transaction.condition_check(FormerContactItem, person.id, former.id, condition=FormerContactItem.pk.exists())
        audit.record(
            actor=actor,
            action="restore_contact",
            subject=person.id,
            purpose="objection",
            transaction=transaction,
            clock=clock,
        )

    if tables.committed(build):
        return
    if any(uniqueness.holder(kind, value) not in (None, person.id) for kind, value in taken):
        raise Conflict(Text("Kontak itu sudah dipakai akun lain.", "That contact belongs to another account by now."))
    raise PreconditionFailed


def _unknown_password() -> str:
    # The end satisfies any policy on kinds of signs; nobody is told it.
    return secrets.token_urlsafe(32) + "aA1-"
