"""A request by which somebody uses a right over their data, and its clock."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.clock import Clock
from chalicelib.identifiers import new_identifier

TERM = timedelta(hours=72)
"""Three times twenty-four hours: Law 27/2022 for correction (article 30), access (32), withdrawal (40) and restriction
(41). It names none for erasure (43) and objection (10); the platform holds itself to the same."""

SOON = timedelta(hours=24)
"""So long before the end of the term somebody is called."""

KEPT = timedelta(days=1_826)
"""Five years: as long as the audit, of which the record of a request is a part in substance (articles 24 and 31)."""

PREFIX = "rgt"
ERASED = "erasure"
"""Who closed a request whose person was erased meanwhile."""

LONGEST = 500
"""Characters of what is asked and of the answer."""


class RightsKind(StrEnum):
    """Which right. The last five are done at once and kept as a record; the others need somebody.

    ``REVIEW``: that a person looks at what a machine decided.
    """

    ACCESS = "access"
    RECTIFY = "rectify"
    REVIEW = "review"
    OTHER = "other"
    RESTRICT = "restrict"
    LIFT_RESTRICTION = "lift_restriction"
    OBJECT = "object"
    LIFT_OBJECTION = "lift_objection"
    ERASE = "erase"


AskedKind = Literal["access", "rectify", "review", "other"]


class Outcome(StrEnum):
    """What came of it."""

    DONE = "done"
    REFUSED = "refused"


class Ground(StrEnum):
    """Why a request may be refused: article 33 (``HARM``, ``OTHERS_DATA``, ``DEFENCE``) and 15 (``PUBLIC_TASK``, which
    holds law enforcement as well); ``NOT_OURS``: the platform does not keep it; ``UNFOUNDED``: it is right as it is.
    """

    HARM = "harm"
    OTHERS_DATA = "others_data"
    DEFENCE = "defence"
    PUBLIC_TASK = "public_task"
    NOT_OURS = "not_ours"
    UNFOUNDED = "unfounded"


class RightsRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One request. ``region``: where the person lives, for the office that answers; ``by``: who closed it.

    What was written, by either side, is sealed and kept apart.
    """

    id: str
    person_id: str
    kind: RightsKind
    received_at: datetime
    due_at: datetime
    region: str = ""
    done_at: datetime | None = None
    outcome: Outcome | None = None
    ground: Ground | None = None
    by: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.done_at is None


class NewRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for, in the person's own words."""

    kind: AskedKind
    text: Annotated[str, Meta(min_length=5, max_length=LONGEST)]

    def __repr__(self) -> str:
        """Never show what somebody writes of themselves."""
        return f"NewRequest({self.kind})"


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of a request, in words for the person; a refusal names its ``ground``."""

    outcome: Outcome
    text: Annotated[str, Meta(min_length=5, max_length=LONGEST)]
    ground: Ground | None = None

    def __repr__(self) -> str:
        """Never show what is said of somebody."""
        return f"Answer({self.outcome.value})"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request with the words of both sides, opened for whoever may read them, and its version."""

    request: RightsRequest
    version: int
    text: str | None = None
    answer: str | None = None

    def __repr__(self) -> str:
        """Never show the words."""
        return f"Asked({self.request.id})"


def received(person_id: str, kind: RightsKind, region: str, clock: Clock) -> RightsRequest:
    """Return a request that came in just now."""
    now = clock.now()
    return RightsRequest(
        id=new_identifier(PREFIX, clock),
        person_id=person_id,
        kind=kind,
        received_at=now,
        due_at=now + TERM,
        region=region,
    )


def done_at_once(person_id: str, kind: RightsKind, region: str, clock: Clock) -> RightsRequest:
    """Return the record of a request that was met as it came."""
    asked = received(person_id, kind, region, clock)
    return msgspec.structs.replace(asked, done_at=asked.received_at, outcome=Outcome.DONE, by=person_id)
