"""A confirmation: one question to one register about one person or employer, and where it stands."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.linkage.failures import Reason
from chalicelib.linkage.ports import Port


class Standing(StrEnum):
    """``UNKNOWN``: the register does not know the number. ``FAILED``: given up, an operator has to look."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"
    FAILED = "failed"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer comes to. ``differences`` are codes such as ``name``; ``evidence`` the register's reference.

    ``details`` are what the register told besides, such as a size class; they decide nothing.
    """

    state: Standing
    differences: tuple[str, ...] = ()
    evidence: str
    details: dict[str, str] = {}


class Confirmation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where one question stands. Holds the answer's outcome and never what was asked or what the register holds.

    - ``subject``: the person or employer that it is about; ``about``: which of several questions to the port, such as
      an application's identifier.
    - ``claim``: digest of what was claimed when it was asked: a changed claim is a new question.
    - ``attempts``: tries since the last answer, of which there were ``answers``.
    - ``faults``: answers that no outage explains (`OUTAGES`); after some it is given up.
    """

    subject: str
    port: Port
    about: str
    claim: str
    state: Standing
    asked_at: datetime
    next_try_at: datetime | None = None
    attempts: int = 0
    faults: int = 0
    answers: int = 0
    answered_at: datetime | None = None
    differences: tuple[str, ...] = ()
    evidence: str | None = None
    details: dict[str, str] = {}
    last_failure: Reason | None = None

    @property
    def key(self) -> str:
        """What it is stored under, below its subject."""
        return f"{self.port.value}#{self.about}"
