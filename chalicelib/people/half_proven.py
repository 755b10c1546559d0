"""Sessions of people who had only one proof to give: they may make a second one, and nothing else until they have.

Somebody without a password on a new device has but the code that was sent; somebody who never proved a contact has but
the password. Which session that is, is noted before its tokens are handed out. See
docs/decisions/0304-two-proofs-to-sign-in.md.
"""

import contextlib
import re
from collections.abc import Iterator
from datetime import timedelta

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.people.table import DeviceItem
from security.session_ends import REMEMBERED, Believed, SessionStart

_FULL_KEPT = timedelta(days=1)
"""How long a process believes that a session had enough proof: it never gets to have less."""

_full = Believed(_FULL_KEPT)
_OPEN = re.compile(
    r"/v1/sessions/current|/v1/people/me/(?:password|second-factor|verifications(?:/[^/]+/confirm)?)",
)


def note(person_id: str, session: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Note that ``session`` began with one proof; to be done before anybody has its tokens."""
    expires = epoch_seconds(clock.now() + REMEMBERED)
    tables.saved(DeviceItem(person_id, _key(session), expires=expires))


@contextlib.contextmanager
def noting(person_id: str, session: str, clock: Clock = SYSTEM_CLOCK) -> Iterator[None]:
    """`note` it for what stands inside; when that fails nobody gets the tokens, and nothing is kept of the session."""
    note(person_id, session, clock)
    try:
        yield
    except Exception:
        lift(person_id, session)
        raise


def holds(person_id: str, session: str, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Tell whether the session still lacks a proof; read each time, until it was found to lack none."""
    known, now = SessionStart(person_id, session, 0), clock.now()
    if _full.holds(known, now):
        return False
    try:
        DeviceItem.get(person_id, _key(session), consistent_read=True)
    except DeviceItem.DoesNotExist:
        _full.note(known, now)
        return False
    return True


def lift(person_id: str, session: str) -> None:
    """Let a session whose holder has given a second proof just now do everything; may be repeated."""
    if session:
        DeviceItem(person_id, _key(session)).delete(add_version_condition=False)


def opens(path: str) -> bool:
    """Tell whether such a session may ask for ``path``: to choose a password, enrol, prove a contact, or sign out."""
    return _OPEN.fullmatch(path) is not None


def _key(session: str) -> str:
    return f"half#{session}"
