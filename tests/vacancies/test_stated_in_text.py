"""What readers see of fields that stand in the text alone."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.indexing import vacancy_document
from chalicelib.texts import Language
from chalicelib.vacancies.stated_in_text import label_of, stated_in_document, stated_in_text
from search.document import FromText, ReadField, VacancyDocument
from tests.vacancies import samples
from tests.vacancies.test_effective import SENTENCES, TEXT, bare

INDONESIAN, ENGLISH = Language.INDONESIAN, Language.ENGLISH


@pytest.mark.parametrize(
    ("field", "value", "indonesian", "english"),
    [
        (ReadField.EXPERIENCE_MONTHS, 0, "tanpa pengalaman", "no experience"),
        (ReadField.EXPERIENCE_MONTHS, 1, "1 bulan", "1 month"),
        (ReadField.EXPERIENCE_MONTHS, 6, "6 bulan", "6 months"),
        (ReadField.EXPERIENCE_MONTHS, 12, "1 tahun", "1 year"),
        (ReadField.EXPERIENCE_MONTHS, 18, "18 bulan", "18 months"),
        (ReadField.EXPERIENCE_MONTHS, 24, "2 tahun", "2 years"),
        (ReadField.HOURS, 40, "40 jam per minggu", "40 hours a week"),
        (ReadField.PAY_MINIMUM, 4_500_000, "Rp4.500.000", "Rp4.500.000"),
        (ReadField.FRESH_GRADUATE, True, "lulusan baru", "fresh graduates"),
        (ReadField.EMPLOYMENT_TYPE, "FULL_TIME", "Penuh waktu", "Full time"),
        (ReadField.REGION, "33.74", "Kota Semarang", "Semarang City"),
        (ReadField.LANGUAGES, "en", "Bahasa Inggris", "English"),
        (ReadField.LICENCES, "gone", "gone", "gone"),
        (ReadField.SKILLS, "gone", "gone", "gone"),
        (ReadField.EDUCATION, "gone", "gone", "gone"),
    ],
)
def test_values_are_told_in_words(field, value, indonesian, english):
    assert (label_of(field, value, INDONESIAN), label_of(field, value, ENGLISH)) == (indonesian, english)


def test_each_value_comes_with_its_words_and_where_they_stand():
    seen = {each.field.value: each for each in stated_in_text(bare(), INDONESIAN)}
    pay = seen["pay_maximum"]
    assert (pay.value, pay.label, pay.pointer) == (4_000_000, "Rp4.000.000", "/description")
    assert TEXT[pay.span.start : pay.span.end] == pay.phrase == "Gaji 3,5 - 4 jt/bln"
    assert 0 < pay.confidence <= 1


def test_nothing_is_said_of_fields_that_are_filled_in():
    assert stated_in_text(samples.vacancy(content=samples.content(description="")), ENGLISH) == ()


@given(st.lists(st.sampled_from(SENTENCES), max_size=8).map("\n".join))
def test_a_vacancy_that_is_found_says_the_same_but_for_hours(description):
    vacancy = bare(description)
    document = vacancy_document(vacancy, 1, samples.NOW)
    stored = msgspec.json.decode(msgspec.json.encode(document), type=VacancyDocument)
    expected = [each for each in stated_in_text(vacancy, ENGLISH) if each.field is not ReadField.HOURS]
    assert list(stated_in_document(stored, ENGLISH)) == expected


def test_two_values_of_one_field_keep_their_own_words():
    document = vacancy_document(bare("Wajib punya SIM C. Wajib punya SIM A. Fasih bahasa Jepang"), 1, samples.NOW)
    seen = {each.value: each.phrase for each in stated_in_document(document, INDONESIAN)}
    assert {value: value.removeprefix("sim_").upper() in seen[value].upper() for value in ("sim_c", "sim_a")} == {
        "sim_c": True,
        "sim_a": True,
    }
    assert "Jepang" in seen["ja"]


def test_a_mark_without_a_value_is_passed_over():
    marks = tuple(FromText(field, "/title", 0, 4, 0.9) for field in (ReadField.EDUCATION, ReadField.LICENCES))
    lost = VacancyDocument(
        id="vac_a", version=1, title="Staf", employer_id="emp_a", employer_name="A", posted_at=0, expires_at=1,
        from_text=marks,
    )  # fmt: skip
    assert stated_in_document(lost, ENGLISH) == ()
