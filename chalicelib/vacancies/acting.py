"""For which side people take the steps of a vacancy's history: readers are told the side, never the person."""

import msgspec

from chalicelib import employers
from chalicelib.vacancies.model import Side, Transition, Vacancy
from security.policy import serves
from security.principal import Audience, Principal


def acted(principal: Principal, before: Vacancy | None, after: Vacancy) -> Vacancy:
    """Return ``after`` with the caller's side on every step that they took since ``before`` (``None``: since ever)."""
    return by_side(side_of(principal, after), principal.id, before, after)


def by_side(side: Side, by: str, before: Vacancy | None, after: Vacancy) -> Vacancy:
    """Return ``after`` with ``side`` on every step that ``by`` (an identifier) took since ``before``."""
    known = len(before.history) if before is not None else 0
    if len(after.history) == known:
        return after
    new = (msgspec.structs.replace(entry, side=side) if entry.by == by else entry for entry in after.history[known:])
    return msgspec.structs.replace(after, history=(*after.history[:known], *new))


def side_of(principal: Principal, vacancy: Vacancy) -> Side:
    """Return for which side the caller acts on a vacancy; members of its employer act for that, whatever else they are.

    Who is an officer and a monitor at once is an officer where they serve.
    """
    if vacancy.employer_id in employers.employers_of(principal):
        return Side.EMPLOYER
    if principal.has(Audience.OFFICER) and (
        not principal.has(Audience.MONITOR) or serves(principal, vacancy.content.region or "")
    ):
        return Side.OFFICER
    return Side.MONITOR if principal.has(Audience.MONITOR) else Side.EMPLOYER


def told(entry: Transition) -> str:
    """Return who took a step as readers are told: a side, ``machine`` or a partner, and never a person."""
    if entry.side is not None:
        return entry.side.value
    if entry.decision is not None:
        return Side.OFFICER.value
    return "person" if entry.by.startswith("per_") else entry.by
