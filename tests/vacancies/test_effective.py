"""What a vacancy's text states stands in for its empty fields, and for no other."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.facts import ENOUGH
from chalicelib.reference import education_levels, languages, licences, regions
from chalicelib.vacancies.effective import effective, skills_read
from chalicelib.vacancies.model import EmploymentType, Point, Stated, VacancyContent
from search.document import ReadField
from tests.vacancies import samples

TEXT = """Penempatan: Semarang
Pendidikan min. SMA/SMK sederajat
Pengalaman minimal 2 tahun
Punya SIM C, lebih disukai SIM A
Lancar berbahasa Inggris
Bersedia bekerja full time, Senin - Sabtu 08.00 - 16.00
Gaji 3,5 - 4 jt/bln + bonus hingga Rp 500.000 per bulan"""
READ = {
    "education": "sma",
    "experience_months": 24,
    "pay_minimum": 3_500_000,
    "pay_maximum": 4_000_000,
    "hours": 42,
    "employment_type": EmploymentType.FULL_TIME,
    "region": "33.74",
    "licences": ("sim_c",),
    "languages": ("en",),
}
OTHERS = {
    "education": "s1",
    "experience_months": 6,
    "pay_minimum": 9_000_000,
    "pay_maximum": 9_500_000,
    "hours": 20,
    "employment_type": EmploymentType.INTERN,
    "region": "31.71",
    "licences": ("sim_b1",),
    "languages": ("ja",),
}
SENTENCES = (
    *TEXT.splitlines(), "Fresh graduate welcome", "Usia maksimal 30 tahun", "Pria/wanita, good looking", "Islam",
    "Gaji 25rb per jam", "part time", "Muslimah berjilbab", "Bahasa Mandarin", "SIM A", "Domisili Jakarta Selatan",
)  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(SENTENCES), max_size=7).map("\n".join), st.text(max_size=400))


def bare(description=TEXT, title="Staf Gudang", **changes):
    return samples.vacancy(content=VacancyContent(title=title, description=description, **changes))


def read(description, field, **changes):
    return getattr(effective(bare(description, **changes)).content, field)


def fields(found):
    return {each.place.field.value for each in found.readings}


def test_empty_fields_hold_what_the_text_states():
    found = effective(bare())
    assert {name: getattr(found.content, name) for name in READ} == READ
    assert fields(found) == set(READ)


@pytest.mark.parametrize("name", READ)
def test_a_field_that_is_filled_in_is_the_posters(name):
    stated = {name: OTHERS[name]}
    found = effective(bare(**stated))
    assert getattr(found.content, name) == OTHERS[name]
    assert name not in fields(found)


@pytest.mark.parametrize("end", ["pay_minimum", "pay_maximum"])
def test_one_end_of_the_pay_is_not_joined_with_another_from_the_text(end):
    found = effective(bare(**{end: 3_000_000}))
    assert fields(found).isdisjoint({"pay_minimum", "pay_maximum"})
    assert (found.content.pay_minimum, found.content.pay_maximum) == tuple(
        3_000_000 if name == end else None for name in ("pay_minimum", "pay_maximum")
    )


def test_a_filled_form_is_left_alone_whatever_its_text_says():
    vacancy = bare(**OTHERS, skills=("sk_excel",), fresh_graduate=True)
    assert effective(vacancy).content is vacancy.content
    assert effective(vacancy).readings == ()


@pytest.mark.parametrize("where", [{"remote": True}, {"point": Point(-6.9, 107.6)}, {"region": "31"}])
def test_a_place_is_read_only_where_none_is_known(where):
    assert "region" not in fields(effective(bare(**where)))
    assert effective(bare(**where)).content.region == where.get("region")


@pytest.mark.parametrize(
    ("description", "months", "graduates"),
    [
        ("Fresh graduate welcome", 0, True),
        ("Lulusan baru dipersilakan melamar", 0, True),
        ("Tidak perlu pengalaman", 0, False),
        ("Pengalaman minimal 2 tahun", 24, False),
        ("Tidak menerima fresh graduate. Pengalaman minimal 2 tahun", 24, False),
        ("Ramah dan jujur", None, False),
    ],
)
def test_beginners_are_let_in_where_the_text_says_so(description, months, graduates):
    found = effective(bare(description)).content
    assert (found.experience_months, found.fresh_graduate) == (months, graduates)


def test_who_welcomes_beginners_asks_for_no_years_by_the_text():
    assert read("Pengalaman minimal 2 tahun", "experience_months", fresh_graduate=True) is None
    assert read("Pengalaman tidak diutamakan", "experience_months", fresh_graduate=True) == 0


def test_years_that_the_poster_asks_for_are_not_undone_by_the_text():
    assert not read("Fresh graduate welcome", "fresh_graduate", experience_months=24)
    assert read("Fresh graduate welcome", "fresh_graduate", experience_months=0)


def test_education_that_is_read_is_never_required_by_law():
    assert read("Pendidikan minimal S1", "education", education_required_by_law=True) == "s1"
    assert not read("Pendidikan minimal S1", "education_required_by_law", education_required_by_law=True)
    assert read("Pendidikan minimal S1", "education_required_by_law", education="d3", education_required_by_law=True)


@pytest.mark.parametrize(
    ("description", "changes", "paid"),
    [
        ("Gaji 25rb per jam", {}, True),
        ("Gaji 25rb per jam", {"employment_type": EmploymentType.PART_TIME}, False),
        ("Gaji 25rb per jam. Bersedia kerja part time", {}, False),
        ("Gaji 3jt per bulan", {"employment_type": EmploymentType.PART_TIME}, True),
    ],
)
def test_part_time_pay_by_the_hour_is_no_pay_of_a_month(description, changes, paid):
    assert (read(description, "pay_maximum", **changes) is not None) is paid


def test_what_is_only_wished_for_or_doubtful_is_not_taken():
    assert read("Diutamakan memiliki SIM A", "licences") == ()
    assert read("Domisili Cirebon", "region") is None


@given(TEXTS, st.text(min_size=3, max_size=60))
def test_what_is_taken_is_sure_and_stands_in_the_text(description, title):
    content = effective(vacancy := bare(description, title)).content
    for each in effective(vacancy).readings:
        place = each.place
        text = title if place.pointer == "/title" else description
        assert text[place.start : place.end] == each.phrase != ""
        kind = "pay" if place.field.value.startswith("pay") else place.field.value
        assert place.confidence >= ENOUGH[kind]
        held = getattr(content, place.field.value)
        assert each.value in held if isinstance(held, tuple) else each.value == held


@given(TEXTS)
def test_the_stored_content_is_never_touched_and_what_is_read_is_sound(description):
    vacancy = bare(description)
    before = msgspec.msgpack.encode(vacancy)
    found = effective(vacancy).content
    assert msgspec.msgpack.encode(vacancy) == before
    assert msgspec.convert(msgspec.to_builtins(found), VacancyContent) == found
    assert found.education is None or found.education in education_levels()
    assert found.region is None or regions().get(found.region) is not None
    assert all(code in licences() for code in found.licences)
    assert all(code in languages() for code in found.languages)
    assert found.pay_minimum is None or found.pay_maximum is None or found.pay_minimum <= found.pay_maximum


@given(TEXTS)
def test_what_was_adopted_is_not_read_again(description):
    first = effective(bare(description))
    again = effective(samples.vacancy(content=first.content))
    assert fields(again).isdisjoint(fields(first))
    assert again.content == msgspec.structs.replace(
        first.content, **{n: getattr(again.content, n) for n in fields(again)}
    )


@pytest.mark.parametrize(
    "description",
    [
        "Pria, usia maksimal 25 tahun, belum menikah, beragama Islam",
        "Wanita berpenampilan menarik, tinggi badan minimal 160 cm, single",
        "Diutamakan suku Sunda, Kristen, good looking, tidak bertato",
    ],
)
def test_words_that_nobody_may_ask_for_give_no_fact(description):
    found = effective(bare(description))
    assert found.readings == ()
    assert found.content == bare(description).content


def test_skills_that_the_machine_found_are_shown_with_their_words():
    vacancy = bare("Menguasai Microsoft Excel", skills=("sk_excel",))
    table_code = _excel()
    vacancy = msgspec.structs.replace(
        vacancy,
        content=msgspec.structs.replace(vacancy.content, skills=(table_code,)),
        stated=Stated(skills=False),
    )
    [seen] = skills_read(vacancy)
    assert (seen.place.field, seen.value) == (ReadField.SKILLS, table_code)
    assert "excel" in seen.phrase.lower()


def test_skills_that_the_poster_ticked_are_not():
    vacancy = samples.vacancy(
        content=VacancyContent(title="Staf", description="Menguasai Microsoft Excel", skills=(_excel(),)),
        stated=Stated(skills=True),
    )
    assert skills_read(vacancy) == ()


def _excel():
    from chalicelib.facts import facts

    return facts("", "Menguasai Microsoft Excel").skills[0].value
