"""What choosing does, in corpora that nobody arranged: each filter keeps what it says, wider ones lose nothing."""

from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.document import VacancyDocument
from search.request import Criteria, Facet, Near
from tests.relevance.asking import AMOUNTS, CENTRES, criteria, queries
from tests.relevance.placed import Placed, World
from tests.relevance.worlds import DAY, PLACES, SKILLS, TYPES

often = settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
seldom = settings(often, max_examples=8)
KINDS = tuple(kind for kind in TYPES if kind)
Keeps = Callable[[VacancyDocument, Criteria], bool]


def _under(code: str | None, chosen: tuple[str, ...]) -> bool:
    return code is not None and any(code.startswith(each) for each in chosen)


def _at_most(value: int | None, most: int) -> bool:
    return value is None or value <= most


def _pays(document: VacancyDocument, least: int) -> bool:
    stated = [pay for pay in (document.pay_minimum, document.pay_maximum) if pay is not None]
    return bool(stated) and max(stated) >= least


KEEPS: dict[str, Keeps] = {
    "occupations": lambda d, c: any(_under(code, c.occupations) for code in (d.occupation, *d.further_occupations)),
    "skills": lambda d, c: bool({*d.skills} & {*c.skills}),
    "regions": lambda d, c: _under(d.region, c.regions),
    "salary_minimum": lambda d, c: _pays(d, c.salary_minimum or 0),
    "employment_types": lambda d, c: d.employment_type in c.employment_types,
    "education_rank": lambda d, c: _at_most(d.education_rank, c.education_rank or 0),
    "experience_months": lambda d, c: _at_most(d.experience_months, c.experience_months or 0),
    "remote": lambda d, c: d.remote is c.remote,
    "disability_friendly": lambda d, c: d.disability_friendly is c.disability_friendly,
    "fresh_graduate": lambda d, c: d.fresh_graduate is c.fresh_graduate,
    "posted_since": lambda d, c: d.posted_at >= (c.posted_since or 0),
    "sources": lambda d, c: d.partner in c.sources,
    "employers": lambda d, c: d.employer_id in c.employers,
}
"""What a filter keeps, said once more and plainly; only the circle is asked of the engines alone."""


def test_every_filter_but_the_circle_is_said() -> None:
    assert {*KEEPS, "near"} == {*Criteria.__struct_fields__}


@often
@given(st.data())
def test_a_filter_keeps_exactly_what_meets_it(placed: Placed, data: st.DataObject) -> None:
    words = data.draw(st.just("") | queries(placed.world))
    chosen = msgspec.structs.replace(data.draw(criteria(placed.world)), near=None)
    told = [KEEPS[name] for name in KEEPS if getattr(chosen, name) not in ((), None)]
    every = placed.found(words)
    kept = {each.id for each in placed.world.documents if each.id in every and all(keep(each, chosen) for keep in told)}
    assert placed.found(words, chosen) == kept


def _wider(world: World) -> dict[str, tuple[st.SearchStrategy[Criteria], Callable[[Criteria, object], Criteria]]]:
    """For each field: narrow choices, and how something more widens them."""
    codes = tuple(sorted({each.occupation for each in world.documents if each.occupation}))
    employers = tuple(sorted({each.employer_id for each in world.documents}))
    lists = {
        "occupations": codes,
        "skills": SKILLS,
        "regions": PLACES,
        "employment_types": KINDS,
        "sources": ("padan", "contoh"),
        "employers": employers,
    }
    return {
        name: (
            st.sampled_from(values).map(lambda value, name=name: Criteria(**{name: (value,)})),
            lambda narrow, _, name=name, values=values: Criteria(**{name: (*getattr(narrow, name), values[0])}),
        )
        for name, values in lists.items()
    }


@pytest.mark.parametrize("field", ["occupations", "skills", "regions", "employment_types", "sources", "employers"])
@seldom
@given(st.data())
def test_one_value_more_never_loses_a_hit(placed: Placed, field: str, data: st.DataObject) -> None:
    narrow, more = _wider(placed.world)[field]
    chosen, words = data.draw(narrow), data.draw(st.just("") | queries(placed.world))
    assert placed.found(words, chosen) <= placed.found(words, more(chosen, None)) <= placed.found(words)


@pytest.mark.parametrize("field", ["occupations", "regions"])
@seldom
@given(st.data())
def test_a_shorter_code_never_loses_a_hit(placed: Placed, field: str, data: st.DataObject) -> None:
    narrow, _ = _wider(placed.world)[field]
    chosen, words = data.draw(narrow), data.draw(st.just("") | queries(placed.world))
    cut = {"regions": (2,), "occupations": (3, 2, 1)}[field]
    before = placed.found(words, chosen)
    for length in cut:
        after = placed.found(words, Criteria(**{field: (getattr(chosen, field)[0][:length],)}))  # type: ignore[arg-type]
        assert before <= after
        before = after


STEPS: dict[str, tuple[int, ...]] = {
    "salary_minimum": tuple(sorted(AMOUNTS, reverse=True)),
    "education_rank": (0, 1, 2, 3, 6, 7, 8, 12),
    "experience_months": (0, 1, 11, 12, 13, 24, 60, 600),
}


@pytest.mark.parametrize("field", STEPS)
@seldom
@given(st.data())
def test_each_step_of_a_number_keeps_what_the_one_before_kept(placed: Placed, field: str, data: st.DataObject) -> None:
    words = data.draw(st.just("") | queries(placed.world))
    found = [placed.found(words, Criteria(**{field: step})) for step in STEPS[field]]  # type: ignore[arg-type]
    found.append(placed.found(words))
    assert all(narrow <= wide for narrow, wide in pairwise(found))


@seldom
@given(st.data())
def test_later_days_and_farther_circles_only_add(placed: Placed, data: st.DataObject) -> None:
    words, centre = data.draw(st.just("") | queries(placed.world)), data.draw(st.sampled_from(CENTRES))
    circles = [placed.found(words, Criteria(near=Near(centre, radius))) for radius in (1, 5, 20, 100, 1_000, 20_000)]
    days = [placed.found(words, Criteria(posted_since=placed.world.now - days * DAY)) for days in (0, 1, 7, 30, 400)]
    for found in (circles, days):
        assert all(narrow <= wide for narrow, wide in pairwise(found))
        assert found[-1] <= placed.found(words)


@pytest.mark.parametrize("field", ["remote", "disability_friendly", "fresh_graduate"])
@seldom
@given(st.data())
def test_yes_and_no_split_what_is_found(placed: Placed, field: str, data: st.DataObject) -> None:
    words = data.draw(st.just("") | queries(placed.world))
    yes, no = (placed.found(words, Criteria(**{field: value})) for value in (True, False))  # type: ignore[arg-type]
    assert not yes & no
    assert yes | no == placed.found(words)


FIELDS = {
    Facet.OCCUPATION: "occupations",
    Facet.SKILL: "skills",
    Facet.REGION: "regions",
    Facet.EMPLOYMENT_TYPE: "employment_types",
    Facet.SOURCE: "sources",
    Facet.EMPLOYER: "employers",
    Facet.SALARY: "salary_minimum",
    Facet.EDUCATION: "education_rank",
    Facet.REMOTE: "remote",
}
STATED: dict[Facet, Callable[[VacancyDocument], object]] = {
    Facet.OCCUPATION: lambda each: each.occupation,
    Facet.SKILL: lambda each: each.skills,
    Facet.REGION: lambda each: each.region,
    Facet.EMPLOYMENT_TYPE: lambda each: each.employment_type,
    Facet.SALARY: lambda each: each.pay_minimum if each.pay_maximum is None else each.pay_maximum,
    Facet.EDUCATION: lambda each: each.education_rank,
}
"""What a vacancy may leave unsaid; it says all else."""


@pytest.mark.parametrize("facet", list(Facet))
@seldom
@given(st.data())
def test_a_facet_counts_what_choosing_would_leave(placed: Placed, facet: Facet, data: st.DataObject) -> None:
    words, chosen = data.draw(st.just("") | queries(placed.world)), data.draw(criteria(placed.world))
    (counts,) = placed.ask(words, criteria=chosen, facets=(facet,), limit=1).facets
    name = FIELDS[facet]
    free = msgspec.structs.replace(chosen, **{name: getattr(Criteria(), name)})
    every = placed.found(words, free)
    for entry in counts.values:
        if entry.value is None:
            left = {each.id for each in placed.world.documents if each.id in every and _leaves_unsaid(each, facet)}
        else:
            left = set(placed.found(words, msgspec.structs.replace(free, **{name: _value(placed, facet, entry.value)})))
        assert entry.count == len(left), entry


def _leaves_unsaid(document: VacancyDocument, facet: Facet) -> bool:
    return facet in STATED and STATED[facet](document) in (None, ())


def _value(placed: Placed, facet: Facet, value: str) -> object:
    match facet:
        case Facet.SALARY:
            return int(value)
        case Facet.EDUCATION:
            return placed.knowledge.education_ranks[value]
        case Facet.REMOTE:
            return value == "true"
        case _:
            return (value,)
