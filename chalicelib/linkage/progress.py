"""How a confirmation goes on after a try: pure, so that years of outages can be tried in a moment."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from chalicelib.linkage.failures import OUTAGES, NoAnswer, Reason
from chalicelib.linkage.model import Confirmation, Standing, Verdict

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_FAULTS = 5
"""So many answers that are no answers, each after a longer pause, and an operator has to look."""

ASK_AGAIN = timedelta(days=7)
MOST_UNKNOWN = 4
"""A number that a register does not know may be new: it is asked about again, so many times in all."""

Draw = Callable[[], float]


def answered(before: Confirmation, verdict: Verdict, now: datetime) -> Confirmation:
    """Return the confirmation with the register's word; an unknown number is asked about again later."""
    attempts = before.attempts + 1
    again = verdict.state is Standing.UNKNOWN and attempts < MOST_UNKNOWN
    return msgspec.structs.replace(
        before,
        state=verdict.state,
        attempts=attempts,
        faults=0,
        answered_at=now,
        next_try_at=now + ASK_AGAIN if again else None,
        differences=verdict.differences,
        evidence=verdict.evidence,
        details=verdict.details,
        last_failure=None,
    )


def unanswered(before: Confirmation, error: NoAnswer, now: datetime, draw: Draw = random.random) -> Confirmation:
    """Return the confirmation after a try without an answer, with the moment of the next.

    An outage never ends in giving up. While nobody was asked at all, the attempts do not grow and so neither does the
    pause.
    """
    tried = error.reason not in (Reason.NOT_TRIED, Reason.NOT_CONNECTED)
    attempts = before.attempts + 1 if tried else before.attempts
    faults = before.faults if error.reason in OUTAGES else before.faults + 1
    given_up = faults >= MOST_FAULTS
    return msgspec.structs.replace(
        before,
        state=Standing.FAILED if given_up else before.state,
        attempts=attempts,
        faults=faults,
        next_try_at=None if given_up else now + pause(attempts, error.retry_after, draw),
        last_failure=error.reason,
    )


def pause(attempts: int, retry_after: int | None, draw: Draw = random.random) -> timedelta:
    """Return how long to wait after ``attempts``: twice as long each time, the upper half of it by chance.

    At least what the register asked for (``retry_after``, seconds), and then some, so that not all come at once.
    """
    doublings = min(max(attempts - 1, 0), 16)
    longest = min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
    spread = longest / 2 * (1 + draw())
    return spread if retry_after is None else max(spread, timedelta(seconds=retry_after) + FIRST_PAUSE * draw())
