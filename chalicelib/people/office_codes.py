"""A code that an office hands out to somebody who stands there: a second proof, for whoever has lost all others.

It opens nothing by itself: it goes with the password or a code that was sent to a contact of theirs, so that no officer
can sign in for anybody. See docs/decisions/0305-codes-from-an-office.md.
"""

import hmac
from datetime import datetime, timedelta

import msgspec
from pynamodb.expressions.update import Action as Change
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import NotFound
from chalicelib.people import recovery_codes, store
from chalicelib.people.table import DeviceItem
from security import audit
from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal
from security.purposes import Purpose

KEY = "office-code"
KEPT = timedelta(hours=24)
"""Long enough to get home to the device that it is for, and gone tomorrow."""


class OfficeCode(msgspec.Struct, frozen=True, kw_only=True):
    """The ``code``, told once, and until when it counts (UTC)."""

    code: str
    expires_at: datetime

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "OfficeCode(…)"


def hand_out(officer: Principal, person_id: str, clock: Clock = SYSTEM_CLOCK) -> OfficeCode:
    """Return a new code for the person, of which they are told at every proven contact; an earlier one is void.

    It is in the audit. Raises `NotFound` for nobody and for somebody of a region that the officer does not serve.
    Whoever stated no region is at home at whichever office they come to.
    """
    try:
        person, _ = store.living(person_id)
    except NotFound:
        # As for somebody of another region: an officer does not learn who was registered.
        raise NotFound from None
    region = person.profile.region or next(iter(officer.regions), "")
    require(officer, Action.UPDATE, Resource(kind=ResourceKind.RECOVERY, owner=person_id, region=region))
    (code, *_), until = recovery_codes.new_codes(), clock.now() + KEPT

    def build(transaction: TransactWrite) -> None:
        # Whoever is erased meanwhile leaves nothing behind that an erasure has looked for already.
        store.demand_living(transaction, person_id)
        kept: list[Change] = [
            DeviceItem.secret_hash.set(*recovery_codes.hashes_of((code,))),
            DeviceItem.expires.set(epoch_seconds(until)),
        ]
        transaction.update(DeviceItem(person_id, KEY), actions=kept, add_version_condition=False)
        audit.record(
            actor=officer.id,
            action="give_recovery_code",
            subject=person_id,
            purpose=Purpose.ASSIST.value,
            transaction=transaction,
            clock=clock,
        )
        for channel in person.verified:
            told = {"channel": channel}
            outbox.add(transaction, topic="recovery_code_given", subject=person_id, details=told, clock=clock)

    if not tables.committed(build):
        raise NotFound
    return OfficeCode(code=code, expires_at=until)


def forget(person_id: str) -> None:
    """Let no code from an office count for the person any more; may be repeated."""
    DeviceItem(person_id, KEY).delete(add_version_condition=False)


def matches(person_id: str, code: str, clock: Clock = SYSTEM_CLOCK) -> str | None:
    """Return the hash under which ``code`` is to be spent, ``None`` when it is not the person's, or not any more."""
    kept = recovery_codes.hash_of(code)
    try:
        item = DeviceItem.get(person_id, KEY, consistent_read=True)
    except DeviceItem.DoesNotExist:
        return None
    good = kept is not None and hmac.compare_digest(kept, item.secret_hash or "")
    return kept if good and int(item.expires) > epoch_seconds(clock.now()) else None


def spend(transaction: TransactWrite, person_id: str, kept: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Add to ``transaction`` that the code was used, with the audit's entry; refused when it was used already."""
    transaction.delete(
        DeviceItem(person_id, KEY), condition=DeviceItem.secret_hash == kept, add_version_condition=False
    )
    audit.record(
        actor=person_id,
        action="use_recovery_code",
        subject=person_id,
        purpose=Purpose.SIGN_IN.value,
        transaction=transaction,
        clock=clock,
    )
