"""One run over the feeds that are due: look, hand on, close what is gone, remember. Whatever breaks off is repeated.

Before a look the feed is put off by its interval, so that one that ends the process does not keep the others waiting.
What a look brought is handed on before it is remembered: a crash in between repeats the look from the former state, and
a vacancy that is stored again as it was changes nothing.
"""

import time
from collections.abc import Callable
from datetime import timedelta

import msgspec

from chalicelib import partners, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound
from chalicelib.feeds import table
from chalicelib.feeds.fetching import SECONDS, Fetcher
from chalicelib.feeds.handing import Stopped, demand_going, hand_on
from chalicelib.feeds.model import FeedState, Pulled
from chalicelib.feeds.passing import DOUBTED, after_pass, is_troubled
from chalicelib.feeds.pulling import pull
from chalicelib.feeds.surroundings import in_development
from chalicelib.observability import logger, measure
from chalicelib.tables import ConditionRefused
from chalicelib.vacancies.model import Channel

SHARE = 180.0
"""Seconds of a run that one feed may take; the next run goes on with what is left of it."""
RESERVED = 40.0
"""Seconds of a look for handing on what it brought and remembering it."""

Left = Callable[[], float]
Wait = Callable[[float], None]


class NoTimeError(RuntimeError):
    """Feeds were due, and the run had not even the time to begin with one: whoever started it gave it too little."""


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What a look did: items that were handed on, vacancies closed, and ``outcome``.

    It is ``complete``, ``partial``, ``failed``, or ``doubted``: so much is gone that nothing was closed for it.
    ``troubled`` says that the portal has to be asked.
    """

    items: int
    closed: int
    outcome: str
    troubled: bool = False


def pull_due(left: Left, clock: Clock = SYSTEM_CLOCK, wait: Wait = time.sleep) -> tuple[Looked, ...]:
    """Look at every feed that is due, as far as the seconds ``left`` allow; the next run goes on with the others.

    Raises `NoTimeError` when there was no time for a single one: no later run would come further.
    """
    done = []
    due = table.due(clock.now())
    for place, partner_id in enumerate(due):
        if left() < RESERVED + SECONDS:
            _leave(len(due) - place, begun=place > 0)
            break
        try:
            looked = look(partner_id, left, clock, wait)
        except Exception:
            # One portal, or one table for a moment, must not keep the other portals waiting.
            logger.exception("a feed could not be looked at", extra={"partner": partner_id})
            looked = Looked(items=0, closed=0, outcome="failed")
        if looked is not None:
            measure("FeedPulled", 1, partner=partner_id, outcome=looked.outcome)
            measure("FeedTroubled", int(looked.troubled))
            done.append(looked)
    return tuple(done)


def _leave(waiting: int, *, begun: bool) -> None:
    """Say how many feeds wait for the next run."""
    logger.warning("feeds wait for the next run", extra={"waiting": waiting})
    if not begun:
        raise NoTimeError(f"{waiting} feeds are due, and less than {RESERVED + SECONDS:g} seconds were left to begin")


def look(partner_id: str, left: Left, clock: Clock, wait: Wait) -> Looked | None:
    """Look at one feed, if it is still due; ``None`` when it is not, or was changed or its partner stopped meanwhile.

    The feed of a suspended partner stays due, so that it is looked at by the first run after the partner may go on.
    """
    item = table.load(partner_id)
    if item is None or not table.is_due(item, clock.now()) or partners.is_suspended(partner_id):
        return None
    due = clock.now()
    try:
        return _looked(item, left, clock, wait)
    except Stopped:
        logger.info("a feed's partner was suspended meanwhile", extra={"partner": partner_id})
        table.save(item, item.registered, due)
        return None
    except ConditionRefused:
        # An operator changed the feed: what was handed on stands, and the feed as it is now is looked at next.
        logger.info("a feed was changed meanwhile", extra={"partner": partner_id})
        return None


def _looked(item: table.FeedItem, left: Left, clock: Clock, wait: Wait) -> Looked:
    feed, before, now = item.registered.feed, table.state_of(item), clock.now()
    begun = item.reached.digest or f"since {item.registered.at.isoformat()}"
    table.save(item, item.registered, now + timedelta(minutes=feed.minutes))
    share = _share(left)
    fetcher = Fetcher(development=in_development(), left=share)
    pulled = pull(feed, before, fetcher, _pause(feed.partner_id, share, wait), now)
    demand_going(feed.partner_id)
    hand_on(feed.partner_id, begun, pulled.items, clock)
    state, gone = _counted(feed.partner_id, pulled)
    demand_going(feed.partner_id)
    closed = sum(_closed(feed.partner_id, external_id, clock) for external_id in gone)
    table.keep(item, _rescheduled(state, pulled, clock), now)
    told = {"partner": feed.partner_id, "items": len(pulled.items), "problem": state.problem}
    logger.info("feed pulled", extra=told)
    outcome = _outcome(pulled, state)
    return Looked(items=len(pulled.items), closed=closed, outcome=outcome, troubled=is_troubled(state))


def _share(left: Left) -> Left:
    """Return the seconds that a feed has left of its share and of the run."""
    end = time.monotonic() + min(SHARE, left() - RESERVED)
    return lambda: end - time.monotonic()


def _pause(partner_id: str, left: Left, wait: Wait) -> Callable[[float], bool]:
    def pause(seconds: float) -> bool:
        """Wait between two pages, if the next one can still be fetched in the time that is left, and may be."""
        if left() < seconds + SECONDS:
            return False
        wait(seconds)
        return not partners.is_suspended(partner_id)

    return pause


def _counted(partner_id: str, pulled: Pulled) -> tuple[FeedState, tuple[str, ...]]:
    """Return the state after the look, and the identifiers that a complete pass missed for the last time."""
    if pulled.state.failures:
        return pulled.state, ()
    state = msgspec.structs.replace(pulled.state, problem="")
    if not pulled.complete:
        return state, ()
    offered = vacancies.of_source(partner_id)
    # What the portal pushes by itself, its feed need not name.
    fetched = {each.source.external_id or "" for each in offered if each.channel is Channel.FEED}
    return after_pass(state, state.named, fetched)


def _closed(partner_id: str, external_id: str, clock: Clock) -> bool:
    try:
        partners.remove(partner_id, external_id, clock)
    except NotFound:
        return False
    return True


def _rescheduled(state: FeedState, pulled: Pulled, clock: Clock) -> FeedState:
    """Let the next run go on at once with pages that this one had no time for."""
    if pulled.state.failures or not state.waiting:
        return state
    return msgspec.structs.replace(state, next_at=clock.now())


def _outcome(pulled: Pulled, state: FeedState) -> str:
    if state.failures:
        return "failed"
    if state.problem == DOUBTED:
        return "doubted"
    return "complete" if pulled.complete else "partial"
