"""The audit: an append-only record of who read or changed what, about whom, and why. See docs/security/audit.md."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.identifiers import identifier_at, new_identifier
from chalicelib.observability import correlation_id
from security.acting import acts
from security.audit_model import KEPT, AuditEntry
from security.audit_table import AuditItem

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition

__all__ = ["AuditEntry", "Span", "acts_of", "all_entries", "entries_of", "is_over", "record", "subjects_of"]

_PREFIX = "aud"
_NONE = "none"
"""No entry's identifier."""


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Moments (UTC) from ``first``, included, to ``last``, excluded; ``None``: open on that side."""

    first: datetime | None = None
    last: datetime | None = None


EVER = Span()


def record(
    *,
    actor: str,
    action: str,
    subject: str,
    purpose: str,
    behalf: str = "",
    refused: str = "",
    times: int = 0,
    transaction: TransactWrite | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> AuditEntry:
    """Add one entry: to ``transaction``, so that it commits with what it tells of, or at once.

    ``behalf``: the employer for whom the actor did it, when there is one. ``refused`` and ``times``: see `AuditEntry`.
    Raises PynamoDB's errors when the table does not take it; then what was to be recorded must not happen.
    """
    known = acts(actor if actor != subject else "")
    entry = AuditEntry(
        id=new_identifier(_PREFIX, clock),
        actor=actor,
        action=action,
        subject=subject,
        purpose=purpose,
        at=clock.now(),
        correlation_id=correlation_id(),
        roles=tuple(sorted(known.roles)),
        regions=known.regions,
        behalf=behalf,
        refused=refused,
        times=times,
    )
    item = AuditItem.of(entry)
    unused = AuditItem.pk.does_not_exist()
    if transaction is None:
        # Under a token: repeated after a lost answer, a plain write is refused because of itself.
        tables.write(lambda own: own.save(item, condition=unused))
    else:
        transaction.save(item, condition=unused)
    return entry


def entries_of(
    subject: str, *, limit: int = 100, before: str | None = None, span: Span = EVER
) -> tuple[AuditEntry, ...]:
    """Return the entries about ``subject`` in ``span``, newest first, at most ``limit``.

    ``before``: an entry's identifier, to go on from there.
    """
    found = AuditItem.query(
        subject, _between(span, before), scan_index_forward=False, limit=limit, consistent_read=True
    )
    return tuple(item.entry for item in found)


def acts_of(actor: str, *, limit: int = 100, before: str | None = None, span: Span = EVER) -> tuple[AuditEntry, ...]:
    """Return what ``actor`` did to others in ``span``, newest first, as `entries_of` does; the index may lag.

    What somebody did to their own data stands with them as the subject; of the system's acts nothing is found here.
    """
    found = AuditItem.by_actor.query(actor, _between(span, before), scan_index_forward=False, limit=limit)
    return tuple(item.entry for item in found)


def subjects_of(action: str) -> Iterator[str]:
    """Yield whom each entry of ``action`` is about, in no order.

    Reads the whole table: for an operator's task, never for a request.
    """
    for entry in all_entries():
        if entry.action == action:
            yield entry.subject


def all_entries() -> Iterator[AuditEntry]:
    """Yield every entry, in no order. Reads the whole table: for an operator's task, never for a request."""
    for item in AuditItem.scan(consistent_read=True, page_size=200):
        yield item.entry


def is_over(identifier: str, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Tell whether the term of the entry with ``identifier`` is over: nothing is said of it any more."""
    return identifier < identifier_at(_PREFIX, clock.now() - KEPT)


def _between(span: Span, before: str | None) -> "Condition":
    """Return the condition on the sort key. Identifiers sort by their millisecond."""
    lowest = identifier_at(_PREFIX, span.first) if span.first else f"{_PREFIX}_"
    highest = min(each for each in (before, _end(span), f"{_PREFIX}_~") if each is not None)
    # The bounds of BETWEEN belong to it; the entry `before` itself was told already.
    return AuditItem.id.between(lowest, _just_below(highest)) if lowest < highest else AuditItem.id == _NONE


def _end(span: Span) -> str | None:
    return identifier_at(_PREFIX, span.last) if span.last else None


def _just_below(identifier: str) -> str:
    """Return a key that sorts below ``identifier`` and above every identifier that does."""
    return identifier[:-1] + chr(ord(identifier[-1]) - 1) + "~"
