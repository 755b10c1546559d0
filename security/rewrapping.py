"""Wrapping the keys of what is no person's under the present key of the key service: those of the words of reports.

People's own keys are renewed with what else is sealed of them (`chalicelib.people.renewing`).
"""

from collections.abc import Callable
from datetime import datetime

import msgspec

from chalicelib.observability import logger
from security.owner_keys_table import owners
from security.vault import vault

PEOPLE = "per_"
"""How identifiers of people begin."""


class Rewrapped(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the keys: so many were ``seen``, ``renewed``, and ``failed``, some of which are ``named``."""

    seen: int = 0
    renewed: int = 0
    failed: int = 0
    named: tuple[str, ...] = ()


_NAMED = 100


def rewrap_others(wrapped_before: datetime, wait: Callable[[], None] = lambda: None) -> Rewrapped:
    """Wrap every key anew that is no person's and was wrapped before ``wrapped_before``; twice changes nothing.

    ``wait`` returns when the next one may be written. A key that fails keeps no other from it.
    """
    found = Rewrapped()
    for owner in owners():
        if not owner.startswith(PEOPLE):
            found = _counted(found, owner, wrapped_before, wait)
    return found


def _counted(found: Rewrapped, owner: str, before: datetime, wait: Callable[[], None]) -> Rewrapped:
    seen = found.seen + 1
    wait()
    try:
        renewed = found.renewed + vault().rewrap(owner, before)
    except Exception:
        logger.exception("a key was not wrapped anew", extra={"owner": owner})
        named = (*found.named, owner)[:_NAMED]
        return msgspec.structs.replace(found, seen=seen, failed=found.failed + 1, named=named)
    return msgspec.structs.replace(found, seen=seen, renewed=renewed)
