"""A reminder that was given, and what is to be done next."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Stage(StrEnum):
    """The two reminders before an end, in their order."""

    FIRST = "first"
    LAST = "last"


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody was reminded of ``end`` at ``at``. A later end begins anew: this one then says nothing any more."""

    stage: Stage
    end: datetime
    at: datetime


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be done, not before ``at``: the reminder ``stage``, or with ``None`` the end itself."""

    stage: Stage | None
    at: datetime
