"""The officers' queue: taking a vacancy, giving it back, deciding on it, alone or with a second officer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib import reviewing
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.observability import correlated, logger, measure
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.reviewing import Review
    from chalicelib.reviewing.view import ReviewView
    from chalicelib.reviewing.workload import Figures
    from chalicelib.vacancies import Vacancy
    from chalicelib.vacancies.view import InsideView
    from functions.reviews_types import (
        FigureQuery,
        Proposals,
        ReasonList,
        ReviewList,
        ReviewPaging,
        SecondOpinion,
        Verdict,
        Where,
    )

blueprint = Blueprint(__name__)
_REVIEWERS = (Audience.OFFICER, Audience.MONITOR)
_NOTHING: Any = ""


@endpoint(blueprint, "GET", "/v1/reviews", audience=_REVIEWERS)
def waiting(call: Call, query: ReviewPaging) -> Answer[ReviewList]:
    """What waits for an officer's decision, the longest wait first, and who has what until when.

    With ``state=rejected`` what was rejected, the last one first: an appeal begins with taking one of those.
    """
    found = reviewing.rejected if query.state == "rejected" else reviewing.listed
    page = found(call.principal, query.region, query.limit, query.cursor)
    return _list(call, page.items, page.next)


@endpoint(blueprint, "GET", "/v1/reviews/reasons", audience=[Audience.PUBLIC])
def reasons(call: Call) -> Answer[ReasonList]:
    """The reasons for which officers decide."""
    from functions.reviews_views import reason_list

    return Answer(body=reason_list(call.language))


@endpoint(blueprint, "GET", "/v1/reviews/proposals", audience=_REVIEWERS)
def proposals(call: Call, query: Proposals) -> Answer[ReviewList]:
    """What an officer proposed and a second one is to answer, the earliest end first."""
    return _list(call, reviewing.proposals(call.principal, query.region, query.limit), None)


@endpoint(blueprint, "POST", "/v1/reviews/next", audience=_REVIEWERS, also=(204,))
def take_next(call: Call, query: Where) -> Answer[ReviewView]:
    """Take the vacancy that waits longest and that nobody has; 204 when there is none.

    The lease ends by itself: until then no other officer gets the vacancy.
    """
    found = reviewing.take_next(call.principal, query.region, key=call.idempotency_key("take_next"))
    if found is None:
        return Answer(body=_NOTHING, status=204)
    return _answer(call, found)


@endpoint(blueprint, "POST", "/v1/reviews/{vacancy_id}/lease", audience=_REVIEWERS)
def hold(call: Call, vacancy_id: str) -> Answer[ReviewView]:
    """Take one vacancy, or extend the own lease of it. 409 ``held_by_another`` names why not."""
    return _answer(call, reviewing.hold(call.principal, vacancy_id, key=call.idempotency_key("hold")))


@endpoint(blueprint, "DELETE", "/v1/reviews/{vacancy_id}/lease", audience=_REVIEWERS, status=204)
def give_back(call: Call, vacancy_id: str) -> Answer[str]:
    """Give a vacancy back undecided."""
    reviewing.give_back(call.principal, vacancy_id)
    return Answer(body="")


@endpoint(blueprint, "POST", "/v1/reviews/{vacancy_id}/decision", audience=_REVIEWERS)
def decide(call: Call, vacancy_id: str, body: Verdict) -> Answer[InsideView]:
    """Publish a vacancy, send it back to be corrected, or reject it; the caller must hold its lease.

    409 ``no_lease`` or ``held_by_another`` without a live lease, ``needs_two`` where a second officer has to agree.
    """
    expected = call.expected_version() if "if-match" in call.headers else None
    key = call.idempotency_key("decide")
    return _decided(call, reviewing.decide(call.principal, vacancy_id, body.ruling(), expected, key=key))


@endpoint(blueprint, "POST", "/v1/reviews/{vacancy_id}/proposal", audience=_REVIEWERS, status=201)
def propose(call: Call, vacancy_id: str, body: Verdict) -> Answer[ReviewView]:
    """Propose to publish what one officer may not publish alone, a rejected vacancy too."""
    key = call.idempotency_key("propose")
    return _answer(call, reviewing.propose(call.principal, vacancy_id, body.ruling(), key=key))


@endpoint(blueprint, "POST", "/v1/reviews/{vacancy_id}/proposal/answer", audience=_REVIEWERS)
def second(call: Call, vacancy_id: str, body: SecondOpinion) -> Answer[InsideView]:
    """Confirm or refuse what another officer proposed. Nobody answers an own proposal."""
    key = call.idempotency_key("second")
    answered = reviewing.answer(call.principal, vacancy_id, agrees=body.agrees, reason=body.reason, key=key)
    return _decided(call, answered)


@endpoint(blueprint, "GET", "/v1/reviews/escalated", audience=_REVIEWERS)
def escalated(call: Call, query: Proposals) -> Answer[ReviewList]:
    """What is overdue and was brought to the province or the monitor, the earliest deadline first."""
    return _list(call, reviewing.escalated(call.principal, query.region, query.limit), None)


@endpoint(blueprint, "GET", "/v1/reviews/figures", audience=_REVIEWERS)
def figures(call: Call, query: FigureQuery) -> Answer[Figures]:
    """How many wait, are overdue and are held in a region, and what was decided in a month; of no single officer."""
    return Answer(body=reviewing.figures(call.principal, query.region, query.month))


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="escalate_reviews")
def escalate(event: CloudWatchEvent) -> None:
    """Bring what nobody decided in time to the province, and later to the monitor, and tell them once a working day."""
    with correlated(event.event_id):
        done = reviewing.escalate()
        measure("ReviewsOverdue", done.overdue)
        for level, number in (("province", done.province), ("monitor", done.monitor)):
            measure("ReviewsEscalated", number, level=level)
        told = reviewing.tell(done)
        measure("EscalationsTold", told)
        logger.info("reviews escalated", extra={"province": done.province, "monitor": done.monitor, "told": told})


def _answer(call: Call, review: Review) -> Answer[ReviewView]:
    from chalicelib.reviewing.view import review_view

    body = review_view(review, call.principal.id, call.language, SYSTEM_CLOCK.now())
    return Answer(body=body, version=review.vacancy.revision)


def _decided(call: Call, vacancy: Vacancy) -> Answer[InsideView]:
    from chalicelib.vacancies.viewing import inside_view

    return Answer(body=inside_view(vacancy, call.language), version=vacancy.revision)


def _list(call: Call, reviews: Iterable[Review], following: str | None) -> Answer[ReviewList]:
    from chalicelib.reviewing.view import review_view
    from functions.reviews_types import ReviewList

    now = SYSTEM_CLOCK.now()
    items = tuple(review_view(review, call.principal.id, call.language, now) for review in reviews)
    return Answer(body=ReviewList(items=items, next=following))
