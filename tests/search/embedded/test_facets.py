"""Counting facets."""

from collections.abc import Iterator

import pytest

from search.answer import FacetCounts, FacetValue
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.plan import Admission, CodeField, CodeFilter, NumberField, Plan, Signals, Step, StepFacet, TermFacet
from search.request import Facet
from tests.search.builders import NOW, vacancy

REGION = TermFacet(facet=Facet.REGION, field=CodeField.REGION)
TYPE = TermFacet(facet=Facet.EMPLOYMENT_TYPE, field=CodeField.EMPLOYMENT_TYPE)


@pytest.fixture(scope="module")
def index() -> Iterator[EmbeddedVacancyIndex]:
    made = EmbeddedVacancyIndex()
    made.put(
        [
            vacancy(1, region="32.73", employment_type="FULL_TIME", pay_minimum=3_000_000, occupation="5230"),
            vacancy(2, region="32.76", employment_type="INTERN", pay_minimum=6_000_000, occupation="5230"),
            vacancy(3, region="31.74", employment_type="FULL_TIME", occupation="2512.01"),
            vacancy(4, pay_minimum=0),
        ]
    )
    made.refresh()
    yield made
    made.close()


def _facet(index: EmbeddedVacancyIndex, plan: TermFacet | StepFacet, *filters: CodeFilter) -> FacetCounts:
    asked = Plan(admission=Admission(filters=filters), signals=Signals(now=NOW), facets=(plan, TYPE))
    return index.search(asked).facets[0]


def test_regions_are_counted_with_their_provinces_and_not_stated(index: EmbeddedVacancyIndex) -> None:
    assert _facet(index, REGION).values == (
        FacetValue("32", 2),
        FacetValue("31", 1),
        FacetValue("31.74", 1),
        FacetValue("32.73", 1),
        FacetValue("32.76", 1),
        FacetValue(None, 1),
    )


def test_occupations_are_counted_by_unit_group(index: EmbeddedVacancyIndex) -> None:
    plan = TermFacet(facet=Facet.OCCUPATION, field=CodeField.OCCUPATION)
    assert _facet(index, plan).values == (FacetValue("5230", 2), FacetValue("2512", 1), FacetValue(None, 1))


def test_a_facet_ignores_its_own_filter_and_keeps_the_others(index: EmbeddedVacancyIndex) -> None:
    own = CodeFilter(field=CodeField.REGION, codes=("31",), facet=Facet.REGION)
    other = CodeFilter(field=CodeField.EMPLOYMENT_TYPE, codes=("FULL_TIME",), facet=Facet.EMPLOYMENT_TYPE)
    values = {entry.value: entry.count for entry in _facet(index, REGION, own, other).values}
    assert values == {"31": 1, "31.74": 1, "32": 1, "32.73": 1, None: 0}


def test_a_filter_that_is_no_facets_own_always_counts(index: EmbeddedVacancyIndex) -> None:
    said = CodeFilter(field=CodeField.REGION, codes=("31",))
    values = {entry.value: entry.count for entry in _facet(index, REGION, said).values}
    assert values == {"31": 1, "31.74": 1, None: 0}


def test_steps_overlap_and_may_keep_the_unstated(index: EmbeddedVacancyIndex) -> None:
    steps = (
        Step(value="any", minimum=0),
        Step(value="three", minimum=3_000_000),
        Step(value="five", minimum=5_000_000),
        Step(value="at most three or unstated", maximum=3_000_000, missing=True),
    )
    plan = StepFacet(facet=Facet.SALARY, field=NumberField.PAY, steps=steps)
    assert [entry.count for entry in _facet(index, plan).values] == [3, 2, 1, 3, 1]


def test_only_the_most_frequent_values_are_shown(index: EmbeddedVacancyIndex) -> None:
    plan = TermFacet(facet=Facet.REGION, field=CodeField.REGION, size=2)
    assert [entry.value for entry in _facet(index, plan).values] == ["32", "31", None]
