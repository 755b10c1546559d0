"""Asking the limiter of this process."""

import functools
import hashlib
import hmac

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.limits.limiter import Limiter
from chalicelib.limits.model import Caller, RouteClass, Standing
from chalicelib.limits.policy import limit_of
from chalicelib.secrets import cursor_secret
from chalicelib.settings import Limits, read


def ask(kind: RouteClass, caller: Caller, subject: str, clock: Clock = SYSTEM_CLOCK) -> Standing | None:
    """Count a request of ``subject`` (an identifier or addresses); ``None`` when nothing is limited here."""
    settings = read(Limits)
    limit = limit_of(kind, caller, settings.limits_times) if settings.limiting else None
    if limit is None:
        return None
    return limiter().ask(limit, keyed(subject), clock.now().timestamp())


def keyed(subject: str) -> str:
    """Return what stands for ``subject`` in the table: neither an address nor a person can be told from it."""
    return hmac.new(cursor_secret(), f"rate\n{subject}".encode(errors="replace"), hashlib.sha256).hexdigest()[:32]


@functools.cache
def limiter() -> Limiter:
    """Return the limiter of this process."""
    from chalicelib.limits.table import take

    return Limiter(take)


def forget() -> None:
    """Begin anew; for tests and for a process that prepares its own environment."""
    limiter.cache_clear()
