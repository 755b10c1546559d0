"""What people see of recommendations: matches with their reasons and gaps, in the reader's language."""

from collections.abc import Iterable

import msgspec

from chalicelib.matching.learning import Lesson
from chalicelib.matching.model import Contribution, Match, Remark, Step, StepKind
from chalicelib.matching.recommending import Candidate, Page, Recommendation
from chalicelib.texts import Language
from functions.search_viewing import code_view, item_view
from functions.search_views import CodeView, ItemView
from search.answer import Hit
from search.vocabulary import Kind

DISCLOSING = frozenset({"sim_d"})
"""A driving licence for adapted vehicles, which tells of a disability: named only as a reason where it is asked for."""


class StepView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What would close a gap, in the caller's language; ``item`` is the skill, licence, language or level it gives."""

    kind: StepKind
    text: str
    item: str | None = None


class LessonView(msgspec.Struct, frozen=True, kw_only=True):
    """A skill or licence with which more of the vacancies that were compared would suit.

    ``asked_by`` of them ask for it; ``would_suit`` more would suit (a score from 0.6).
    """

    item: str
    label: str
    asked_by: int
    would_suit: int
    steps: tuple[StepView, ...]


class RemarkView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reason, gap or condition in the caller's language; ``items`` are the codes it is about.

    ``amount`` is months (``experience_short``), kilometres (``place_fits``, ``place_far``) or rupiah a month
    (``pay_below``); ``closes`` says what would close a gap.
    """

    code: str
    text: str
    items: tuple[str, ...] = ()
    amount: int | None = None
    closes: tuple[StepView, ...] = ()


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How well both sides fit, in 0..1, and why. ``conditions`` is what law asks for that no profile tells."""

    score: float
    contributions: tuple[Contribution, ...]
    reasons: tuple[RemarkView, ...]
    gaps: tuple[RemarkView, ...]
    conditions: tuple[RemarkView, ...] = ()


class RecommendedVacancy(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy that suits the person."""

    vacancy: ItemView
    match: Fit


class RecommendedVacancies(msgspec.Struct, frozen=True, kw_only=True):
    """Vacancies, the best first; ``next`` is the cursor of the page after.

    ``lessons``, on the first page, are what would make most more vacancies suit.
    """

    items: tuple[RecommendedVacancy, ...]
    lessons: tuple[LessonView, ...] = ()
    next: str | None = None


class CandidateCard(msgspec.Struct, frozen=True, kw_only=True):
    """A consenting person: what matters for the work, no name and no contact. ``id`` holds for this vacancy alone."""

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


def vacancies_view(page: Page, language: Language) -> RecommendedVacancies:
    """Return a page of vacancies."""
    return RecommendedVacancies(
        items=tuple(_vacancy(item, language) for item in page.recommendations),
        lessons=tuple(_lesson(lesson, language) for lesson in page.lessons),
        next=page.next,
    )


def candidates_view(page: Page, language: Language) -> RecommendedCandidates:
    """Return a page of people."""
    return RecommendedCandidates(items=tuple(_candidate(item, language) for item in page.candidates), next=page.next)


def _vacancy(item: Recommendation, language: Language) -> RecommendedVacancy:
    shown = item_view(Hit(document=item.vacancy, score=item.match.score), language)
    return RecommendedVacancy(vacancy=shown, match=_fit(item.match, language))


def _candidate(item: Candidate, language: Language) -> RecommendedCandidate:
    seeker = item.seeker
    card = CandidateCard(
        id=seeker.id,
        occupations=_coded(Kind.OCCUPATION, seeker.occupations, language),
        skills=_coded(Kind.SKILL, sorted(seeker.skills - DISCLOSING), language),
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
        conditions=tuple(_remark(remark, language) for remark in match.conditions),
    )


def _remark(remark: Remark, language: Language) -> RemarkView:
    return RemarkView(
        code=remark.code,
        text=remark.text.in_language(language),
        items=remark.items,
        amount=remark.amount,
        closes=tuple(_step(step, language) for step in remark.closes),
    )


def _step(step: Step, language: Language) -> StepView:
    return StepView(kind=step.kind, text=step.text.in_language(language), item=step.item)


def _lesson(lesson: Lesson, language: Language) -> LessonView:
    return LessonView(
        item=lesson.item,
        label=lesson.label.in_language(language),
        asked_by=lesson.asked_by,
        would_suit=lesson.would_suit,
        steps=tuple(_step(step, language) for step in lesson.steps),
    )
