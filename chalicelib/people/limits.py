"""How often: messages to one contact, registrations with it, and failed attempts to sign in."""

import random
import time
from collections.abc import Iterable
from datetime import timedelta

import msgspec
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import TooManyRequests, Unavailable
from chalicelib.people.table import CounterItem
from chalicelib.tables import committed, was_refused


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """At most ``most`` times, a thousand or fewer, within any ``seconds`` that follow one another.

    ``grain``: seconds to which the moment of a use is rounded up before it is kept, where nobody is to be told by it;
    the use counts for as much longer. 0: it is kept to the millisecond.
    """

    name: str
    most: int
    seconds: int
    grain: int = 0


CODES_SOON = Limit(name="codes-soon", most=3, seconds=15 * 60)
CODES_DAY = Limit(name="codes-day", most=10, seconds=24 * 3600)
CODES_PERSON = Limit(name="codes-person", most=20, seconds=24 * 3600)
"""Codes to one's own contacts, whichever they were: twice what one contact is sent a day. Whoever names one stranger's
number after the other bothers few of them, and what messages cost has an end."""
REGISTRATIONS = Limit(name="registrations", most=10, seconds=3600)

_ATTEMPTS = 12

FREE_FAILURES = 5
_LONGEST_LOCK = 3600
_FIRST_LOCK = 30
_FORGOTTEN = timedelta(days=1)


def take(limit: Limit, subject: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Use one of ``limit`` for ``subject`` (a keyed hash or identifier).

    The moments of the last uses are kept, so that nothing more passes around any border. Under a token: a plain update
    whose answer is lost is repeated and counted again, until it is refused because of itself. Raises `TooManyRequests`,
    and `Unavailable` when very many ask for the same subject at once.
    """
    key = f"{limit.name}#{subject}"
    for attempt in range(_ATTEMPTS):
        _let_others_first(attempt)
        writes, moments = _uses(key)
        if _noted(key, writes, used(moments, int(clock.now().timestamp() * 1000), limit), limit):
            return
    raise Unavailable


def _let_others_first(attempt: int) -> None:
    if attempt:
        time.sleep(random.uniform(0, 0.01 * 2 ** min(attempt, 5)))  # noqa: S311 - jitter


def used(moments: Iterable[int], now: int, limit: Limit) -> list[int]:
    """Return the ``moments`` that still count, in milliseconds, with one more at ``now``; raises `TooManyRequests`."""
    recent = sorted(each for each in moments if each > now - limit.seconds * 1000)
    if len(recent) >= limit.most:
        raise TooManyRequests(-(-(recent[-limit.most] + limit.seconds * 1000 - now) // 1000))
    grain = max(1, limit.grain * 1000)
    return [*recent, -(-now // grain) * grain]


def _uses(key: str) -> tuple[int, list[int]]:
    """Return how often the item was written, and the moments in it, in milliseconds."""
    item = _kept(key)
    return int(item.number), [int(each) for each in item.moments or ()]


def _kept(key: str) -> CounterItem:
    """Return the item as it stands, or one that counts nothing yet."""
    try:
        return CounterItem.get(key, consistent_read=True)
    except CounterItem.DoesNotExist:
        return CounterItem(key)


def _noted(key: str, writes: int, moments: list[int], limit: Limit) -> bool:
    """Write ``moments`` unless somebody wrote in between; return whether it was done."""
    unchanged = CounterItem.number.does_not_exist() | (CounterItem.number == writes)
    expires = max(moments) // 1000 + limit.seconds + 60
    actions: list[Action] = [
        CounterItem.number.add(1),
        CounterItem.moments.set(moments),
        CounterItem.expires.set(expires),
    ]
    item = CounterItem(key)
    return committed(lambda transaction: transaction.update(item, actions, unchanged, add_version_condition=False))


def counted(name: str, subject: str, seconds: int, clock: Clock = SYSTEM_CLOCK) -> int:
    """Count one more of ``name`` for ``subject`` and return how many there were in this window of ``seconds``.

    Nothing is refused by it: it tells how much is worth a note, and begins anew with each window.
    """
    now = epoch_seconds(clock.now())
    window = now // seconds
    item = CounterItem(f"{name}#{subject}#{window}")
    actions: list[Action] = [CounterItem.number.add(1), CounterItem.expires.set((window + 1) * seconds + 60)]
    item.update(actions, add_version_condition=False)
    return int(item.number)


def begin_attempt(subject: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Count an attempt to sign in before it is judged, so that many at once gain nothing.

    After `FREE_FAILURES` without a success each further one locks ``subject`` for twice as long, at most an hour. The
    last free one and all later ones are counted and locked in one write each. Raises `TooManyRequests` while it is
    locked, and `Unavailable` when very many try at once.
    """
    now = epoch_seconds(clock.now())
    if _was_free(subject, now):
        return
    for attempt in range(_ATTEMPTS):
        _let_others_first(attempt)
        failures, until = _failures(subject)
        if until > now:
            raise TooManyRequests(until - now)
        if _locked(subject, failures, now):
            return
    raise Unavailable


def _was_free(subject: str, now: int) -> bool:
    """Count an attempt that locks nothing; return whether it was one."""
    free = CounterItem.number.does_not_exist() | (CounterItem.number < FREE_FAILURES - 1)
    try:
        CounterItem(_attempts(subject)).update(_one_more(now), condition=free, add_version_condition=False)
    except UpdateError as error:
        if not was_refused(error):
            raise
        return False
    return True


def _failures(subject: str) -> tuple[int, int]:
    """Return how many attempts there were since the last success, and until when the last one locked."""
    item = _kept(_attempts(subject))
    return int(item.number), int(item.locked_until)


def _locked(subject: str, failures: int, now: int) -> bool:
    """Count an attempt after so many ``failures``, and lock with it; return whether nobody was faster."""
    unchanged = CounterItem.number == failures if failures else CounterItem.number.does_not_exist()
    actions = _one_more(now)
    if failures + 1 >= FREE_FAILURES:
        actions.append(CounterItem.locked_until.set(now + _seconds_locked(failures + 1)))
    item = CounterItem(_attempts(subject))
    return committed(lambda transaction: transaction.update(item, actions, unchanged, add_version_condition=False))


def _one_more(now: int) -> list[Action]:
    return [CounterItem.number.add(1), CounterItem.expires.set(now + int(_FORGOTTEN.total_seconds()))]


def succeeded(subject: str) -> None:
    """Forget the failures of ``subject``."""
    CounterItem(_attempts(subject)).delete(add_version_condition=False)


def _seconds_locked(failures: int) -> int:
    doubled: int = _FIRST_LOCK << min(failures - FREE_FAILURES, 20)
    return min(_LONGEST_LOCK, doubled)


def _attempts(subject: str) -> str:
    return f"attempts#{subject}"
