"""The life cycle as a table: which step may follow which, and the history that every step writes."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from chalicelib.errors import Conflict, FieldError
from chalicelib.settings import Upkeep, read
from chalicelib.texts import Text
from chalicelib.vacancies.model import DIRECT, State, Transition, Vacancy
from chalicelib.vacancies.renewal import renewal_step

MACHINE = "machine"
"""Who takes the steps that nobody asks for."""

MOST_STEPS = 500
"""Entries of a history after which a vacancy can only end: it stands in one item with its limit of size."""

_CLOSING = frozenset({State.CLOSED, State.FILLED, State.WITHDRAWN})

ALLOWED: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.SUBMITTED: frozenset({State.CHECKED, State.HELD, State.REJECTED}),
    State.CHECKED: frozenset({State.PUBLISHED, State.REJECTED, State.DRAFT, State.WITHDRAWN, State.SUBMITTED}),
    State.HELD: frozenset({State.PUBLISHED, State.REJECTED, State.DRAFT, State.WITHDRAWN, State.SUBMITTED}),
    State.REJECTED: frozenset({State.DRAFT, State.WITHDRAWN, State.SUBMITTED}),
    State.PUBLISHED: frozenset({State.PUBLISHED, State.SUBMITTED, State.HELD, State.EXPIRED}) | _CLOSING,
    State.EXPIRED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
    State.CLOSED: frozenset({State.SUBMITTED}),
    State.FILLED: frozenset({State.SUBMITTED}),
    State.WITHDRAWN: frozenset({State.SUBMITTED}),
}
"""From each state, the states that may follow. A closed vacancy opens again only by a new check."""

WAITING = frozenset({State.HELD, State.CHECKED})
"""States in which an officer is to decide."""

ACTIVE = WAITING | {State.PUBLISHED, State.SUBMITTED}
"""States in which a vacancy stands for itself: it keeps its text from being posted twice."""


def lifetime() -> timedelta:
    """Return how long a vacancy stays without being renewed, unless its poster names another day."""
    return timedelta(days=read(Upkeep).vacancy_days)


def due_at(vacancy: Vacancy) -> datetime:
    """Return when something has to happen to a published vacancy.

    Its poster is reminded, it expires, or the day ends on which a phrase should have been mended.
    """
    step, mend = renewal_step(vacancy).at, mend_due_at(vacancy)
    return step if mend is None else min(step, mend)


def mend_due_at(vacancy: Vacancy) -> datetime | None:
    """Return when the first day ends on which a phrase should have been mended, ``None`` without or when cleared."""
    if vacancy.cleared:
        return None
    dates = (finding.mend_by for finding in vacancy.findings if finding.mend_by)
    ends = (datetime.fromisoformat(date).replace(tzinfo=UTC) + timedelta(days=1) for date in dates)
    return min(ends, default=None)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step to take: to which state, when, by whom, why, and under which rules."""

    to: State
    at: datetime
    by: str
    reason: str | None = None
    rules: str | None = None


def taken(vacancy: Vacancy, step: Step) -> Vacancy:
    """Return the vacancy after ``step``, its history one entry longer; raises `Conflict` when the step is not allowed.

    ``waiting_since`` is set when an officer becomes due and kept while the vacancy waits.
    """
    if step.to not in ALLOWED[vacancy.state]:
        raise wrong_state(vacancy.state, step.to)
    entry = Transition(state=step.to, at=step.at, by=step.by, reason=step.reason, rules=step.rules)
    waiting = (vacancy.waiting_since or step.at) if step.to in WAITING else None
    published = step.at if step.to is State.PUBLISHED and vacancy.published_at is None else vacancy.published_at
    return msgspec.structs.replace(
        vacancy,
        state=step.to,
        updated_at=step.at,
        published_at=published,
        waiting_since=waiting,
        history=(*vacancy.history, entry),
    )


def require_own(vacancy: Vacancy) -> None:
    """Return when the vacancy was posted here; raises `Conflict` for a partner's, which only the partner changes."""
    if vacancy.source.partner != DIRECT:
        detail = Text("Hanya mitra asal yang mengubah lowongan ini.", "Only its own source changes this vacancy.")
        raise Conflict(detail, [FieldError(pointer="/source", code="from_partner", detail=detail)])


def require_room(vacancy: Vacancy) -> None:
    """Return when people may take another step by which the vacancy goes on; raises `Conflict` on ``/state``.

    What officers and the machine decide of it, and what ends it, is never refused: such steps follow one of people's.
    """
    if len(vacancy.history) >= MOST_STEPS:
        detail = Text(
            "Lowongan ini sudah terlalu sering diubah. Tutup, lalu buat lowongan baru.",
            "This vacancy was changed too often. Close it and post a new one.",
        )
        raise Conflict(detail, [FieldError(pointer="/state", code="too_many_steps", detail=detail)])


def wrong_state(present: State, wanted: State) -> Conflict:
    """Return the error for a step that the life cycle does not know."""
    detail = Text(
        f"Lowongan berstatus {present.value}, tidak bisa menjadi {wanted.value}.",
        f"The vacancy is {present.value} and cannot become {wanted.value}.",
    )
    return Conflict(detail, [FieldError(pointer="/state", code="wrong_state", detail=detail)])
