"""What is limited, of whom, and where somebody stands."""

from enum import StrEnum

import msgspec

SLICES = 6
"""Slices of a window. More of them forget sooner, and turn the stored window over more often."""


class RouteClass(StrEnum):
    """Operations that cost alike and matter alike.

    ``FREE``: health and versions, never limited. ``VITAL``: what somebody is in the middle of or has a right to
    (confirming a contact, withdrawing a consent, signing out); limited like a write. ``BULK``: megabytes an answer.
    """

    FREE = "free"
    SUGGEST = "suggest"
    SEARCH = "search"
    READ = "read"
    BULK = "bulk"
    WRITE = "write"
    SIGN_IN = "sign_in"
    PUSH = "push"
    VITAL = "vital"


class Caller(StrEnum):
    """Who is counted: an address without an account, a person, a partner with all of its keys."""

    ADDRESS = "address"
    PERSON = "person"
    PARTNER = "partner"


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """At most ``most`` requests in any ``seconds``; ``name`` is what callers are told."""

    name: str
    most: int
    seconds: int = 60

    def __post_init__(self) -> None:
        """Refuse windows that cannot be sliced evenly; raises `ValueError`."""
        if self.most < 1 or self.seconds < SLICES or self.seconds % SLICES:
            raise ValueError(f"{self.name}: {self.most} requests in {self.seconds} seconds cannot be counted")

    @property
    def slice(self) -> int:
        """Seconds of a slice."""
        return self.seconds // SLICES

    def slot(self, moment: float) -> int:
        """Return the number of the slice that ``moment`` (epoch seconds) lies in."""
        return int(moment // self.slice)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody stands with a limit after a request.

    ``left``: requests that may follow, as far as this process knows; ``seconds``: until there may be more (whole, at
    least 1). ``counted`` is false when nothing could be counted: the table did not answer.
    """

    limit: Limit
    admitted: bool
    left: int
    seconds: int
    counted: bool = True
