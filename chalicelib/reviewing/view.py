"""A vacancy under review, as the offices see it."""

from datetime import datetime

import msgspec

from chalicelib.reviewing import deadlines, policy
from chalicelib.reviewing.changes import Change, changes
from chalicelib.reviewing.deciding import needs_two
from chalicelib.reviewing.model import Lease, Level, Proposal, Review
from chalicelib.texts import Language
from chalicelib.vacancies.model import Decision
from chalicelib.vacancies.reviews_reasons import REASONS
from chalicelib.vacancies.view import Coded, InsideView
from chalicelib.vacancies.viewing import inside_view


class LeaseView(msgspec.Struct, frozen=True, kw_only=True):
    """Who has the vacancy, and until when."""

    id: str
    holder: str
    mine: bool
    until: datetime


class ProposalView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one officer proposed and another is to answer until a moment."""

    id: str
    by: str
    mine: bool
    at: datetime
    until: datetime
    decision: Decision
    why: Coded | None = None
    reason: str | None = None


class ReviewView(InsideView, frozen=True, kw_only=True, omit_defaults=True):
    """A vacancy under review: beside what its poster sees, until when it is to be decided and by whom.

    ``changed`` names what is different since an officer sent it back to be corrected.
    """

    due_at: datetime | None = None
    overdue: bool = False
    level: str = ""
    two_officers: bool = False
    lease: LeaseView | None = None
    proposal: ProposalView | None = None
    changed: tuple[Change, ...] = ()


def review_view(review: Review, caller: str, language: Language, now: datetime) -> ReviewView:
    """Return the review as the ``caller`` (a person's identifier) sees it at ``now``."""
    vacancy, case = review.vacancy, review.case
    rules = policy.current()
    since = vacancy.waiting_since
    due = deadlines.due(since, vacancy.content.region, rules.due_days) if since else None
    inside = inside_view(vacancy, language)
    lease, proposal = case.held_at(now), case.proposed_at(now, vacancy.revision)
    return ReviewView(
        **{field: getattr(inside, field) for field in inside.__struct_fields__},
        due_at=due,
        overdue=due is not None and due < now,
        level=Level(case.level).name.lower(),
        two_officers=needs_two(vacancy),
        lease=_lease(lease, caller) if lease else None,
        proposal=_proposal(proposal, caller, language) if proposal else None,
        changed=changes(case.before, vacancy.content) if case.before else (),
    )


def _lease(lease: Lease, caller: str) -> LeaseView:
    return LeaseView(id=lease.id, holder=lease.holder, mine=lease.holder == caller, until=lease.until)


def _proposal(proposal: Proposal, caller: str, language: Language) -> ProposalView:
    ruling = proposal.ruling
    return ProposalView(
        id=proposal.id,
        by=proposal.by,
        mine=proposal.by == caller,
        at=proposal.at,
        until=proposal.until,
        decision=ruling.decision,
        why=Coded(ruling.code.value, REASONS[ruling.code].in_language(language)) if ruling.code else None,
        reason=ruling.reason,
    )
