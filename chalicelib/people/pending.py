"""Accounts under way: what is left when a registration stops between the account and the person."""

from datetime import timedelta

from pynamodb.exceptions import UpdateError
from pynamodb.transactions import TransactWrite

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.people.table import PendingAccountItem
from chalicelib.tables import was_refused
from security import vault
from security.accounts import accounts

ABANDONED_AFTER = timedelta(minutes=15)


def begin(person_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Note that an account for ``person_id`` is about to be made.

    Without a condition: the identifier is new, and what the SDK repeats must not be refused because of itself.
    """
    PendingAccountItem(person_id, since=epoch_seconds(clock.now()), swept=False).save(add_version_condition=False)


def complete(transaction: TransactWrite, person_id: str) -> None:
    """Add the end of the note to ``transaction``, which is refused when the note was swept away meanwhile."""
    transaction.delete(
        PendingAccountItem(person_id),
        condition=PendingAccountItem.swept == False,  # noqa: E712 - PynamoDB builds a condition
        add_version_condition=False,
    )


def undo(person_id: str) -> None:
    """Delete the account and the key of a person who does not come to exist, then the note.

    Without the note the person does exist, whatever the caller was told: it goes in the transaction that stores them.
    """
    if not _is_noted(person_id):
        return
    accounts().delete(person_id)
    vault.shred(person_id)
    PendingAccountItem(person_id).delete(add_version_condition=False)


def _is_noted(person_id: str) -> bool:
    try:
        PendingAccountItem.get(person_id, consistent_read=True)
    except PendingAccountItem.DoesNotExist:
        return False
    return True


def sweep(clock: Clock = SYSTEM_CLOCK) -> int:
    """Delete accounts whose registration stopped more than `ABANDONED_AFTER` ago; returns how many.

    A note is renewed as ``swept`` before its account goes: a registration that is merely slow then cannot commit any
    more, and a sweep that stops in between is taken up by the next one.
    """
    limit = epoch_seconds(clock.now() - ABANDONED_AFTER)
    swept = 0
    for item in PendingAccountItem.scan(PendingAccountItem.since < limit):
        swept += _abandon(item)
    return swept


def _abandon(item: PendingAccountItem) -> int:
    try:
        item.update([PendingAccountItem.swept.set(True)])
    except UpdateError as error:
        if not was_refused(error):
            raise
        return 0
    undo(item.pk)
    return 1
