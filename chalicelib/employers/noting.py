"""Noting on an employer what the company register says of it."""

from collections.abc import Callable

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers import storing
from chalicelib.employers.model import Employer, RegisterState, RegisterWord
from chalicelib.employers.storing import Stored
from security import audit

CONTRADICTED = "employer_contradicted"
"""The event that the company register contradicts an employer."""


def note_register(
    employer_id: str, word: RegisterWord, still_holds: Callable[[Employer], bool], clock: Clock = SYSTEM_CLOCK
) -> Stored:
    """Note the register's ``word``, unless the employer has changed so that it does not hold any more.

    It proposes and contradicts; only an officer verifies. The same word once more stays as an officer weighed it.
    A contradiction leaves with an event (`CONTRADICTED`), for what the employer has published. Raises `NotFound`,
    `Unavailable`.
    """

    def changed(present: Employer) -> Employer:
        if not still_holds(present):
            return present
        known = present.register
        weighed = known is not None and known.weighed and _says(known) == _says(word)
        return msgspec.structs.replace(
            present, register=msgspec.structs.replace(word, weighed=weighed), updated_at=clock.now()
        )

    def record(transaction: TransactWrite) -> None:
        audit.record(
            actor="system",
            action=f"employer_register_{word.state.value}",
            subject=employer_id,
            purpose="verification",
            transaction=transaction,
            clock=clock,
        )
        if word.state is RegisterState.CONTRADICTED:
            outbox.add(transaction, topic=CONTRADICTED, subject=employer_id, clock=clock)

    return storing.change(employer_id, None, changed, record)


def _says(word: RegisterWord) -> tuple[str, tuple[str, ...]]:
    return word.state.value, word.differences
