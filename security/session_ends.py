"""Access tokens of sessions that are over: refused at once, although nothing in them tells.

A token is good by its signature until it expires. Signing out, erasing and losing a role must not wait for that, so
each leaves an item that every verification reads. See docs/decisions/0272-sessions-end-at-once.md.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec
from pynamodb.expressions.update import Action

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from security.session_ends_table import SessionEndItem
from security.session_lives import ORDINARY_LIFE

KEPT = timedelta(seconds=5)
"""How long a process believes that a session goes on; for roles of an office it asks each time."""

REMEMBERED = ORDINARY_LIFE + timedelta(days=1)
"""How long an end is remembered: longer than any session lives, so that none of them can be refreshed either."""

_MOST_BELIEVED = 10_000


class SessionStart(msgspec.Struct, frozen=True):
    """One session of a person; ``began`` in seconds since 1970 UTC."""

    person: str
    session: str
    began: int


class Believed:
    """Sessions that went on a moment ago; the oldest belief goes first. Thread-safe."""

    def __init__(self, kept: timedelta = KEPT, most: int = _MOST_BELIEVED) -> None:
        """Believe for ``kept``, and of at most so many sessions."""
        self._kept, self._most = kept, most
        self._until: OrderedDict[SessionStart, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def holds(self, start: SessionStart, now: datetime) -> bool:
        """Tell whether the session went on a moment ago."""
        with self._lock:
            until = self._until.get(start)
        return until is not None and now < until

    def note(self, start: SessionStart, now: datetime) -> None:
        """Believe from now on."""
        with self._lock:
            self._until[start] = now + self._kept
            self._until.move_to_end(start)
            while len(self._until) > self._most:
                self._until.popitem(last=False)

    def forget(self) -> None:
        """Believe nothing any more."""
        with self._lock:
            self._until.clear()


_believed = Believed()


def is_over(start: SessionStart, clock: Clock = SYSTEM_CLOCK, *, ask: bool = False) -> bool:
    """Tell whether the session was ended. ``ask``: read the table although the session went on a moment ago.

    One read of two items for each session in five seconds, or for each call. Raises the table's errors.
    """
    now = clock.now()
    if not ask and _believed.holds(start, now):
        return False
    keys = sorted({start.person, start.session} - {""})
    found = list(SessionEndItem.batch_get(keys, consistent_read=True))
    if any(_ends(item, start) for item in found):
        return True
    _believed.note(start, now)
    return False


def over_among(starts: Collection[SessionStart]) -> frozenset[SessionStart]:
    """Return those of the sessions that were ended, read consistently. Raises the table's errors."""
    keys = sorted({key for start in starts for key in (start.person, start.session)} - {""})
    found = list(SessionEndItem.batch_get(keys, consistent_read=True)) if keys else []
    return frozenset(
        start
        for start in starts
        if any(item.pk in (start.person, start.session) and _ends(item, start) for item in found)
    )


def end_session(session: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """End one session; may be repeated."""
    _write(session, clock)


def end_all(person: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """End every session of ``person`` that has begun; may be repeated."""
    _write(person, clock)


def spare(start: SessionStart) -> None:
    """Let a session go on that began within the second in which all others of the person were ended.

    Tokens count whole seconds, so that one made just afterwards could not be told from those that were ended.
    """
    try:
        item = SessionEndItem.get(start.person, consistent_read=True)
    except SessionEndItem.DoesNotExist:
        return
    if start.began <= int(item.ended_at):
        SessionEndItem(start.person).update(
            actions=[SessionEndItem.spared.add({start.session})], add_version_condition=False
        )


def forget() -> None:
    """Ask anew about every session; for tests and a process that prepares its own environment."""
    _believed.forget()


def _write(key: str, clock: Clock) -> None:
    now = clock.now()
    actions: list[Action] = [
        SessionEndItem.ended_at.set(epoch_seconds(now)),
        SessionEndItem.expires.set(epoch_seconds(now + REMEMBERED)),
        SessionEndItem.spared.remove(),
    ]
    SessionEndItem(key).update(actions=actions, add_version_condition=False)
    _believed.forget()


def _ends(item: SessionEndItem, start: SessionStart) -> bool:
    if item.pk == start.session:
        return True
    return start.began <= int(item.ended_at) and start.session not in (item.spared or ())
