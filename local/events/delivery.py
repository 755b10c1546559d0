"""Calls a handler with a batch and reads what it says about single items."""

import logging
import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from local.events.sources import Handler
from local.events.timeouts import timeout_of
from local.http.context import LambdaContext

_log = logging.getLogger("padan.events")


class Outcome(msgspec.Struct, frozen=True):
    """Identifiers of the items that failed; `error` says why when the handler raised."""

    failed: frozenset[str]
    error: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether nothing failed."""
        return not self.failed


class Backoff(msgspec.Struct, frozen=True, kw_only=True):
    """Bounded retries: exponential pauses with full jitter."""

    attempts: int = 5
    first: float = 0.2
    longest: float = 10.0
    jitter: Callable[[float, float], float] = random.uniform

    def pause(self, attempt: int) -> float:
        """Seconds before the attempt that follows `attempt` (the first one is 1)."""
        return self.jitter(0, min(self.longest, self.first * 2 ** (attempt - 1)))


def deliver(name: str, handler: Handler, event: dict[str, Any], identifiers: Sequence[str]) -> Outcome:
    """Call the handler. As with Lambda, an exception, or a failure that names nothing known, fails every item."""
    try:
        answer = handler(event, LambdaContext(name, timeout_of(name)))
    except Exception as error:
        _log.warning("%s failed on a batch of %d", name, len(identifiers), exc_info=error)
        return Outcome(frozenset(identifiers), f"{type(error).__name__}: {error}")
    if not isinstance(answer, dict):
        return Outcome(frozenset())
    failures = answer.get("batchItemFailures") or []
    named = frozenset(item.get("itemIdentifier") or "" for item in failures)
    if named - set(identifiers):
        return Outcome(frozenset(identifiers), "a batch item failure names an unknown item")
    return Outcome(named)
