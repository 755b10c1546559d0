"""Stopping a partner and letting it go on. Suspension holds with the next request, as revoking a key does.

What was taken in before and is still queued is not worked on either: it is noted at the partner, and queued again when
the partner may go on. Nothing of it is lost as long as receipts are kept (`chalicelib.partners.table.KEPT`).
"""

import msgspec
from pynamodb.exceptions import UpdateError

from chalicelib import idempotency
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.observability import logger
from chalicelib.partners import table
from chalicelib.partners.changing import SYSTEM, Act, change
from chalicelib.partners.model import Partner, Suspension
from chalicelib.partners.pushing import queue_missing
from chalicelib.partners.table import PartnerItem
from chalicelib.tables import was_refused
from chalicelib.texts import Text

_LONGEST_REASON = 500
_TOGETHER = 25
"""Receipts that are queued again before it is noted that they were."""


def suspend(
    partner_id: str,
    reason: str,
    clock: Clock = SYSTEM_CLOCK,
    *,
    actor: str = SYSTEM,
    key: IdempotencyKey | None = None,
) -> Partner:
    """Let every key of the partner open nothing, fetch its feed no more, and work on nothing that it pushed.

    Its vacancies stay as they are, and its keys are kept. Suspending twice keeps the first moment and reason; repeated
    with a ``key`` after the partner went on it suspends nobody again. Raises `NotFound`, `InvalidInput` at ``/reason``.
    """
    stated = reason.strip()
    if not stated or len(stated) > _LONGEST_REASON:
        raise invalid("/reason", "invalid", Text("Alasan 1-500 karakter.", "The reason has 1 to 500 signs."))
    suspension = Suspension(since=clock.now(), reason=stated)

    def stopped(present: Partner) -> Partner:
        return present if present.suspension else msgspec.structs.replace(present, suspension=suspension)

    def stop() -> Partner:
        return change(partner_id, stopped, Act("suspend_partner", actor, clock, key))

    return idempotency.repeatable(key, stop, lambda: table.load_partner(partner_id).partner)


def resume(partner_id: str, clock: Clock = SYSTEM_CLOCK, *, actor: str = SYSTEM) -> Partner:
    """Let a suspended partner's keys open again what they did, and go on with what waited; raises `NotFound`.

    When it breaks off amid what waited, resuming again goes on with the rest.
    """

    def going(present: Partner) -> Partner:
        return msgspec.structs.replace(present, suspension=None)

    partner = change(partner_id, going, Act("resume_partner", actor, clock))
    _queue_parked(partner_id)
    return partner


def is_suspended(partner_id: str) -> bool:
    """Tell whether a partner is suspended at this moment; somebody unknown is not."""
    try:
        return table.load_partner(partner_id).partner.suspension is not None
    except NotFound:
        return False


def park(partner_id: str, receipt_id: str) -> bool:
    """Note that work on a receipt waits until its partner may go on; return whether the partner is suspended.

    Noted and looked at in one write: what is noted is noted before the partner goes on, and is queued then.
    """
    try:
        item = table.load_partner(partner_id)
    except NotFound:
        return False
    if item.partner.suspension is None:
        return False
    suspended = PartnerItem.partner["suspension"].exists()
    try:
        item.update([PartnerItem.parked.add({receipt_id})], condition=suspended, add_version_condition=False)
    except UpdateError as error:
        if not was_refused(error):
            raise
        return False
    logger.info("a push waits, its partner is suspended", extra={"partner": partner_id, "receipt": receipt_id})
    return True


def _queue_parked(partner_id: str) -> None:
    item = table.load_partner(partner_id)
    parked = sorted(item.parked or ())
    for start in range(0, len(parked), _TOGETHER):
        receipts = parked[start : start + _TOGETHER]
        for receipt_id in receipts:
            _queue(receipt_id)
        item.update([PartnerItem.parked.delete(set(receipts))], add_version_condition=False)


def _queue(receipt_id: str) -> None:
    try:
        queue_missing(table.load_progress(receipt_id))
    except NotFound:
        logger.warning("a push waited longer than receipts are kept", extra={"receipt": receipt_id})
