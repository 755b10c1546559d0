"""How a confirmation goes on after a try: pure, so that years of outages can be tried in a moment."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import msgspec

from chalicelib.linkage.failures import OUTAGES, NoAnswer, Reason
from chalicelib.linkage.model import Confirmation, Standing, Verdict
from chalicelib.linkage.ports import Port

FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_FAULTS = 5
"""So many answers that are no answers, each after a longer pause, and an operator has to look."""

ASK_AGAIN = timedelta(days=7)
MOST_UNKNOWN = 6
"""What a register does not know may be new: it is asked about so many times in all, which takes five weeks.

Employers report a new worker to the insurance within 30 days (PP 44/2015, article 8).
"""

STALE: Mapping[Port, timedelta] = {Port.COMPANY: timedelta(days=180), Port.CERTIFICATES: timedelta(days=365)}
"""After how long an answer is asked for anew: businesses and certificates end, identities and hires do not."""

Draw = Callable[[], float]


def answered(before: Confirmation, verdict: Verdict, now: datetime) -> Confirmation:
    """Return the confirmation with the register's word; an unknown number is asked about again later."""
    answers = before.answers + 1
    return msgspec.structs.replace(
        before,
        state=verdict.state,
        attempts=0,
        faults=0,
        answers=answers,
        answered_at=now,
        next_try_at=_asked_again(before.port, verdict.state, answers, now),
        differences=verdict.differences,
        evidence=verdict.evidence,
        details=verdict.details,
        last_failure=None,
    )


def _asked_again(port: Port, state: Standing, answers: int, now: datetime) -> datetime | None:
    if state is Standing.UNKNOWN:
        return now + ASK_AGAIN if answers < MOST_UNKNOWN else None
    stale = STALE.get(port)
    return now + stale if stale is not None else None


def unanswered(before: Confirmation, error: NoAnswer, now: datetime, draw: Draw = random.random) -> Confirmation:
    """Return the confirmation after a try without an answer, with the moment of the next.

    An outage never ends in giving up. While nobody was asked at all, the attempts do not grow and so neither does the
    pause.
    """
    attempts = before.attempts if error.reason is Reason.NOT_TRIED else before.attempts + 1
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
