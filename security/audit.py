"""The audit: an append-only record of who read or changed what, about whom, and why."""

from collections.abc import Iterator

from pynamodb.transactions import TransactWrite

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.identifiers import new_identifier
from chalicelib.observability import correlation_id
from security.audit_model import AuditEntry
from security.audit_table import AuditItem

__all__ = ["AuditEntry", "entries_of", "record", "subjects_of"]


def record(
    *,
    actor: str,
    action: str,
    subject: str,
    purpose: str,
    transaction: TransactWrite | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> AuditEntry:
    """Add one entry: to ``transaction``, so that it commits with what it tells of, or at once.

    Raises PynamoDB's errors when the table does not take it; then what was to be recorded must not happen.
    """
    entry = AuditEntry(
        id=new_identifier("aud", clock),
        actor=actor,
        action=action,
        subject=subject,
        purpose=purpose,
        at=clock.now(),
        correlation_id=correlation_id(),
    )
    item = AuditItem(subject, entry.id, entry=entry)
    unused = AuditItem.pk.does_not_exist()
    if transaction is None:
        item.save(condition=unused)
    else:
        transaction.save(item, condition=unused)
    return entry


def entries_of(subject: str, *, limit: int = 100, before: str | None = None) -> tuple[AuditEntry, ...]:
    """Return the entries about ``subject``, newest first, at most ``limit``; ``before`` an entry's id to go on."""
    older = AuditItem.id < before if before else None
    found = AuditItem.query(subject, older, scan_index_forward=False, limit=limit, consistent_read=True)
    return tuple(item.entry for item in found)


def subjects_of(action: str) -> Iterator[str]:
    """Yield whom each entry of ``action`` is about, in no order.

    Reads the whole table: for an operator's task, never for a request.
    """
    for item in AuditItem.scan(consistent_read=True, page_size=200):
        if item.entry.action == action:
            yield item.entry.subject
