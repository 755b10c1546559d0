"""When to remind somebody before something ends for want of activity, and what was reminded of."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.reminders.model import Next, Reminder, Stage
    from chalicelib.reminders.planning import Pace, next_step, next_step_before, pace, postponed
    from chalicelib.reminders.timing import following, is_open, notice

__all__ = [
    "Next",
    "Pace",
    "Reminder",
    "Stage",
    "following",
    "is_open",
    "next_step",
    "next_step_before",
    "notice",
    "pace",
    "postponed",
]

__getattr__ = exports(__name__)
