"""From an intent to a plan."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from search.plan import (
    Admission,
    CircleFilter,
    Clause,
    CodeField,
    CodeFilter,
    Codes,
    FacetPlan,
    Filter,
    NumberField,
    Plan,
    Position,
    RangeFilter,
    Signals,
    Step,
    StepFacet,
    TermFacet,
)
from search.planning.intent import Intent
from search.request import Criteria, Facet, SearchRequest
from search.weights import weights

SALARY_STEPS = (2_000_000, 3_000_000, 4_000_000, 5_000_000, 7_000_000, 10_000_000, 15_000_000, 20_000_000)
_COUNTED = {
    Facet.OCCUPATION: CodeField.OCCUPATION,
    Facet.SKILL: CodeField.SKILL,
    Facet.REGION: CodeField.REGION,
    Facet.EMPLOYMENT_TYPE: CodeField.EMPLOYMENT_TYPE,
    Facet.REMOTE: CodeField.REMOTE,
    Facet.SOURCE: CodeField.SOURCE,
    Facet.EMPLOYER: CodeField.EMPLOYER,
}


def admission(wanted: Intent, now: int) -> Admission:
    """Return which vacancies ``wanted`` admits of those open at ``now``."""
    return Admission(
        clauses=wanted.clauses,
        minimum=wanted.minimum,
        must=(*wanted.must, *wanted.types, *wanted.conditions, *_place(wanted)),
        must_not=wanted.must_not,
        filters=(
            RangeFilter(field=NumberField.EXPIRES_AT, minimum=now),
            *_filters(_without_place(wanted), chosen=False),
            *_filters(wanted.asked, chosen=True),
        ),
    )


def plan(
    wanted: Intent,
    request: SearchRequest,
    *,
    after: Position | None = None,
    beyond: Sequence[Intent] = (),
    limit: int | None = None,
    facets: tuple[FacetPlan, ...] = (),
) -> Plan:
    """Return the plan for one page of ``wanted``, without what any of ``beyond`` admits."""
    near = wanted.asked.near
    signals = (
        Signals(now=request.now, centre=near.centre, radius_km=near.radius_km) if near else Signals(now=request.now)
    )
    return Plan(
        admission=admission(wanted, request.now),
        beyond=tuple(admission(given, request.now) for given in beyond),
        boosts=wanted.boosts,
        signals=signals,
        sort=request.sort,
        limit=request.limit if limit is None else limit,
        after=after,
        facets=facets,
    )


def facet_plans(facets: Iterable[Facet], education_ranks: Mapping[str, int]) -> tuple[FacetPlan, ...]:
    """Return how to count ``facets``. Steps say what choosing them keeps, as the criteria of that name would."""
    return tuple(_facet(facet, education_ranks) for facet in dict.fromkeys(facets))


def _facet(facet: Facet, education_ranks: Mapping[str, int]) -> FacetPlan:
    if facet is Facet.SALARY:
        steps = tuple(Step(value=str(amount), minimum=amount) for amount in SALARY_STEPS)
        return StepFacet(facet=facet, field=NumberField.PAY, steps=steps)
    if facet is Facet.EDUCATION:
        steps = tuple(Step(value=code, maximum=rank, missing=True) for code, rank in education_ranks.items())
        return StepFacet(facet=facet, field=NumberField.EDUCATION_RANK, steps=steps)
    return TermFacet(facet=facet, field=_COUNTED[facet])


def _place(wanted: Intent) -> Iterable[Clause]:
    if wanted.place_words and wanted.said.regions:
        region = Codes(field=CodeField.REGION, codes=wanted.said.regions, weight=weights().place)
        yield Clause((region, *wanted.place_words))


def _without_place(wanted: Intent) -> Criteria:
    """Return what was said, without the place if `_place` looks after it."""
    return msgspec.structs.replace(wanted.said, regions=()) if wanted.place_words else wanted.said


def _filters(criteria: Criteria, *, chosen: bool) -> Iterable[Filter]:
    yield from _code_filters(criteria, chosen=chosen)
    yield from _range_filters(criteria, chosen=chosen)
    if criteria.near:
        yield CircleFilter(centre=criteria.near.centre, radius_km=criteria.near.radius_km)


def _code_filters(criteria: Criteria, *, chosen: bool) -> Iterable[Filter]:
    listed: tuple[tuple[CodeField, tuple[str, ...], Facet | None], ...] = (
        (CodeField.OCCUPATION, criteria.occupations, Facet.OCCUPATION),
        (CodeField.SKILL, criteria.skills, Facet.SKILL),
        (CodeField.REGION, criteria.regions, Facet.REGION),
        (CodeField.EMPLOYMENT_TYPE, criteria.employment_types, Facet.EMPLOYMENT_TYPE),
        (CodeField.SOURCE, criteria.sources, Facet.SOURCE),
        (CodeField.EMPLOYER, criteria.employers, Facet.EMPLOYER),
        (CodeField.REMOTE, _truth(criteria.remote), Facet.REMOTE),
        (CodeField.DISABILITY_FRIENDLY, _truth(criteria.disability_friendly), None),
        (CodeField.FRESH_GRADUATE, _truth(criteria.fresh_graduate), None),
    )
    for field, codes, facet in listed:
        if codes:
            yield CodeFilter(field=field, codes=codes, facet=facet if chosen else None)


def _range_filters(criteria: Criteria, *, chosen: bool) -> Iterable[Filter]:
    """Yield the filters of numbers: who asks for more than the searcher has is left out, who says nothing stays."""
    if criteria.salary_minimum is not None:
        facet = Facet.SALARY if chosen else None
        yield RangeFilter(field=NumberField.PAY, minimum=criteria.salary_minimum, facet=facet)
    if criteria.education_rank is not None:
        facet = Facet.EDUCATION if chosen else None
        yield RangeFilter(field=NumberField.EDUCATION_RANK, maximum=criteria.education_rank, missing=True, facet=facet)
    if criteria.experience_months is not None:
        yield RangeFilter(field=NumberField.EXPERIENCE_MONTHS, maximum=criteria.experience_months, missing=True)
    if criteria.posted_since is not None:
        yield RangeFilter(field=NumberField.POSTED_AT, minimum=criteria.posted_since)


def _truth(value: bool | None) -> tuple[str, ...]:
    return () if value is None else ("true" if value else "false",)
