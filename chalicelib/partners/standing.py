"""Stopping a partner and letting it go on. Suspension holds with the next request, as revoking a key does."""

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import invalid
from chalicelib.partners.changing import SYSTEM, Act, change
from chalicelib.partners.model import Partner, Suspension
from chalicelib.texts import Text

_LONGEST_REASON = 500


def suspend(partner_id: str, reason: str, clock: Clock = SYSTEM_CLOCK, *, actor: str = SYSTEM) -> Partner:
    """Let every key of the partner open nothing. Its vacancies stay as they are, and its keys are kept.

    Suspending twice keeps the first moment and reason. Raises `NotFound`, `InvalidInput` at ``/reason``.
    """
    stated = reason.strip()
    if not stated or len(stated) > _LONGEST_REASON:
        raise invalid("/reason", "invalid", Text("Alasan 1-500 karakter.", "The reason has 1 to 500 signs."))
    suspension = Suspension(since=clock.now(), reason=stated)

    def stopped(present: Partner) -> Partner:
        return present if present.suspension else msgspec.structs.replace(present, suspension=suspension)

    return change(partner_id, stopped, Act("suspend_partner", actor, clock))


def resume(partner_id: str, clock: Clock = SYSTEM_CLOCK, *, actor: str = SYSTEM) -> Partner:
    """Let a suspended partner's keys open again what they did; raises `NotFound`."""

    def going(present: Partner) -> Partner:
        return msgspec.structs.replace(present, suspension=None)

    return change(partner_id, going, Act("resume_partner", actor, clock))
