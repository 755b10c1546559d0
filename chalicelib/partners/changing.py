"""Changing a partner: one transaction with what goes along and with the entry in the audit, tried again when raced."""

from collections.abc import Callable

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, tables
from chalicelib.clock import Clock
from chalicelib.errors import Unavailable
from chalicelib.idempotency import IdempotencyKey
from chalicelib.partners import table
from chalicelib.partners.model import Partner
from chalicelib.tables import ConditionRefused
from security import audit

SYSTEM = "system"
"""Who acts when no person does: an operator's command, the platform on one machine."""

PURPOSE = "partner_administration"

_ATTEMPTS = 4


class Act(msgspec.Struct, frozen=True):
    """What is done, by whom, read from which clock, and under which key of the caller's, if any."""

    action: str
    actor: str
    clock: Clock
    key: IdempotencyKey | None = None


def change(
    partner_id: str,
    changed: Callable[[Partner], Partner],
    act: Act,
    also: tables.Writes | None = None,
) -> Partner:
    """Store what ``changed`` makes of the partner, and what ``also`` adds to the transaction; return the partner.

    Nothing is written when nothing changes. Raises `NotFound`, `Unavailable` when others keep changing it, and the
    errors of ``changed``.
    """
    for _ in range(_ATTEMPTS):
        item = table.load_partner(partner_id)
        before, item.partner = item.partner, changed(item.partner)
        if item.partner == before:
            return before

        def build(transaction: TransactWrite, item: table.PartnerItem = item) -> None:
            transaction.save(item)
            if also is not None:
                also(transaction)
            idempotency.remember(transaction, act.key, partner_id, act.clock)
            note(transaction, act.action, partner_id, act.actor, act.clock)

        try:
            tables.write(build)
        except ConditionRefused:
            continue
        return item.partner
    raise Unavailable


def note(transaction: TransactWrite, action: str, partner_id: str, actor: str, clock: Clock) -> None:
    """Add the entry in the audit to ``transaction``."""
    audit.record(actor=actor, action=action, subject=partner_id, purpose=PURPOSE, transaction=transaction, clock=clock)
