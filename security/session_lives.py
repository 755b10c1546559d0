"""How long a session lives from the moment at which its holder proved who they are, and how long unused."""

from collections.abc import Collection
from datetime import datetime, timedelta

from security.principal import Audience

OFFICES = frozenset({Audience.OFFICER, Audience.MONITOR, Audience.ANALYST, Audience.ADMIN})
"""Roles of an office: they act on what is others'."""

OFFICE_LIFE = timedelta(hours=12)
"""A working day with its way there and back: a computer that was left behind in the office is of no use tomorrow."""

ORDINARY_LIFE = timedelta(days=30)
"""People with a cheap phone and a slow line sign in seldom. The pool lets refresh tokens live as long."""


OFFICE_IDLE = timedelta(hours=2)
"""Access tokens live an hour, so whoever works refreshes hourly: after two hours nobody was there."""

ORDINARY_IDLE = timedelta(days=14)
"""Who looks for work comes back within a fortnight, also with little to spend on data."""


def is_of_office(roles: Collection[Audience]) -> bool:
    """Tell whether any of ``roles`` is one of an office."""
    return not OFFICES.isdisjoint(roles)


def life_of(roles: Collection[Audience]) -> timedelta:
    """Return how long a session of somebody with ``roles`` lives; the shortest of its roles counts."""
    return OFFICE_LIFE if is_of_office(roles) else ORDINARY_LIFE


def idle_of(roles: Collection[Audience]) -> timedelta:
    """Return how long a session of somebody with ``roles`` may go unused; the shortest of its roles counts."""
    return OFFICE_IDLE if is_of_office(roles) else ORDINARY_IDLE


def ends_at(roles: Collection[Audience], began: datetime, used: datetime) -> datetime:
    """Return when a session is over that ``began`` then and that nobody uses after ``used``."""
    return min(began + life_of(roles), used + idle_of(roles))


def is_outlived(roles: Collection[Audience], began: int, now: int) -> bool:
    """Tell whether a session is over that ``began`` then, both in seconds since 1970 UTC. At its very end it is."""
    return now - began >= life_of(roles).total_seconds()
