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


class RecommendationQuery(PageQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page, and of which vacancies. What is chosen here is kept nowhere and changes no score.

    ``disability_friendly`` keeps vacancies that say they are; ``under_18`` leaves out work that law closes to minors.
    """

    disability_friendly: bool = False
    under_18: bool = False


@endpoint(blueprint, "GET", "/v1/people/me/recommendations", audience=[Audience.SEEKER])
def recommendations(call: Call, query: RecommendationQuery) -> Answer[RecommendedVacancies]:
    """Open vacancies that suit one's profile and wishes, with reasons, gaps and what would close them."""
    from chalicelib.matching import recommending
    from functions.matching_views import vacancies_view

    narrowing = recommending.Narrowing(disability_friendly=query.disability_friendly, under_18=query.under_18)
    page = recommending.recommend(call.principal.id, query.limit, query.cursor, narrowing)
    return Answer(body=vacancies_view(page, call.language), headers={"Cache-Control": "no-store"})


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
    return Answer(body=candidates_view(page, call.language), headers={"Cache-Control": "no-store"})
