"""What was read from the text is found like a field, keeps its mark, and is "stated" to filters and facets."""

import msgspec
import pytest

from chalicelib import indexing
from chalicelib.vacancies.model import VacancyContent
from search.document import ReadField, VacancyDocument
from search.indexed import MISSING
from search.plan import CodeField, FacetPlan, NumberField, Plan, RangeFilter, Step, StepFacet, TermFacet
from search.port import VacancyIndex
from search.request import Facet
from tests.contracts.index.asking import SIGNALS, found, hold, one_of
from tests.indexing.fakes import NOW as MOMENT
from tests.indexing.fakes import vacancy

SAYS = (
    "Penempatan: Semarang. Pendidikan minimal SMA. Pengalaman minimal 2 tahun. Wajib punya SIM C. Fasih bahasa Jepang. "
    "Bersedia bekerja full time. Gaji Rp 4.000.000 per bulan."
)
SILENT = "Bekerja dengan jujur dan teliti."
STATED = {
    "region": "31.71", "education": "s1", "experience_months": 0, "licences": ("sim_a",), "languages": ("en",),
    "employment_type": "PART_TIME", "pay_minimum": 9_000_000,
}  # fmt: skip
CODES = {
    CodeField.REGION: "33.74", CodeField.EDUCATION: "sma", CodeField.LICENCE: "sim_c", CodeField.LANGUAGE: "ja",
    CodeField.EMPLOYMENT_TYPE: "FULL_TIME",
}  # fmt: skip
FIELDS = {
    ReadField.REGION, ReadField.EDUCATION, ReadField.EXPERIENCE_MONTHS, ReadField.LICENCES, ReadField.LANGUAGES,
    ReadField.EMPLOYMENT_TYPE, ReadField.PAY_MINIMUM, ReadField.PAY_MAXIMUM,
}  # fmt: skip


def _document(number: int, description: str, **fields: object) -> VacancyDocument:
    content = msgspec.convert({"title": "Staf Gudang", "description": description, **fields}, VacancyContent)
    made = indexing.vacancy_document(vacancy(number, content=content), 1, MOMENT)
    return msgspec.structs.replace(made, posted_at=SIGNALS.now - 60, expires_at=SIGNALS.now + 60)


@pytest.fixture
def held(vacancies: VacancyIndex) -> VacancyIndex:
    """One vacancy that says all in its text (1), one that says nothing (2), one whose fields say other things (3)."""
    hold(vacancies, [_document(1, SAYS), _document(2, SILENT), _document(3, SAYS, **STATED)])
    return vacancies


@pytest.mark.parametrize(("field", "code"), CODES.items(), ids=lambda each: str(each))
def test_a_code_of_the_text_is_found_like_one_of_the_field(held: VacancyIndex, field: CodeField, code: str) -> None:
    assert found(held, filters=(one_of(field, code),)) == {1}


@pytest.mark.parametrize("field", CODES, ids=lambda each: str(each))
def test_what_the_text_states_is_not_among_the_unstated(held: VacancyIndex, field: CodeField) -> None:
    assert found(held, filters=(one_of(field, MISSING),)) == {2}


@pytest.mark.parametrize(
    ("field", "bounds", "expected"),
    [
        (NumberField.PAY, {"minimum": 4_000_000}, {1, 3}),
        (NumberField.PAY, {"minimum": 4_000_001}, {3}),
        (NumberField.PAY, {"minimum": 4_000_001, "missing": True}, {2, 3}),
        (NumberField.EXPERIENCE_MONTHS, {"maximum": 12}, {3}),
        (NumberField.EXPERIENCE_MONTHS, {"maximum": 12, "missing": True}, {2, 3}),
        (NumberField.EXPERIENCE_MONTHS, {"maximum": 24}, {1, 3}),
        (NumberField.EDUCATION_RANK, {"maximum": 3}, {1}),
    ],
)
def test_numbers_of_the_text_are_compared(
    held: VacancyIndex, field: NumberField, bounds: dict[str, int], expected: set[int]
) -> None:
    assert found(held, filters=(RangeFilter(field=field, **bounds),)) == expected


def test_facets_count_them_where_they_belong(held: VacancyIndex) -> None:
    plans: tuple[FacetPlan, ...] = (
        TermFacet(facet=Facet.EMPLOYMENT_TYPE, field=CodeField.EMPLOYMENT_TYPE),
        StepFacet(facet=Facet.SALARY, field=NumberField.PAY, steps=(Step(value="4000000", minimum=4_000_000),)),
    )
    page = held.search(Plan(signals=SIGNALS, facets=plans))
    kinds, pay = ({entry.value: entry.count for entry in each.values} for each in page.facets)
    assert kinds == {"FULL_TIME": 1, "PART_TIME": 1, None: 1}
    assert pay["4000000"] == 2


def test_a_hit_tells_which_fields_were_read_and_where(held: VacancyIndex) -> None:
    documents = {hit.document.id[-1]: hit.document for hit in held.search(Plan(signals=SIGNALS)).hits}
    assert {each.field for each in documents["1"].from_text} == FIELDS
    assert (documents["2"].from_text, documents["3"].from_text) == ((), ())
    for each in documents["1"].from_text:
        assert documents["1"].read_from_text(each.field)
        assert SAYS[each.start : each.end].strip()
        assert not documents["3"].read_from_text(each.field)
    assert not documents["1"].read_from_text("licences_")


def test_what_was_stored_before_facts_were_read_is_still_found(vacancies: VacancyIndex) -> None:
    older = msgspec.structs.replace(_document(4, SILENT), region="33.74")
    assert b"from_text" not in msgspec.json.encode(older)
    hold(vacancies, [older])
    assert found(vacancies, filters=(one_of(CodeField.REGION, "33.74"),)) == {4}
    [hit] = vacancies.search(Plan(signals=SIGNALS)).hits
    assert hit.document == older


def test_a_correction_of_the_field_takes_the_place_of_the_text(held: VacancyIndex) -> None:
    corrected = msgspec.structs.replace(_document(1, SAYS, **STATED), version=2)
    hold(held, [corrected])
    assert found(held, filters=(one_of(CodeField.REGION, "33.74"),)) == set()
    assert found(held, filters=(one_of(CodeField.REGION, "31.71"),)) == {1, 3}
