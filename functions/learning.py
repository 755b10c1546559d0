"""Learning from use: reports on searches, proposals of words and decisions on them, and the schedule that learns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint, CloudWatchEvent, Cron

from chalicelib import learning
from chalicelib.errors import NotFound
from chalicelib.observability import logger
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.negotiation import chosen
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.learning import Stored
    from functions.learning_types import ProposalDecision, ProposalQuery, ReportQuery
    from functions.learning_views import LearnedWords, ProposalList, ProposalView, SearchReport

blueprint = Blueprint(__name__)
_READERS = (Audience.ANALYST, Audience.OFFICER, Audience.MONITOR, Audience.ADMIN)
_DECIDERS = (Audience.ANALYST, Audience.ADMIN)
_JSON, _CSV = "application/json", "text/csv"
WITHHELD = "Padan-Withheld"
"""Header of a table, which has no other place to say how many rows are withheld."""
_FORMATS = {"json": _JSON, "csv": _CSV}
_PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Accept, Accept-Language, Authorization"}


@endpoint(blueprint, "GET", "/v1/search-reports/{report}", audience=_READERS, answers=(_JSON, _CSV))
def report(call: Call, report: str, query: ReportQuery) -> Answer[SearchReport]:
    """What people search for: ``zero-hits``, ``low-hits`` (three or fewer), ``popular`` or ``loosened``.

    By week and province on request. A text is told only when enough days and places have searched for it, and never of
    whom. ``format=csv`` or ``Accept: text/csv`` gives a table; ``Padan-Withheld`` says how many rows are
    not told.
    """
    from chalicelib.learning.reporting import ReportKind

    if report not in set(ReportKind):
        raise NotFound
    kind = _FORMATS[query.format] if query.format else chosen(call, (_JSON, _CSV))
    found = learning.report(call.principal, ReportKind(report), query.asked())
    if kind == _CSV:
        text: Any = learning.csv_text(found)
        told = {"Content-Disposition": f'attachment; filename="padan-{report}.csv"', WITHHELD: str(found.withheld)}
        return Answer(body=text, media_type=f"{_CSV}; charset=utf-8; header=present", headers={**_PRIVATE, **told})
    from functions.learning_views import report_view

    return Answer(body=report_view(found), headers=_PRIVATE)


@endpoint(blueprint, "GET", "/v1/proposals", audience=_DECIDERS)
def proposals(call: Call, query: ProposalQuery) -> Answer[ProposalList]:
    """Words that search may learn, with the evidence, the surest first."""
    from functions.learning_views import ProposalList, proposal_view

    page = learning.proposals(call.principal, query.state, query.limit, query.cursor)
    items = tuple(proposal_view(each, call.language) for each in page.proposals)
    return Answer(body=ProposalList(items=items, next=page.next), headers=_PRIVATE)


@endpoint(blueprint, "GET", "/v1/proposals/{proposal_id}", audience=_DECIDERS)
def read(call: Call, proposal_id: str) -> Answer[ProposalView]:
    """One proposal with its history."""
    return _answer(call, learning.proposal(call.principal, proposal_id))


@endpoint(blueprint, "POST", "/v1/proposals/{proposal_id}/decision", audience=_DECIDERS)
def decide(call: Call, proposal_id: str, body: ProposalDecision) -> Answer[ProposalView]:
    """Accept a proposal, reject it, or undo what was accepted (``revoke``).

    If-Match carries the version that was read. What is accepted takes effect in every search within a few minutes, and
    so does its undoing.
    """
    key = call.idempotency_key("decide_proposal")
    decided = learning.decide(call.principal, proposal_id, body.ruling(), call.expected_version(), key)
    learning.refresh()
    return _answer(call, decided)


@endpoint(blueprint, "GET", "/v1/learned-words", audience=_DECIDERS)
def learned_words(call: Call) -> Answer[LearnedWords]:  # noqa: ARG001 - every handler takes the call
    """Everything that was accepted and stands, for the next edition of the reference tables."""
    from functions.learning_views import learned_view

    return Answer(body=learned_view(learning.overlay()), headers=_PRIVATE)


@blueprint.schedule(Cron(10, 20, "*", "*", "?", "*"), name="learn_from_use")
def learn_from_use(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Sum the last days' searches and propose what they show, at ten past three of western Indonesia."""
    night = learning.learn()
    counts = {"events": night.events, "proposed": night.proposed, "renewed": night.renewed}
    logger.info("learned from use", extra=counts)


def _answer(call: Call, stored: Stored) -> Answer[ProposalView]:
    from functions.learning_views import proposal_view

    return Answer(body=proposal_view(stored.proposal, call.language), version=stored.version, headers=_PRIVATE)
