"""Which pairs are worth scoring: candidates from the indices, by codes."""

from collections.abc import Iterable

from chalicelib.matching.model import Demand, Seeker
from chalicelib.matching.world import KNOWLEDGE
from search.plan import (
    Admission,
    CandidatePlan,
    Clause,
    CodeField,
    Codes,
    Leaf,
    NumberField,
    Plan,
    RangeFilter,
    Signals,
)
from search.plan import WeightedCode as Weighted

POOL = 300
"""How many of each side are taken from the index and scored."""
_EXACT, _GROUP = 3.0, 1.5
_SKILL = 0.003
"""For each hundredth of a skill's rarity."""


def vacancies_for(seeker: Seeker, now: int) -> Plan:
    """Return the plan that finds vacancies of the person's occupations, their groups, or their skills.

    A person who has stated none of them gets every open vacancy, in the order of the other signals.
    """
    leaves = tuple(_leaves(seeker))
    clauses = (Clause(leaves),) if leaves else ()
    open_now = RangeFilter(field=NumberField.EXPIRES_AT, minimum=now)
    admission = Admission(clauses=clauses, minimum=len(clauses), filters=(open_now,))
    boosts = tuple(Codes(field=CodeField.REGION, codes=(code,), weight=1.0) for code in _regions(seeker))
    return Plan(admission=admission, boosts=boosts, signals=Signals(now=now), limit=POOL)


def people_for(demand: Demand) -> CandidatePlan:
    """Return the plan that finds people of the vacancy's occupation, its group, or its skills."""
    skills = tuple(Weighted(code, KNOWLEDGE.rarity(code) / 100) for code in demand.skills)
    occupations: tuple[Weighted, ...] = ()
    if demand.occupation:
        occupations = (Weighted(demand.occupation, _EXACT), Weighted(demand.occupation[:3], _GROUP))
    return CandidatePlan(occupations=occupations, skills=skills, licences=demand.licences, limit=POOL)


def _leaves(seeker: Seeker) -> Iterable[Leaf]:
    for code in dict.fromkeys((*seeker.wished_occupations, *seeker.occupations)):
        yield Codes(field=CodeField.OCCUPATION, codes=(code,), weight=_EXACT)
        if len(code) == 4:
            yield Codes(field=CodeField.OCCUPATION, codes=(code[:3],), weight=_GROUP)
    for skill in sorted(seeker.skills):
        yield Codes(field=CodeField.SKILL, codes=(skill,), weight=_SKILL * KNOWLEDGE.rarity(skill))


def _regions(seeker: Seeker) -> Iterable[str]:
    home = (seeker.place.code,) if seeker.place else ()
    return dict.fromkeys((*seeker.wished_regions, *home))
