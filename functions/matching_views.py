"""What people see of recommendations: matches with their reasons and gaps, in the reader's language."""

from collections.abc import Iterable

import msgspec

from chalicelib.matching.model import Contribution, Match, Remark
from chalicelib.matching.recommending import Candidate, Recommendation
from chalicelib.texts import Language
from functions.search_views import CodeView, ItemView, code_view, item_view
from search.answer import Hit
from search.vocabulary import Kind


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


def vacancies_view(found: Iterable[Recommendation], following: str | None, language: Language) -> RecommendedVacancies:
    """Return a page of vacancies; ``following`` is the cursor of the page after."""
    return RecommendedVacancies(items=tuple(_vacancy(item, language) for item in found), next=following)


def candidates_view(found: Iterable[Candidate], following: str | None, language: Language) -> RecommendedCandidates:
    """Return a page of people; ``following`` is the cursor of the page after."""
    return RecommendedCandidates(items=tuple(_candidate(item, language) for item in found), next=following)


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
