"""Putting questions on the list. Nobody is asked here: the schedule does that, so that no outage holds anybody up."""

import hashlib
from datetime import datetime

from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Unavailable
from chalicelib.linkage import table
from chalicelib.linkage.model import Confirmation, Standing
from chalicelib.linkage.ports import Port
from security import audit
from security.sealed import Sealed

SYSTEM = "system"
"""Who acts in the audit when no person does."""
_ATTEMPTS = 4


class Asked:
    """What is to be asked: of which port, about what, and the digest of what is claimed."""

    def __init__(
        self,
        subject: str,
        port: Port,
        about: str,
        claim: str,
        sealed: Sealed | None = None,
        demand: tables.Writes | None = None,
    ) -> None:
        """Keep it. ``demand`` adds to the transaction what has to hold of the subject while it is written."""
        self.subject, self.port, self.about, self.claim, self.sealed = subject, port, about, claim, sealed
        self.demand = demand

    def blank(self, now: datetime) -> Confirmation:
        """Return the confirmation before any try, due at once."""
        return Confirmation(
            subject=self.subject,
            port=self.port,
            about=self.about,
            claim=self.claim,
            state=Standing.PENDING,
            asked_at=now,
            next_try_at=now,
        )


def ask(asked: Asked, by: str = SYSTEM, clock: Clock = SYSTEM_CLOCK) -> Confirmation:
    """Put a question on the list and return where it stands; the same claim again changes nothing.

    A changed claim takes the place of the one before. One that was given up begins anew. Raises `Unavailable`.
    """
    blank = asked.blank(clock.now())
    for _ in range(_ATTEMPTS):
        item = table.load(blank.subject, blank.key)
        if item is not None and _asks_the_same(item.confirmation, blank):
            return item.confirmation
        version = None if item is None else int(item.version)
        if _stored(blank, asked, version, by, clock):
            return blank
    raise Unavailable


def claim_of(*parts: str) -> str:
    """Return the digest of what is claimed. Personal parts are passed as keyed hashes, never plain."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _asks_the_same(present: Confirmation, wanted: Confirmation) -> bool:
    return present.claim == wanted.claim and present.state is not Standing.FAILED


def _stored(blank: Confirmation, asked: Asked, version: int | None, by: str, clock: Clock) -> bool:
    def build(transaction: TransactWrite) -> None:
        if asked.demand is not None:
            asked.demand(transaction)
        table.put(transaction, blank, asked.sealed, version)
        audit.record(
            actor=by,
            action=f"ask_{blank.port.value}",
            subject=blank.subject,
            purpose="verification",
            transaction=transaction,
            clock=clock,
        )

    return tables.committed(build)
