"""When a poster is asked whether a vacancy still stands, and when it is taken off without an answer. Pure."""

from datetime import date, datetime

import msgspec

from chalicelib.reminders.model import Next, Reminder, Stage
from chalicelib.vacancies.model import DIRECT, State, Transition, Vacancy

RENEWAL_DUE = "renewal_due"
"""Why the history has an entry when a poster was reminded: the vacancy goes on, but its renewal is due."""

RENEWED, RENEWED_BY_LINK = "renewed", "renewed_by_link"
"""Why the history has an entry when a poster kept a vacancy up, signed in or by the link of a reminder."""

_MACHINE = "machine"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy of a message to an employer: the reminder ``stage`` before ``end``."""

    vacancy_id: str
    stage: Stage
    end: datetime


class RenewalDigest(msgspec.Struct, frozen=True, kw_only=True):
    """The last message to an employer: of which ``day`` (western time), when it was begun, and what it told."""

    day: date
    at: datetime
    told: tuple[Told, ...]


def renewal_step(vacancy: Vacancy) -> Next:
    """Return what comes next for a published vacancy: a reminder, or its end.

    Of a partner's vacancy the partner knows whether it is still offered: nobody here is reminded. One whose poster
    named the day ends on that day; others wait until their poster was reminded twice.
    """
    from chalicelib.reminders import next_step, next_step_before, pace

    if vacancy.source.partner != DIRECT:
        return Next(stage=None, at=vacancy.expires_at)
    if ends_as_stated(vacancy):
        since = vacancy.published_at or vacancy.posted_at
        return next_step_before(vacancy.expires_at, vacancy.reminders, pace(), since)
    return next_step(vacancy.expires_at, vacancy.reminders, pace())


def ends_as_stated(vacancy: Vacancy) -> bool:
    """Tell whether the vacancy ends on the day that its poster named."""
    return vacancy.content.expires_at == vacancy.expires_at


def is_over(vacancy: Vacancy, now: datetime) -> bool:
    """Tell whether a published vacancy is to be taken off by ``now``."""
    if vacancy.expires_at > now:
        return False
    return ends_as_stated(vacancy) or renewal_step(vacancy).stage is None


def due_reminder(vacancy: Vacancy, now: datetime) -> Told | None:
    """Return the reminder that a vacancy's poster is to be given by ``now``, ``None`` for none."""
    if vacancy.state is not State.PUBLISHED or is_over(vacancy, now):
        return None
    step = renewal_step(vacancy)
    if step.stage is None or step.at > now:
        return None
    return Told(vacancy_id=vacancy.id, stage=step.stage, end=vacancy.expires_at)


def end_after(vacancy: Vacancy, at: datetime) -> datetime:
    """Return when the vacancy ends after a reminder at ``at``: one that came late gives time to answer."""
    from chalicelib.reminders import pace, postponed

    return vacancy.expires_at if ends_as_stated(vacancy) else postponed(vacancy.expires_at, at, pace())


def reminded(vacancy: Vacancy, told: Told, at: datetime) -> Vacancy:
    """Return the vacancy with the reminder noted; itself when that was noted before, or the vacancy has moved on."""
    given = tuple(one for one in vacancy.reminders if one.end == told.end)
    known = any(one.stage is told.stage for one in given)
    if vacancy.state is not State.PUBLISHED or vacancy.expires_at != told.end or known:
        return vacancy
    end = end_after(vacancy, at)
    reminders = (*given, Reminder(stage=told.stage, end=told.end, at=at))
    entry = Transition(state=State.PUBLISHED, at=at, by=_MACHINE, reason=RENEWAL_DUE)
    return msgspec.structs.replace(
        vacancy,
        expires_at=end,
        reminders=tuple(msgspec.structs.replace(one, end=end) for one in reminders),
        history=(*vacancy.history, entry),
    )


def renewal_asked(vacancy: Vacancy) -> tuple[Reminder, ...]:
    """Return the reminders before the present end of a published vacancy, the first one first."""
    if vacancy.state is not State.PUBLISHED:
        return ()
    return tuple(one for one in vacancy.reminders if one.end == vacancy.expires_at)


def next_reminder(vacancy: Vacancy) -> datetime | None:
    """Return when the poster of a published vacancy is asked (again) whether it stands, ``None`` when not any more."""
    if vacancy.state is not State.PUBLISHED:
        return None
    step = renewal_step(vacancy)
    return step.at if step.stage is not None else None


def term_of(vacancy: Vacancy) -> datetime:
    """Return since when the present time of a vacancy runs: its poster's last word that gave it a new end.

    A reminder that came late moves the end and begins no new time.
    """
    words = (entry.at for entry in reversed(vacancy.history) if _gives_time(entry))
    return next(words, vacancy.posted_at)


def _gives_time(entry: Transition) -> bool:
    handed_in = entry.state is State.SUBMITTED and entry.by != _MACHINE
    return handed_in or entry.reason in (RENEWED, RENEWED_BY_LINK)
