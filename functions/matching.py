"""Recommendations with reasons: vacancies for a person, people for a vacancy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from chalicelib.matching.model import Contribution
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.texts import Language
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.search_views import CodeView, ItemView, code_view, item_view
from search.answer import Hit
from search.vocabulary import Kind
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.matching.model import Match, Remark
    from chalicelib.matching.recommending import Candidate, Recommendation

blueprint = Blueprint(__name__)


class RemarkView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reason or a gap in the caller's language; ``items`` are the codes it is about."""

    code: str
    text: str
    items: tuple[str, ...] = ()


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How well both sides fit, in 0..1, and why."""

    score: float
    contributions: tuple[Contribution, ...]
    reasons: tuple[RemarkView, ...]
    gaps: tuple[RemarkView, ...]


class RecommendedVacancy(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy that suits the person."""

    vacancy: ItemView
    match: Fit


class RecommendedVacancies(msgspec.Struct, frozen=True, kw_only=True):
    """Vacancies, the best first; ``next`` is the cursor of the page after."""

    items: tuple[RecommendedVacancy, ...]
    next: str | None = None


class CandidateCard(msgspec.Struct, frozen=True, kw_only=True):
    """A consenting person: an identifier and what matters for the work, no name and no contact."""

    id: str
    occupations: tuple[CodeView, ...]
    skills: tuple[CodeView, ...]
    experience_months: int
    region: CodeView | None
    willing_to_move: bool


class RecommendedCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """A person who suits the vacancy."""

    candidate: CandidateCard
    match: Fit


class RecommendedCandidates(msgspec.Struct, frozen=True, kw_only=True):
    """People, the best first; ``next`` is the cursor of the page after."""

    items: tuple[RecommendedCandidate, ...]
    next: str | None = None


class PageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


@endpoint(blueprint, "GET", "/v1/people/me/recommendations", audience=[Audience.SEEKER])
def recommendations(call: Call, query: PageQuery) -> Answer[RecommendedVacancies]:
    """Open vacancies that suit one's profile and wishes, with reasons and gaps."""
    from chalicelib.matching import recommending

    page = recommending.recommend(call.principal.id, query.limit, query.cursor)
    items = tuple(_vacancy(item, call.language) for item in page.recommendations)
    return Answer(body=RecommendedVacancies(items=items, next=page.next), headers={"Cache-Control": "no-store"})


@endpoint(
    blueprint,
    "GET",
    "/v1/vacancies/{vacancy_id}/candidates",
    audience=[Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER],
)
def candidates(call: Call, vacancy_id: str, query: PageQuery) -> Answer[RecommendedCandidates]:
    """Consenting people who suit a vacancy, for members of its employer and officers of its region."""
    from chalicelib.matching import recommending

    page = recommending.candidates(call.principal, vacancy_id, query.limit, query.cursor)
    items = tuple(_candidate(item, call.language) for item in page.candidates)
    return Answer(body=RecommendedCandidates(items=items, next=page.next), headers={"Cache-Control": "no-store"})


def _vacancy(item: Recommendation, language: Language) -> RecommendedVacancy:
    shown = item_view(Hit(document=item.vacancy, score=item.match.score), language)
    return RecommendedVacancy(vacancy=shown, match=_fit(item.match, language))


def _candidate(item: Candidate, language: Language) -> RecommendedCandidate:
    seeker = item.seeker
    card = CandidateCard(
        id=seeker.id,
        occupations=_coded(Kind.OCCUPATION, seeker.occupations, language),
        skills=_coded(Kind.SKILL, sorted(seeker.skills), language),
        experience_months=seeker.experience_months,
        region=code_view(Kind.REGION, seeker.place.code if seeker.place else None, language),
        willing_to_move=seeker.willing_to_move,
    )
    return RecommendedCandidate(candidate=card, match=_fit(item.match, language))


def _coded(kind: Kind, codes: Iterable[str], language: Language) -> tuple[CodeView, ...]:
    return tuple(view for code in codes if (view := code_view(kind, code, language)))


def _fit(match: Match, language: Language) -> Fit:
    return Fit(
        score=match.score,
        contributions=match.contributions,
        reasons=tuple(_remark(remark, language) for remark in match.reasons),
        gaps=tuple(_remark(remark, language) for remark in match.gaps),
    )


def _remark(remark: Remark, language: Language) -> RemarkView:
    return RemarkView(code=remark.code, text=remark.text.in_language(language), items=remark.items)
