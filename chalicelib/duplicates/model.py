"""What is compared of a vacancy, how alike two are, and which ones stand for one and the same job."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Fingerprint(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One published vacancy as far as it is compared with others. Small enough to hold a million of them.

    ``employer`` is the normalised name, empty when it tells nothing; ``title`` the words of the title that say what
    the work is; ``sketch`` the MinHash sketch of the text, empty without one, made of ``shingles`` different word
    sequences. ``tier`` is the kind of source (higher is trusted more), ``trust`` that of the source itself in tenths
    0..10, ``completeness`` per cent, ``offered`` seconds since 1970.
    """

    id: str
    source: str
    employer: str
    title: tuple[str, ...]
    region: str | None = None
    occupation: str | None = None
    pay_minimum: int | None = None
    pay_maximum: int | None = None
    remote: bool = False
    sketch: bytes = b""
    shingles: int = 0
    tier: int = 0
    trust: int = 0
    completeness: int = 0
    offered: int = 0
    url: str | None = None


class Likeness(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How alike two vacancies are, each part in 0..1. ``conflict`` names what rules out that they are the same."""

    title: float
    employer: float
    place: float
    pay: float
    text: float
    total: float
    conflict: str | None = None


class Verdict(StrEnum):
    """What an officer said of two vacancies; no machine goes against it."""

    SAME = "same"
    DIFFERENT = "different"


class Cluster(msgspec.Struct, frozen=True, order=True, gc=False):
    """Vacancies that are one job: the canonical one, and the others in the order in which they would follow it."""

    canonical: str
    others: tuple[str, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The canonical one and the others."""
        return (self.canonical, *self.others)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """An officer's word about a vacancy and another one: ``by`` is the officer's identifier."""

    other: str
    verdict: Verdict
    by: str
    at: datetime
    reason: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept of a vacancy. Without a fingerprint it is not compared (any more); officers' words stay.

    ``revision`` is that of the vacancy when it was read; ``keys`` are the blocks in which it stands; ``cluster`` is the
    one that was settled last, ``None`` when it stands alone. ``pending`` says that its last change is not wholly
    followed yet, and holds the blocks that it has left since; ``None`` when all is done. Until then ``tell`` holds the
    vacancies that have to be told what was settled.
    """

    id: str
    revision: int = 0
    fingerprint: Fingerprint | None = None
    keys: tuple[str, ...] = ()
    cluster: Cluster | None = None
    said: tuple[Said, ...] = ()
    pending: tuple[str, ...] | None = None
    tell: tuple[str, ...] = ()

    @property
    def is_linked(self) -> bool:
        """Whether it stood with others when it was settled last."""
        return self.cluster is not None and bool(self.cluster.others)

    @property
    def mates(self) -> tuple[str, ...]:
        """Who stood with it when it was settled last, itself included; nobody when it stood alone."""
        return self.cluster.members if self.cluster is not None and self.cluster.others else ()
