"""From intents to plans."""

from search.document import Coordinates
from search.plan import CircleFilter, CodeField, CodeFilter, NumberField, RangeFilter, StepFacet, TermFacet
from search.planning.intent import Intent
from search.planning.plans import admission, facet_plans, plan
from search.planning.similar import similar_plan
from search.request import Criteria, Facet, Near, SearchRequest, Sort
from tests.search.builders import NOW, vacancy

CRITERIA = Criteria(
    occupations=("25",),
    skills=("python",),
    regions=("32", "31"),
    near=Near(Coordinates(-6.2, 106.8), 12.0),
    salary_minimum=5_000_000,
    employment_types=("FULL_TIME",),
    education_rank=3,
    experience_months=12,
    remote=True,
    disability_friendly=True,
    fresh_graduate=False,
    posted_since=NOW - 100,
    sources=("padan",),
    employers=("emp_1",),
)


def test_every_criterion_becomes_a_filter() -> None:
    filters = admission(Intent(asked=CRITERIA), NOW).filters
    assert set(filters) == {
        RangeFilter(field=NumberField.EXPIRES_AT, minimum=NOW),
        CodeFilter(field=CodeField.OCCUPATION, codes=("25",), facet=Facet.OCCUPATION),
        CodeFilter(field=CodeField.SKILL, codes=("python",), facet=Facet.SKILL),
        CodeFilter(field=CodeField.REGION, codes=("32", "31"), facet=Facet.REGION),
        CodeFilter(field=CodeField.EMPLOYMENT_TYPE, codes=("FULL_TIME",), facet=Facet.EMPLOYMENT_TYPE),
        CodeFilter(field=CodeField.SOURCE, codes=("padan",), facet=Facet.SOURCE),
        CodeFilter(field=CodeField.EMPLOYER, codes=("emp_1",), facet=Facet.EMPLOYER),
        CodeFilter(field=CodeField.REMOTE, codes=("true",), facet=Facet.REMOTE),
        CodeFilter(field=CodeField.DISABILITY_FRIENDLY, codes=("true",)),
        CodeFilter(field=CodeField.FRESH_GRADUATE, codes=("false",)),
        RangeFilter(field=NumberField.PAY, minimum=5_000_000, facet=Facet.SALARY),
        RangeFilter(field=NumberField.EDUCATION_RANK, maximum=3, missing=True, facet=Facet.EDUCATION),
        RangeFilter(field=NumberField.EXPERIENCE_MONTHS, maximum=12, missing=True),
        RangeFilter(field=NumberField.POSTED_AT, minimum=NOW - 100),
        CircleFilter(centre=Coordinates(-6.2, 106.8), radius_km=12.0),
    }


def test_criteria_from_words_are_no_facets_own() -> None:
    assert all(entry.facet is None for entry in admission(Intent(said=CRITERIA), NOW).filters)


def test_distance_counts_only_with_a_centre() -> None:
    request = SearchRequest(now=NOW, sort=Sort.NEWEST, limit=7)
    without = plan(Intent(), request)
    within = plan(Intent(asked=CRITERIA), request, limit=3)
    assert without.signals.centre is None
    assert (within.signals.centre, within.signals.radius_km) == (Coordinates(-6.2, 106.8), 12.0)
    assert (without.limit, within.limit, within.sort) == (7, 3, Sort.NEWEST)


def test_every_facet_can_be_counted_once() -> None:
    plans = facet_plans((*Facet, *Facet), {"sma": 3, "s1": 7})
    assert [entry.facet for entry in plans] == list(Facet)
    assert sum(isinstance(entry, StepFacet) for entry in plans) == 2


def test_steps_of_education_keep_what_choosing_them_would() -> None:
    (counted,) = facet_plans([Facet.EDUCATION], {"sma": 3, "s1": 7})
    assert isinstance(counted, StepFacet)
    assert [(step.value, step.maximum, step.missing) for step in counted.steps] == [("sma", 3, True), ("s1", 7, True)]


def test_term_facets_count_the_field_that_their_filter_uses() -> None:
    filters = admission(Intent(asked=CRITERIA), NOW).filters
    fields = {entry.facet: entry.field for entry in filters if isinstance(entry, CodeFilter) and entry.facet}
    counted = {entry.facet: entry.field for entry in facet_plans(Facet, {}) if isinstance(entry, TermFacet)}
    assert counted == fields


def test_similar_vacancies_leave_out_the_vacancy_itself() -> None:
    asked = similar_plan(vacancy(7, occupation="2512", skills=("python",), region="32.73"), NOW, 5)
    ((excluded,),) = (clause.leaves for clause in asked.admission.must_not)
    assert excluded.codes == (vacancy(7).id,)  # type: ignore[union-attr]
    assert len(asked.boosts) == 4
