"""Drawing published vacancies for the monitor: the riskier, the likelier, and the same draw whenever it is repeated.

Poisson sampling: each vacancy is drawn by itself with a probability that is kept with it, so that rates can be
weighted by its inverse (Horvitz and Thompson 1952). The draw is a hash of seed, vacancy and day, not a random number.
"""

import hashlib
from collections.abc import Iterable

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.identifiers import derived_identifier
from chalicelib.monitoring import table
from chalicelib.monitoring.model import Origin, Sampled, Step
from chalicelib.monitoring.policy import MonitorPolicy, current
from chalicelib.vacancies.checking import FIRST_VACANCIES
from chalicelib.vacancies.model import DIRECT, Channel, State, Vacancy

_SCALE = float(2**64)


def probability(vacancy: Vacancy, policy: MonitorPolicy) -> float:
    """Return with which probability a vacancy that was published is drawn, over 0 and at most 1."""
    confidence = vacancy.occupation_confidence
    chance = policy.base * policy.channels[_channel(vacancy)] * policy.each_finding ** len(vacancy.findings)
    if any(entry.reason == FIRST_VACANCIES for entry in vacancy.history):
        chance *= policy.first_vacancies
    if step_of(vacancy) is Step.OFFICER:
        chance *= policy.officer_decided
    if confidence is not None and confidence < policy.unsure_below:
        chance *= policy.unsure_occupation
    return min(policy.ceiling, max(policy.floor, chance))


def drawn(vacancy_id: str, day: str, chance: float, seed: str) -> bool:
    """Tell whether a vacancy is drawn on ``day`` (an ISO date); with a greater ``chance`` never less likely."""
    digest = hashlib.sha256(f"{seed}\n{vacancy_id}\n{day}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / _SCALE < chance


def sample(changes: Iterable[tuple[Vacancy | None, Vacancy | None]], clock: Clock = SYSTEM_CLOCK) -> int:
    """Draw from what a batch of changes published, each the vacancy before and after; return how many were drawn.

    Drawing again changes nothing.
    """
    policy = current()
    return sum(
        _drawn_in(after, policy, clock)
        for before, after in changes
        if after is not None
        and after.state is State.PUBLISHED
        and (before is None or before.state is not State.PUBLISHED)
    )


def sampled(vacancy: Vacancy, origin: Origin, chance: float, clock: Clock = SYSTEM_CLOCK) -> Sampled:
    """Return what the monitor is to look at, under an identifier that follows from vacancy, revision and origin."""
    last = vacancy.history[-1]
    step = step_of(vacancy)
    return Sampled(
        id=derived_identifier("smp", vacancy.id, str(vacancy.revision), origin.value),
        vacancy_id=vacancy.id,
        revision=vacancy.revision,
        origin=origin,
        at=clock.now(),
        probability=chance,
        step=step,
        source=vacancy.source.partner,
        decided_by=last.by if step is Step.OFFICER else None,
    )


def step_of(vacancy: Vacancy) -> Step:
    """Return who let a published vacancy through: an officer by a decision, or else the machine."""
    return Step.OFFICER if vacancy.history and vacancy.history[-1].decision is not None else Step.MACHINE


def _drawn_in(vacancy: Vacancy, policy: MonitorPolicy, clock: Clock) -> bool:
    chance = probability(vacancy, policy)
    day = day_of(vacancy.history[-1].at).isoformat()
    if not drawn(vacancy.id, day, chance, policy.seed):
        return False
    return table.add(sampled(vacancy, Origin.DRAWN, chance, clock))


def _channel(vacancy: Vacancy) -> Channel:
    if vacancy.channel is not None:
        return vacancy.channel
    return Channel.EMPLOYER if vacancy.source.partner == DIRECT else Channel.PARTNER
