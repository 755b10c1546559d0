"""A facet's count is what choosing its value would leave."""

import random

import msgspec
import pytest

from search.answer import FacetCounts, FacetValue
from search.document import VacancyDocument
from search.indexed import MISSING
from search.plan import (
    Admission,
    CodeField,
    CodeFilter,
    FacetPlan,
    Filter,
    NumberField,
    Plan,
    RangeFilter,
    Step,
    StepFacet,
    TermFacet,
)
from search.port import VacancyIndex
from search.request import Facet
from tests.contracts.index.asking import SIGNALS, hold, said
from tests.search.builders import vacancy

STEPS = tuple(Step(value=str(million), minimum=million * 1_000_000) for million in (3, 5, 8))
TERMS = (
    TermFacet(facet=Facet.REGION, field=CodeField.REGION),
    TermFacet(facet=Facet.OCCUPATION, field=CodeField.OCCUPATION),
    TermFacet(facet=Facet.SKILL, field=CodeField.SKILL),
    TermFacet(facet=Facet.EMPLOYMENT_TYPE, field=CodeField.EMPLOYMENT_TYPE),
    TermFacet(facet=Facet.EDUCATION, field=CodeField.EDUCATION),
    TermFacet(facet=Facet.REMOTE, field=CodeField.REMOTE),
    TermFacet(facet=Facet.SOURCE, field=CodeField.SOURCE),
)
SALARY = StepFacet(facet=Facet.SALARY, field=NumberField.PAY, steps=STEPS)
CHOSEN: tuple[Filter, ...] = (
    CodeFilter(field=CodeField.REGION, codes=("32",), facet=Facet.REGION),
    CodeFilter(field=CodeField.SKILL, codes=("skl_a", "skl_b"), facet=Facet.SKILL),
    RangeFilter(field=NumberField.PAY, minimum=3_000_000, missing=True, facet=Facet.SALARY),
    CodeFilter(field=CodeField.EMPLOYMENT_TYPE, codes=("FULL_TIME",)),
)


def _market(count: int = 120) -> list[VacancyDocument]:
    draw = random.Random(5)
    return [
        vacancy(
            number,
            title=draw.choice(("Kasir", "Sopir")),
            region=draw.choice((None, "32", "32.75", "32.76", "31.71")),
            occupation=(occupation := draw.choice((None, "5230", "5230.01", "8332"))),
            further_occupations=("8332", "9412") if occupation and draw.random() < 0.2 else (),
            skills=tuple(draw.sample(("skl_a", "skl_b", "skl_c"), draw.randrange(4))),
            employment_type=draw.choice((None, "FULL_TIME", "PART_TIME")),
            education=draw.choice((None, "sma", "s1")),
            pay_minimum=draw.choice((None, 0, 2_500_000, 3_000_000, 5_500_000, 9_000_000)),
            remote=draw.random() < 0.3,
            partner=draw.choice(("padan", "par_a")),
        )
        for number in range(1, count + 1)
    ]


def _facets(index: VacancyIndex, *facets: FacetPlan, **admission: object) -> tuple[FacetCounts, ...]:
    asked = Plan(admission=Admission(**admission), signals=SIGNALS, facets=facets)  # type: ignore[arg-type]
    return index.search(asked).facets


def _total(index: VacancyIndex, admission: Admission) -> int:
    return index.search(Plan(admission=admission, signals=SIGNALS, limit=1)).total


def _choose(facet: FacetPlan, entry: FacetValue) -> Filter:
    """The filter that choosing the value stands for."""
    if isinstance(facet, TermFacet):
        return CodeFilter(field=facet.field, codes=(entry.value or MISSING,), facet=facet.facet)
    if entry.value is None:
        return RangeFilter(field=facet.field, minimum=1 << 50, missing=True, facet=facet.facet)
    step = next(step for step in facet.steps if step.value == entry.value)
    return RangeFilter(field=facet.field, minimum=step.minimum, facet=facet.facet)


@pytest.mark.parametrize("chosen", [(), CHOSEN[:1], CHOSEN])
def test_counts_equal_the_hits_after_choosing(vacancies: VacancyIndex, chosen: tuple[Filter, ...]) -> None:
    hold(vacancies, _market())
    facets: tuple[FacetPlan, ...] = (*TERMS, SALARY)
    admission = Admission(clauses=(said("kasir"),), minimum=1, filters=chosen)
    counted = vacancies.search(Plan(admission=admission, signals=SIGNALS, facets=facets, limit=1)).facets
    assert [each.facet for each in counted] == [each.facet for each in facets]
    for facet, counts in zip(facets, counted, strict=True):
        others = tuple(entry for entry in chosen if entry.facet is not facet.facet)
        assert counts.values
        for entry in counts.values:
            filters = (*others, _choose(facet, entry))
            after = _total(vacancies, msgspec.structs.replace(admission, filters=filters))
            assert after == entry.count, (facet.facet, entry)


def test_values_come_by_frequency_then_by_name_and_not_stated_last(vacancies: VacancyIndex) -> None:
    regions = ["32.75", "32.76", "31.71", None, None, None, None, None]
    hold(vacancies, [vacancy(number, region=region) for number, region in enumerate(regions, 1)])
    (counts,) = _facets(vacancies, TERMS[0])
    assert counts.values == (
        FacetValue("32", 2),
        FacetValue("31", 1),
        FacetValue("31.71", 1),
        FacetValue("32.75", 1),
        FacetValue("32.76", 1),
        FacetValue(None, 5),
    )


def test_not_stated_displaces_no_value(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(number, region=None if number > 4 else f"3{number}") for number in range(1, 12)])
    (counts,) = _facets(vacancies, TermFacet(facet=Facet.REGION, field=CodeField.REGION, size=2))
    assert counts.values == (FacetValue("31", 1), FacetValue("32", 1), FacetValue(None, 7))


def test_occupations_are_counted_by_their_group(vacancies: VacancyIndex) -> None:
    codes = ["5230", "5230.01", "8332", None]
    hold(vacancies, [vacancy(number, occupation=code) for number, code in enumerate(codes, 1)])
    (counts,) = _facets(vacancies, TERMS[1])
    assert counts.values == (FacetValue("5230", 2), FacetValue("8332", 1), FacetValue(None, 1))


def test_a_vacancy_whose_group_was_split_is_counted_and_found_under_each_part(vacancies: VacancyIndex) -> None:
    split = vacancy(1, occupation="2519", further_occupations=("2515", "2519.02"))
    hold(vacancies, [split, vacancy(2, occupation="2519")])
    (counts,) = _facets(vacancies, TERMS[1])
    assert counts.values == (FacetValue("2519", 2), FacetValue("2515", 1), FacetValue(None, 0))
    for code, total in (("2515", 1), ("2519", 2), ("251", 2), ("2519.02", 1), (MISSING, 0)):
        chosen = CodeFilter(field=CodeField.OCCUPATION, codes=(code,))
        assert _total(vacancies, Admission(filters=(chosen,))) == total, code


def test_steps_overlap_and_may_keep_what_is_not_stated(vacancies: VacancyIndex) -> None:
    pays = [0, 3_000_000, 6_000_000, None]
    hold(vacancies, [vacancy(number, pay_minimum=pay) for number, pay in enumerate(pays, 1)])
    steps = (*STEPS[:2], Step(value="up to three", maximum=3_000_000, missing=True), Step(value="any"))
    (counts,) = _facets(vacancies, StepFacet(facet=Facet.SALARY, field=NumberField.PAY, steps=steps))
    assert [(entry.value, entry.count) for entry in counts.values] == [
        ("3", 2),
        ("5", 1),
        ("up to three", 3),
        ("any", 3),
        (None, 1),
    ]


def test_facets_of_an_empty_index_count_nothing(vacancies: VacancyIndex) -> None:
    terms, steps = _facets(vacancies, TERMS[0], SALARY)
    assert terms.values == (FacetValue(None, 0),)
    assert {entry.count for entry in steps.values} == {0}


def test_what_a_stricter_search_gave_is_left_out_of_the_list_alone(vacancies: VacancyIndex) -> None:
    hold(vacancies, _market(60))
    strict = Admission(filters=(CodeFilter(field=CodeField.REGION, codes=("32.75",)),))
    wide = Admission(filters=(CodeFilter(field=CodeField.REGION, codes=("32",)),))
    page = vacancies.search(Plan(admission=wide, beyond=(strict,), signals=SIGNALS, facets=TERMS[3:4]))
    assert page.total == _total(vacancies, wide) - _total(vacancies, strict)
    assert sum(entry.count for entry in page.facets[0].values) == _total(vacancies, wide)
