"""How portals are called, as of some minutes ago: what a vacancy says of where else it stands."""

import threading
from datetime import datetime, timedelta

from chalicelib import partners, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound
from chalicelib.identifiers import is_identifier
from chalicelib.vacancies.model import DIRECT

OWN = "Padan"
"""The portal on which employers post themselves."""
_KEPT_FOR = timedelta(minutes=5)
_REMEMBERED = 10_000
_found: dict[str, tuple[datetime, str | None]] = {}
_lock = threading.Lock()


def portal_name(source: str, clock: Clock = SYSTEM_CLOCK) -> str | None:
    """Return the name of the portal that a source's code stands for, ``None`` for one that nobody knows."""
    if source in ("", DIRECT):
        return OWN
    if not is_identifier(source, "par"):
        return None
    key, now = f"{tables.physical_name('partners')} {source}", clock.now()
    known = _found.get(key)
    if known is not None and now - known[0] < _KEPT_FOR:
        return known[1]
    name = _read(source)
    with _lock:
        if len(_found) >= _REMEMBERED:
            _found.clear()
        _found[key] = (now, name)
    return name


def _read(source: str) -> str | None:
    try:
        return partners.partner(source).name
    except NotFound:
        return None
