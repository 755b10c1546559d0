"""An officer's work on one vacancy: who holds it until when, what was proposed, how far it was escalated."""

from datetime import datetime
from enum import IntEnum

import msgspec

from chalicelib.vacancies.model import Vacancy, VacancyContent
from chalicelib.vacancies.reviews import Ruling


class Level(IntEnum):
    """Who is asked to decide: the office of the place, its province too, the monitor too."""

    OFFICE = 0
    PROVINCE = 1
    MONITOR = 2


class Lease(msgspec.Struct, frozen=True, kw_only=True):
    """That an officer (``holder``, a person) works on a vacancy and nobody else does, until a moment."""

    id: str
    holder: str
    taken_at: datetime
    until: datetime


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What one officer proposes and another has to confirm. It is about ``revision`` of the vacancy and no other."""

    id: str
    by: str
    at: datetime
    until: datetime
    revision: int
    ruling: Ruling


class Case(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything about the review of one vacancy that is not the vacancy itself.

    ``before``: the content that was last sent back to be corrected. ``waits`` tells whether the figures count it as
    waiting, ``followed`` up to which revision of the vacancy they know it, ``level`` how far it was escalated.
    """

    vacancy_id: str
    region: str | None = None
    lease: Lease | None = None
    proposal: Proposal | None = None
    before: VacancyContent | None = None
    level: Level = Level.OFFICE
    due_at: datetime | None = None
    waits: bool = False
    followed: int = 0

    def held_at(self, now: datetime) -> Lease | None:
        """Return the lease that is live at ``now``: an expired one is none."""
        return self.lease if self.lease is not None and self.lease.until > now else None

    def proposed_at(self, now: datetime, revision: int) -> Proposal | None:
        """Return the proposal that waits for its answer at ``now``; one about another revision is none."""
        proposal = self.proposal
        if proposal is None or proposal.until <= now or proposal.revision != revision:
            return None
        return proposal


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Which vacancies an officer took: all that they hold, and perhaps some that they hold no longer."""

    officer_id: str
    taken: tuple[str, ...] = ()


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy under review and its case."""

    vacancy: Vacancy
    case: Case
