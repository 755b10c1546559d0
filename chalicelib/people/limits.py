"""How often: messages to one contact, registrations with it, and failed attempts to sign in."""

from datetime import timedelta

import msgspec
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import TooManyRequests
from chalicelib.people.table import CounterItem
from chalicelib.tables import committed, was_refused


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """At most ``most`` times within each window of ``seconds``."""

    name: str
    most: int
    seconds: int


CODES_SOON = Limit(name="codes-soon", most=3, seconds=15 * 60)
CODES_DAY = Limit(name="codes-day", most=10, seconds=24 * 3600)
CODES_PERSON = Limit(name="codes-person", most=20, seconds=24 * 3600)
"""Codes to one's own contacts, whichever they were: twice what one contact is sent a day. Whoever names one stranger's
number after the other bothers few of them, and what messages cost has an end."""
REGISTRATIONS = Limit(name="registrations", most=10, seconds=3600)

FREE_FAILURES = 5
_LONGEST_LOCK = 3600
_FIRST_LOCK = 30
_FORGOTTEN = timedelta(days=1)


def take(limit: Limit, subject: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Use one of ``limit`` for ``subject`` (a keyed hash or identifier).

    Under a token: a plain update whose answer is lost is repeated and counted again, until it is refused because of
    itself. Raises `TooManyRequests`, and `Unavailable` when very many ask for the same subject at once.
    """
    now = epoch_seconds(clock.now())
    window = now // limit.seconds
    end = (window + 1) * limit.seconds
    item = CounterItem(f"{limit.name}#{subject}#{window}")
    room = CounterItem.number.does_not_exist() | (CounterItem.number < limit.most)
    actions: list[Action] = [CounterItem.number.add(1), CounterItem.expires.set(end + 60)]
    if not committed(lambda transaction: transaction.update(item, actions, room, add_version_condition=False)):
        raise TooManyRequests(max(1, end - now))


def counted(name: str, subject: str, seconds: int, clock: Clock = SYSTEM_CLOCK) -> int:
    """Count one more of ``name`` for ``subject`` and return how many there were in this window of ``seconds``."""
    now = epoch_seconds(clock.now())
    window = now // seconds
    item = CounterItem(f"{name}#{subject}#{window}")
    actions: list[Action] = [CounterItem.number.add(1), CounterItem.expires.set((window + 1) * seconds + 60)]
    item.update(actions, add_version_condition=False)
    return int(item.number)


def begin_attempt(subject: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Count an attempt to sign in before it is judged, so that many at once gain nothing.

    After `FREE_FAILURES` without a success each further one locks ``subject`` for twice as long, at most an hour.
    Raises `TooManyRequests` while it is locked.
    """
    now = epoch_seconds(clock.now())
    item = CounterItem(_attempts(subject))
    unlocked = CounterItem.locked_until.does_not_exist() | (CounterItem.locked_until <= now)
    actions: list[Action] = [
        CounterItem.number.add(1),
        CounterItem.expires.set(now + int(_FORGOTTEN.total_seconds())),
    ]
    try:
        item.update(actions, condition=unlocked, add_version_condition=False)
    except UpdateError as error:
        if not was_refused(error):
            raise
        raise TooManyRequests(_remaining(subject, now)) from None
    if item.number >= FREE_FAILURES:
        _lock(subject, now + _seconds_locked(int(item.number)))


def succeeded(subject: str) -> None:
    """Forget the failures of ``subject``."""
    CounterItem(_attempts(subject)).delete(add_version_condition=False)


def _lock(subject: str, until: int) -> None:
    CounterItem(_attempts(subject)).update([CounterItem.locked_until.set(until)], add_version_condition=False)


def _seconds_locked(failures: int) -> int:
    doubled: int = _FIRST_LOCK << min(failures - FREE_FAILURES, 20)
    return min(_LONGEST_LOCK, doubled)


def _remaining(subject: str, now: int) -> int:
    try:
        until = CounterItem.get(_attempts(subject), consistent_read=True).locked_until
    except CounterItem.DoesNotExist:
        return 1
    return max(1, int(until) - now)


def _attempts(subject: str) -> str:
    return f"attempts#{subject}"
