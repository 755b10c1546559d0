"""What is counted of vacancies: into which states they come, and how long they wait for their first publication."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import msgspec

from chalicelib.observability import measure
from chalicelib.vacancies.model import DIRECT, State, Vacancy


class StepTaken(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy came into ``state``; ``waited`` is the time since its first step, at its first publication alone."""

    channel: str
    state: State
    waited: timedelta | None = None


def step_taken(before: Vacancy | None, after: Vacancy | None) -> StepTaken | None:
    """Return the step between two versions of a vacancy; ``None`` when the state stayed, or the vacancy is gone."""
    if after is None or (before is not None and before.state is after.state):
        return None
    channel = "direct" if after.source.partner == DIRECT else "partner"
    published_before = before.published_at if before is not None else None
    if after.published_at is None or published_before is not None:
        return StepTaken(channel=channel, state=after.state)
    return StepTaken(channel=channel, state=after.state, waited=after.published_at - after.history[0].at)


def measure_steps(changes: Iterable[tuple[Vacancy | None, Vacancy | None]]) -> None:
    """Count the steps of a batch of changes, each the vacancy before and after."""
    steps = [step for before, after in changes if (step := step_taken(before, after)) is not None]
    for (channel, state), count in Counter((step.channel, step.state) for step in steps).items():
        measure("VacancyStep", count, channel=channel, state=state.value)
    for step in steps:
        if step.waited is not None:
            measure("TimeToPublication", step.waited.total_seconds(), "Seconds", channel=step.channel)
