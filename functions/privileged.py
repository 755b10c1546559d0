"""What officers, monitors, analysts and administrators ask for: in the audit before it is done, and when it is refused.

A refused reading is noted as a refused change is: who looks for what is not theirs is worth knowing. Whoever asks again
and again fills no table with it: of one caller's refusals in a minute the first `EACH` are noted one by one, and from
then on every tenth power alone, with how many there were (docs/decisions/0311-refusals-are-noted.md).
"""

import contextlib
from collections.abc import Iterator, Mapping

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Forbidden, InvalidInput, NotFound, PadanError
from chalicelib.observability import logger
from security.acting import acting
from security.principal import Audience, Principal

PRIVILEGED = frozenset({Audience.OFFICER, Audience.MONITOR, Audience.ANALYST, Audience.ADMIN})
"""Roles that act on what is not their own."""

PREFIX = "ask_"
PURPOSE = "interface"
REFUSED_PREFIX, REFUSED = "refused_", "refused"
"""Beginning of the action, and purpose, of an entry about a request that was refused."""

EACH = 10
"""Refusals of one caller in a minute that have an entry each."""
_MINUTE = 60
_REASON = "/reason"


def note(
    method: str, audience: frozenset[Audience], name: str, principal: Principal, path_values: Mapping[str, str]
) -> None:
    """Record that a privileged caller asks for the operation ``name``, unless it only reads.

    What job seekers may do as well is about oneself, such as signing out.
    Before it is done: whatever becomes of it, that it was asked for is kept, and what cannot be recorded is not done.
    The subject is the first identifier in the path, or the operation itself. Raises PynamoDB's errors.
    """
    if method == "GET" or Audience.SEEKER in audience or not principal.roles & audience & PRIVILEGED:
        return
    from security import audit

    subject = _subject(name, path_values)
    audit.record(actor=principal.id, action=PREFIX + name, subject=subject, purpose=PURPOSE)


@contextlib.contextmanager
def watched(
    audience: frozenset[Audience], name: str, principal: Principal, path_values: Mapping[str, str]
) -> Iterator[None]:
    """Record when the operation ``name`` is refused to a caller who holds the role of an office.

    Refused is what the caller may not do, or may not know of, and what an office has to give a reason for and did not.
    A refusal that cannot be recorded stays one, and the log says so: nothing was told or done.
    """
    try:
        yield
    except (Forbidden, InvalidInput, NotFound) as error:
        why = _why(error)
        if why and _concerns_office(error, audience, principal):
            with acting(principal):
                _note_refusal(name, principal, _subject(name, path_values), why)
        raise


def _concerns_office(error: PadanError, audience: frozenset[Audience], principal: Principal) -> bool:
    """Tell whether it is an office that is refused, and not somebody who asks for what is their own."""
    offices = principal.roles & PRIVILEGED
    return bool(offices & audience or (offices and isinstance(error, Forbidden)))


def _why(error: PadanError) -> str:
    """Return the code of the refusal, empty for what is only written wrongly."""
    if isinstance(error, InvalidInput):
        return "no_reason" if any(each.pointer == _REASON for each in error.errors) else ""
    return error.errors[0].code if error.errors else error.slug


def _note_refusal(name: str, principal: Principal, subject: str, why: str, clock: Clock = SYSTEM_CLOCK) -> None:
    try:
        from chalicelib.people import limits
        from security import audit

        times = limits.counted("refusals", principal.id, _MINUTE, clock)
        if is_noted(times):
            audit.record(
                actor=principal.id,
                action=REFUSED_PREFIX + name,
                subject=subject,
                purpose=REFUSED,
                refused=why,
                times=times,
                clock=clock,
            )
    except Exception:
        logger.exception("a refusal is not in the audit", extra={"operation": name, "actor": principal.id})


def is_noted(times: int) -> bool:
    """Tell whether a caller's refusal number ``times`` (from 1) of a minute has an entry of its own."""
    return times <= EACH or str(times).strip("0") == "1"


def _subject(name: str, path_values: Mapping[str, str]) -> str:
    return next(iter(path_values.values()), "") or name
