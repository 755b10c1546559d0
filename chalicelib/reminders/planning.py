"""Which reminder comes next, given those that were given. Two come before every end, however late.

See docs/lifecycle.md and docs/decisions/0182-reminders-before-an-end.md.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from chalicelib.clock import day_of
from chalicelib.reminders.model import Next, Reminder, Stage
from chalicelib.reminders.timing import following, notice
from chalicelib.settings import Upkeep, read


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How long before an end the two reminders are due."""

    first: timedelta
    last: timedelta

    def before(self, stage: Stage) -> timedelta:
        """Return how long before the end ``stage`` is due."""
        return self.first if stage is Stage.FIRST else self.last


def pace() -> Pace:
    """Return the pace of this deployment."""
    upkeep = read(Upkeep)
    return Pace(first=timedelta(days=upkeep.first_reminder_days), last=timedelta(days=upkeep.last_reminder_days))


def next_step(end: datetime, given: Iterable[Reminder], pace: Pace) -> Next:
    """Return what comes next before an ``end`` that waits for both reminders, at least a working day apart."""
    times = {reminder.stage: reminder.at for reminder in given if reminder.end == end}
    if (first := times.get(Stage.FIRST)) is None:
        return Next(stage=Stage.FIRST, at=notice(end, pace.first))
    if Stage.LAST not in times:
        return Next(stage=Stage.LAST, at=max(notice(end, pace.last), following(first)))
    return Next(stage=None, at=end)


def next_step_before(end: datetime, given: Iterable[Reminder], pace: Pace, since: datetime) -> Next:
    """Return what comes next before an ``end`` that waits for nothing, of something that is there ``since``.

    A reminder that would have been due earlier than that is left out.
    """
    done = {reminder.stage for reminder in given if reminder.end == end}
    for stage in Stage:
        at = notice(end, pace.before(stage))
        if stage not in done and since <= at < end:
            return Next(stage=stage, at=at)
    return Next(stage=None, at=end)


def postponed(end: datetime, at: datetime, pace: Pace) -> datetime:
    """Return the end after a reminder at ``at``: later when that came after its day, to leave time to answer it."""
    on_time = day_of(at) <= day_of(end - pace.last)
    return end if on_time else max(end, at + pace.last)
