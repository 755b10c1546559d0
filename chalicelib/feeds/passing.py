"""What a complete pass over a feed means for what it no longer names, and when to look again. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec

from chalicelib.feeds.model import Feed, FeedState, Missing

PASSES = 3
"""Complete passes in a row that must miss a vacancy before it is closed: portals lose pages for an hour."""
LARGEST_LOSS = 5
"""A pass that misses more than one in so many of those open is the portal's mistake and counts for nothing.

A single one may always go: it is what a small portal that filled a vacancy looks like.
"""
DOUBTED = "too_many_gone"
"""What is wrong with a feed whose last pass missed so many."""
MANY_FAILURES = 4
"""Looks in a row that failed; with an hour between two, that is after half a day."""
LONGEST_WAIT = timedelta(days=1)


def after_pass(
    state: FeedState, named: Collection[str], open_now: Collection[str]
) -> tuple[FeedState, tuple[str, ...]]:
    """Return the state after a complete pass that named these identifiers, and those whose vacancies are to close."""
    present = frozenset(named)
    lost = sorted(set(open_now) - present)
    if len(lost) > max(1, len(set(open_now)) // LARGEST_LOSS):
        return msgspec.structs.replace(state, problem=DOUBTED), ()
    before = {each.identifier: each.passes for each in state.missing}
    counted = [Missing(identifier, before.get(identifier, 0) + 1) for identifier in lost]
    gone = tuple(each.identifier for each in counted if each.passes >= PASSES)
    kept = tuple(each for each in counted if each.passes < PASSES)
    return msgspec.structs.replace(state, missing=kept, problem=""), gone


def is_troubled(state: FeedState) -> bool:
    """Tell whether somebody has to talk to the portal: it does not answer for long, or seems to have lost its list."""
    return state.failures >= MANY_FAILURES or state.problem == DOUBTED


def after_success(state: FeedState, feed: Feed, now: datetime) -> FeedState:
    """Return the state with the moment of the next look as often as the feed is looked at."""
    return msgspec.structs.replace(state, failures=0, next_at=now + timedelta(minutes=feed.minutes))


def after_failure(
    state: FeedState, feed: Feed, now: datetime, problem: str, retry_after: int | None = None
) -> FeedState:
    """Return the state after a look that failed: the wait doubles up to a day, and is what the server asks at least."""
    failures = state.failures + 1
    wait = min(timedelta(minutes=feed.minutes) * 2 ** min(failures, 10), LONGEST_WAIT)
    wait = max(wait, timedelta(seconds=retry_after or 0))
    return msgspec.structs.replace(state, failures=failures, next_at=now + wait, problem=problem)
