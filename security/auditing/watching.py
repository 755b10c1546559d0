"""The table held to the chains, round after round: what was never sealed is sealed and told, what changed is told.

It reads the table piece by piece, as far as its time allows, and goes on there the next time: at the end it begins
anew. A whole verification (`security.auditing.checking`) looks at the archive too, and takes an operator.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.observability import logger
from chalicelib.tables import saved
from security.audit_chain_table import AuditExportItem, AuditMarkItem
from security.audit_model import KEPT, AuditEntry
from security.audit_table import AuditItem
from security.auditing.chain import digest
from security.auditing.comparing import GRACE
from security.auditing.sealing import seal

THE_ROUND = "round"
_PIECE = 500


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """What one run compared; ``whole``: it came to the end of the table."""

    entries: int = 0
    unsealed: int = 0
    changed: int = 0
    whole: bool = False


def watch(seconds: float, clock: Clock = SYSTEM_CLOCK, now: Callable[[], float] = time.monotonic) -> Watched:
    """Compare for about ``seconds``, from where the last run ended; entries that are in no chain are sealed.

    An entry that is younger than `GRACE` is left alone, and one whose term is over: it goes, and so does its mark.
    """
    end = now() + seconds
    item = _round()
    key = msgspec.json.decode(item.reached) if item.reached else None
    found = Watched()
    while True:
        entries, key = _piece(key)
        found = _added(found, _compared(entries, clock))
        if key is None or now() >= end:
            break
    item.reached = msgspec.json.encode(key).decode() if key is not None else None
    # Two rounds at once only look twice.
    saved(item)
    return msgspec.structs.replace(found, whole=key is None)


def _round() -> AuditExportItem:
    try:
        return AuditExportItem.get(THE_ROUND, consistent_read=True)
    except AuditExportItem.DoesNotExist:
        return AuditExportItem(THE_ROUND)


def _piece(key: dict[str, Any] | None) -> tuple[list[AuditEntry], dict[str, Any] | None]:
    found = AuditItem.scan(limit=_PIECE, page_size=_PIECE, last_evaluated_key=key, consistent_read=True)
    entries = [item.entry for item in found]
    return entries, found.last_evaluated_key


def _compared(entries: Sequence[AuditEntry], clock: Clock) -> Watched:
    now = clock.now()
    old = [entry for entry in entries if GRACE < now - entry.at < KEPT]
    marks = {
        item.pk: item.digest for item in AuditMarkItem.batch_get([entry.id for entry in old], consistent_read=True)
    }
    unsealed = [entry for entry in old if entry.id not in marks]
    changed = [entry for entry in old if entry.id in marks and marks[entry.id] != digest(entry)]
    for entry in changed:
        logger.error("an entry of the audit is not what was sealed", extra={"entry": entry.id})
    if unsealed:
        logger.error("entries of the audit were in no chain", extra={"entries": [entry.id for entry in unsealed]})
        seal(unsealed, clock)
    return Watched(entries=len(entries), unsealed=len(unsealed), changed=len(changed))


def _added(one: Watched, other: Watched) -> Watched:
    return Watched(
        entries=one.entries + other.entries,
        unsealed=one.unsealed + other.unsealed,
        changed=one.changed + other.changed,
    )
