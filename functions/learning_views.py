"""What analysts see of reports and proposals."""

from datetime import date

import msgspec

from chalicelib import finding
from chalicelib.clock import to_iso
from chalicelib.learning.model import (
    Decided,
    Decision,
    Evidence,
    Learned,
    Overlay,
    Proposal,
    ProposalKind,
    ProposalState,
    Target,
)
from chalicelib.learning.reporting import Report, ReportKind, Row
from chalicelib.texts import Language
from search.vocabulary import AskedKind, Kind


class SearchReport(msgspec.Struct, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """Texts by how often that happened which the report is about.

    ``withheld`` rows are of too few searches, or look personal.
    """

    report: ReportKind
    first: date
    last: date
    items: tuple[Row, ...]
    withheld: int


class TargetView(msgspec.Struct, frozen=True, kw_only=True):
    """What words mean, with its label in the reader's language."""

    kind: AskedKind
    code: str
    label: str


class DecidedView(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a proposal's history; ``by`` is the identifier of a member of staff."""

    decision: Decision
    by: str
    at: str
    reason: str | None
    target: TargetView | None


class ProposalView(msgspec.Struct, frozen=True, kw_only=True):
    """Words that search may learn: what they probably mean, how surely (0 to 1), and what speaks for it."""

    id: str
    kind: ProposalKind
    words: str
    target: TargetView | None
    confidence: float
    evidence: Evidence
    state: ProposalState
    proposed_at: str
    seen_at: str
    history: tuple[DecidedView, ...]


class ProposalList(msgspec.Struct, frozen=True, kw_only=True):
    """Proposals, the surest first."""

    items: tuple[ProposalView, ...]
    next: str | None


class LearnedWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was accepted and stands; ``number`` grows with each change."""

    number: int
    items: tuple[Learned, ...]


def report_view(report: Report) -> SearchReport:
    """Return a report as it is told."""
    return SearchReport(
        report=report.kind, first=report.first, last=report.last, items=report.rows, withheld=report.withheld
    )


def proposal_view(proposal: Proposal, language: Language) -> ProposalView:
    """Return a proposal in the reader's language."""
    return ProposalView(
        id=proposal.id,
        kind=proposal.kind,
        words=proposal.words,
        target=_target(proposal.target, language),
        confidence=proposal.confidence,
        evidence=proposal.evidence,
        state=proposal.state,
        proposed_at=to_iso(proposal.proposed_at),
        seen_at=to_iso(proposal.seen_at),
        history=tuple(_decided(each, language) for each in proposal.history),
    )


def learned_view(overlay: Overlay) -> LearnedWords:
    """Return what was accepted."""
    return LearnedWords(number=overlay.number, items=overlay.learned)


def _decided(step: Decided, language: Language) -> DecidedView:
    return DecidedView(
        decision=step.decision,
        by=step.by,
        at=to_iso(step.at),
        reason=step.reason,
        target=_target(step.target, language),
    )


def _target(target: Target | None, language: Language) -> TargetView | None:
    if target is None:
        return None
    label = finding.label(Kind(target.kind), target.code, language)
    return TargetView(kind=target.kind, code=target.code, label=label)
