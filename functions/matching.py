"""Recommendations with reasons: vacancies for a person, people for a vacancy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from functions.matching_views import RecommendedCandidates, RecommendedVacancies

blueprint = Blueprint(__name__)


class PageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


@endpoint(blueprint, "GET", "/v1/people/me/recommendations", audience=[Audience.SEEKER])
def recommendations(call: Call, query: PageQuery) -> Answer[RecommendedVacancies]:
    """Open vacancies that suit one's profile and wishes, with reasons and gaps."""
    from chalicelib.matching import recommending
    from functions.matching_views import vacancies_view

    page = recommending.recommend(call.principal.id, query.limit, query.cursor)
    return Answer(
        body=vacancies_view(page.recommendations, page.next, call.language), headers={"Cache-Control": "no-store"}
    )


@endpoint(
    blueprint,
    "GET",
    "/v1/vacancies/{vacancy_id}/candidates",
    audience=[Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER],
)
def candidates(call: Call, vacancy_id: str, query: PageQuery) -> Answer[RecommendedCandidates]:
    """Consenting people who suit a vacancy, for members of its employer and officers of its region."""
    from chalicelib.matching import recommending
    from functions.matching_views import candidates_view

    page = recommending.candidates(call.principal, vacancy_id, query.limit, query.cursor)
    return Answer(
        body=candidates_view(page.candidates, page.next, call.language), headers={"Cache-Control": "no-store"}
    )
