"""Which pairs are worth scoring: candidates from the indices, by codes, in about the order of their scores.

The plans weigh what they match as the scorer does: an occupation by its proximity, a skill by its rarity and likeness,
a place by how near it is. How many of the best the pool misses is measured by ``python -m bench.matching``.
"""

from collections.abc import Iterable, Iterator

from chalicelib.matching import by_skills
from chalicelib.matching.features import ELSEWHERE, FITS, FULL, UNTOLD, occupations_of
from chalicelib.matching.knowledge import WHOLE
from chalicelib.matching.likeness import near
from chalicelib.matching.model import Demand, Feature, Seeker
from chalicelib.matching.placing import BESIDE, MOVE
from chalicelib.matching.world import KNOWLEDGE
from search.plan import (
    Admission,
    AnyOf,
    CandidatePlan,
    Clause,
    CodeField,
    CodeFilter,
    Codes,
    Filter,
    NumberField,
    Plan,
    RangeFilter,
    Signals,
)
from search.plan import WeightedCode as Weighted

POOL = 1000
"""How many of each side are taken from the index and scored."""
_OCCUPATION, _SKILL, _PLACE, _CONTRACT = (
    float(FITS[each][0]) for each in (Feature.OCCUPATION, Feature.SKILLS, Feature.PLACE, Feature.CONTRACT)
)
_RARE = 900.0
"""Rarity, in hundredths, of a skill that counts as much as all that a vacancy commonly asks for."""
_GROUPS = ((3, 0.7), (2, 0.4))
"""Digits of the groups that admit as well, and what they are worth."""
_MOST_SKILLS = 60
"""Skills that are asked for, the most telling first."""
_STEP = 0.125
"""Points to which the worth of a skill is rounded, so that hundreds of likenesses make few leaves."""
_YES = "true"
_REMOTE = ((_YES, 0.9),)


def vacancies_for(seeker: Seeker, now: int, *, disability_friendly: bool = False) -> Plan:
    """Return the plan that finds vacancies of the person's occupations, those near them, or their skills.

    A person who has stated none of them gets open vacancies where they live or would work. ``disability_friendly``
    keeps those that say they are.
    """
    clauses, boosts = tuple(_clauses(seeker)), tuple(_boosts(seeker))
    if _by_skills_alone(seeker):
        clauses, boosts = (by_skills.clause(seeker),), (*boosts, *by_skills.boosts(seeker))
    filters: list[Filter] = [RangeFilter(field=NumberField.EXPIRES_AT, minimum=now)]
    if disability_friendly:
        filters.append(CodeFilter(field=CodeField.DISABILITY_FRIENDLY, codes=(_YES,)))
    admission = Admission(clauses=clauses, minimum=min(1, len(clauses)), filters=tuple(filters))
    return Plan(admission=admission, boosts=boosts, signals=Signals(now=now, fit_only=bool(clauses)), limit=POOL)


def people_for(demand: Demand) -> CandidatePlan:
    """Return the plan that finds people of the vacancy's occupation, those near it, or its skills.

    Where no occupation is stated few may have a rare skill; then who lives within reach is compared too.
    """
    licences = () if demand.licences_from_text else demand.licences
    return CandidatePlan(
        occupations=tuple(_wanted_occupations(demand)),
        skills=tuple(_wanted_skills(demand)),
        licences=licences,
        near=tuple(_places(demand)),
        movers=0.0 if demand.remote or demand.place is None else _PLACE * MOVE / FULL,
        within_reach=not occupations_of(demand),
        limit=POOL,
    )


def _by_skills_alone(seeker: Seeker) -> bool:
    return bool(seeker.skills) and not seeker.occupations and not seeker.wished_occupations


def _clauses(seeker: Seeker) -> Iterator[Clause]:
    for leaves in (tuple(_occupation_leaves(seeker)), tuple(_skill_leaves(seeker))):
        if leaves:
            yield Clause(leaves)


def _occupation_leaves(seeker: Seeker) -> Iterator[Codes]:
    wanted = dict.fromkeys((*seeker.wished_occupations, *seeker.occupations))
    for code, share in _best(beside for mine in wanted for beside in _near(mine)):
        yield Codes(field=CodeField.OCCUPATION, codes=(code,), weight=_OCCUPATION * share)


def _near(code: str) -> Iterator[tuple[str, float]]:
    yield code, 1.0
    for digits, share in _GROUPS:
        if len(code) > digits:
            yield code[:digits], share
    yield from ((other, proximity / WHOLE) for other, proximity in near(code).items() if proximity > ELSEWHERE)


def _skill_leaves(seeker: Seeker) -> Iterator[Codes]:
    telling = sorted(seeker.skills, key=lambda code: (-KNOWLEDGE.rarity(code), code))[:_MOST_SKILLS]
    for skill in sorted(telling):
        yield Codes(field=CodeField.SKILL, codes=(skill,), weight=_SKILL * KNOWLEDGE.rarity(skill) / _RARE)


def _boosts(seeker: Seeker) -> Iterator[Codes]:
    """Yield what raises and never admits; to who would move every place is worth something already."""
    floor = MOVE / FULL if seeker.willing_to_move else 0.0
    for code, share in (*_best(_reach(seeker)), *_REMOTE):
        if share > floor:
            field = CodeField.REMOTE if code == _YES else CodeField.REGION
            yield Codes(field=field, codes=(code,), weight=_PLACE * (share - floor))
    for form in sorted(seeker.employment_types):
        yield Codes(field=CodeField.EMPLOYMENT_TYPE, codes=(form,), weight=_CONTRACT)


def _reach(seeker: Seeker) -> Iterator[tuple[str, float]]:
    home = (seeker.place.code,) if seeker.place else ()
    for code in dict.fromkeys((*seeker.wished_regions, *home)):
        yield code, 1.0
        yield from ((beside, BESIDE / FULL) for beside in sorted(KNOWLEDGE.neighbours(code)))


def _places(demand: Demand) -> Iterator[Weighted]:
    if demand.place is None or demand.remote:
        return
    yield Weighted(demand.place.code, _PLACE)
    for beside in sorted(KNOWLEDGE.neighbours(demand.place.code)):
        yield Weighted(beside, _PLACE * BESIDE / FULL)


def _wanted_occupations(demand: Demand) -> Iterator[Weighted]:
    for code, share in _best(beside for wanted in occupations_of(demand) for beside in _near(wanted)):
        yield Weighted(code, _OCCUPATION * share)


def _wanted_skills(demand: Demand) -> Iterator[AnyOf]:
    """Yield each skill asked for with those that stand in for it, weighed as the scorer does."""
    asked = UNTOLD + sum(KNOWLEDGE.rarity(code) for code in demand.skills)
    for wanted in dict.fromkeys(demand.skills):
        worth = _SKILL * KNOWLEDGE.rarity(wanted) / asked / WHOLE
        alike = KNOWLEDGE.alike(wanted).items()
        yield AnyOf(tuple(Weighted(held, _rounded(worth * likeness)) for held, likeness in alike))


def _rounded(points: float) -> float:
    return max(_STEP, round(points / _STEP) * _STEP)


def _best(weighed: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return each code with the most that it is worth, in the order of their first mention."""
    found: dict[str, float] = {}
    for code, share in weighed:
        found[code] = max(share, found.get(code, 0.0))
    return list(found.items())
