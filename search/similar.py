"""Vacancies like a given one, why each is like it, and none that is the same job posted again."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from search.document import VacancyDocument
from search.indexed import occupations, pay
from search.normalise import normalise
from search.planning.similar import similar_plan
from search.port import PlannedHit, VacancyIndex
from search.relaxation import GROUP_DIGITS

PAY_SPAN = 0.25
"""Pay counts as alike when the greater is at most this share above the less."""
PAY_WEIGHT = 0.15
"""What the very same pay adds to a score, as a share of it; nothing at `PAY_SPAN` and beyond, evenly between."""
_WINDOW, _MOST_WINDOWS = 100, 5


class Likeness(StrEnum):
    """In what a vacancy is like another."""

    OCCUPATION = "occupation"
    GROUP = "occupation_group"
    TITLE = "title"
    SKILL = "skill"
    REGION = "region"
    PROVINCE = "province"
    PAY = "pay"


class Reason(msgspec.Struct, frozen=True):
    """Why a vacancy is like another: in what, and the codes that both have (none for pay and words of the title)."""

    likeness: Likeness
    codes: tuple[str, ...] = ()


class Similar(msgspec.Struct, frozen=True):
    """A vacancy like the one that was named, with its score and at least one reason, the weightiest first."""

    document: VacancyDocument
    score: float
    reasons: tuple[Reason, ...]


def similar(index: VacancyIndex, document: VacancyDocument, now: int, limit: int) -> tuple[Similar, ...]:
    """Return up to ``limit`` open vacancies like ``document``, best first; never itself nor the same job once more.

    The index ranks by occupation, words of the title, skills and place; of its best hundred those with about the same
    pay rise (`PAY_WEIGHT`). Raises `search.port.IndexUnavailable`.
    """
    scored = [
        Similar(hit.document, round(hit.score * (1 + PAY_WEIGHT * pay_likeness(document, hit.document)), 4), ())
        for hit in _candidates(index, document, now, max(_WINDOW, limit))
    ]
    scored.sort(key=lambda found: (-found.score, found.document.id))
    return tuple(
        msgspec.structs.replace(found, reasons=tuple(reasons(document, found.document))) for found in scored[:limit]
    )


def pay_likeness(one: VacancyDocument, other: VacancyDocument) -> float:
    """Return how alike two vacancies pay: 1 for the same, 0 from `PAY_SPAN` on or where one says nothing."""
    amounts = (pay(one), pay(other))
    stated = sorted(amount for amount in amounts if amount)
    if len(stated) < len(amounts):
        return 0.0
    less, more = stated
    return max(0.0, 1 - (more / less - 1) / PAY_SPAN)


def reasons(document: VacancyDocument, other: VacancyDocument) -> Iterator[Reason]:
    """Yield in what ``other`` is like ``document``."""
    yield from _work(document, other)
    if shared := tuple(skill for skill in document.skills if skill in other.skills):
        yield Reason(Likeness.SKILL, shared)
    yield from _place(document, other)
    if pay_likeness(document, other) > 0:
        yield Reason(Likeness.PAY)


def _work(document: VacancyDocument, other: VacancyDocument) -> Iterator[Reason]:
    theirs = occupations(other)
    same = tuple(code for code in occupations(document) if code in theirs)
    groups = tuple(dict.fromkeys(code[:GROUP_DIGITS] for code in theirs))
    near = tuple(dict.fromkeys(code[:GROUP_DIGITS] for code in occupations(document) if code[:GROUP_DIGITS] in groups))
    if same:
        yield Reason(Likeness.OCCUPATION, same)
    elif near:
        yield Reason(Likeness.GROUP, near)
    else:
        yield Reason(Likeness.TITLE)


def _place(document: VacancyDocument, other: VacancyDocument) -> Iterator[Reason]:
    mine, theirs = document.region, other.region
    if not mine or not theirs:
        return
    if mine == theirs:
        yield Reason(Likeness.REGION, (mine,))
    elif (province := mine.partition(".")[0]) == theirs.partition(".")[0]:
        yield Reason(Likeness.PROVINCE, (province,))


def _candidates(index: VacancyIndex, document: VacancyDocument, now: int, wanted: int) -> Sequence[PlannedHit]:
    """Return the index's best without copies of ``document`` or of each other, reading on where there are many."""
    seen = {_job(document)}
    found: list[PlannedHit] = []
    plan = similar_plan(document, now, wanted)
    for _ in range(_MOST_WINDOWS):
        page = index.search(plan)
        for hit in page.hits:
            if (job := _job(hit.document)) not in seen:
                seen.add(job)
                found.append(hit)
        if len(found) >= wanted or not page.more:
            break
        plan = msgspec.structs.replace(plan, after=page.hits[-1].position)
    return found[:wanted]


def _job(document: VacancyDocument) -> tuple[str, str, str | None]:
    """Return what makes two vacancies the same job posted twice: title, employer's name and place."""
    return normalise(document.title), normalise(document.employer_name), document.region
