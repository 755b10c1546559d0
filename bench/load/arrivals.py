"""When whoever arrives arrives: at random, not one after the other, whatever becomes of those before (open loop)."""

import random
from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What somebody does."""

    SEARCH = "search"
    SUGGESTION = "suggestion"
    WRITE = "profile write"
    PUSH = "push of 100"
    REGISTRATION = "registration"


PROFILE: Mapping[Kind, int] = {Kind.SEARCH: 50, Kind.SUGGESTION: 60, Kind.WRITE: 5, Kind.PUSH: 1}
"""Of 116 who arrive: people search and type, some change their profile, a portal pushes."""


class Arrival(msgspec.Struct, frozen=True):
    """Somebody arrives ``at`` so many seconds after the beginning."""

    at: float
    kind: Kind


def arrivals(
    rate: float, seconds: float, *, ramp: float = 0.0, shares: Mapping[Kind, int] = PROFILE, seed: int = 7
) -> Iterator[Arrival]:
    """Yield arrivals at ``rate`` a second over ``seconds``, as independent people arrive (a Poisson process).

    With a ``ramp`` the rate grows evenly from nothing over that many seconds.
    """
    draw = random.Random(seed)
    kinds, weights = list(shares), list(shares.values())
    at = draw.expovariate(rate)
    while at < seconds:
        # Those who would have come at the full rate and do not yet.
        if at >= ramp or draw.random() < at / ramp:
            yield Arrival(at, draw.choices(kinds, weights)[0])
        at += draw.expovariate(rate)
