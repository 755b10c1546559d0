"""Codes that a poster left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference.title_coding import ALIKE, LIKELY
from chalicelib.vacancies.coding import MAXIMUM_SKILLS, coded
from tests.vacancies.samples import content


@pytest.mark.parametrize(("title", "code"), [("Kasir", "5230"), ("Dibutuhkan segera: Kasir Minimarket", "5230")])
def test_a_title_gives_the_occupation_with_a_confidence(title, code):
    found = coded(content(title=title, occupation=None))
    assert found.content.occupation == code
    assert found.occupation_confidence is not None
    assert LIKELY <= found.occupation_confidence <= 1
    assert found.occupation_version


def test_a_title_that_says_nothing_stays_without_a_code():
    assert coded(content(title="Xqzzt wrrbl", occupation=None)).content.occupation is None


@pytest.mark.parametrize(
    "title", ["Penggoreng Kerupuk Udang", "Bantu-bantu", "Operator Bogger", "Peracik Kopi Keliling"]
)
def test_what_only_looks_like_a_known_title_needs_to_be_surer(title):
    (found,) = reference.suggest(title, 1)
    code = coded(content(title=title, occupation=None)).content.occupation
    needed = ALIKE if found.known is None else LIKELY
    assert code == (found.coding.code if found.coding.confidence >= needed else None)


@pytest.mark.parametrize(
    "title", ["Internship", "Part Time", "Fresh Graduate", "Lulusan SMA", "Mahasiswa", "Siswa PKL"]
)
def test_a_title_that_names_no_job_stays_without_a_code(title):
    found = coded(content(title=title, occupation=None))
    assert (found.content.occupation, found.occupation_confidence) == (None, None)


def test_what_was_stated_is_kept_and_certain():
    found = coded(content(title="Kasir", occupation="2512"))
    assert (found.content.occupation, found.occupation_confidence) == ("2512", 1.0)


def test_skills_are_found_in_the_text_unless_they_were_stated():
    text = "Menguasai Microsoft Excel dan bahasa Inggris, mampu mengoperasikan komputer."
    found = coded(content(description=text, skills=()))
    assert found.content.skills
    assert len(found.content.skills) <= MAXIMUM_SKILLS
    stated = coded(content(description=text, skills=found.content.skills[:1]))
    assert stated.content.skills == found.content.skills[:1]


def test_coding_again_changes_nothing():
    once = coded(content(occupation=None)).content
    assert coded(once).content == once


WITHOUT = {"skills": (), "occupation": None}


@pytest.mark.parametrize(
    ("words", "skill"),
    [
        ("Good looking", "sk_well_groomed"),
        ("Berpenampilan menarik", "sk_well_groomed"),
        ("Tubuh proporsional", "sk_well_groomed"),
        ("Bisa mengaji", "sk_quran_reading"),
        ("Mampu baca Al-Quran", "sk_quran_reading"),
        ("Tidak berkacamata", "sk_good_health"),
        ("Tidak bertato", "sk_good_health"),
    ],
)
def test_what_nobody_may_ask_for_gives_no_skill_and_takes_none_of_its_neighbours(words, skill):
    text = f"{words}. Menguasai Microsoft Excel."
    skills = coded(content(title="Kasir", description=text, **WITHOUT)).content.skills
    assert skill not in skills
    assert "sk_excel" in skills


def test_what_is_expressly_not_asked_for_gives_no_skill():
    text = "Tidak memerlukan pengalaman kasir. Bukan lowongan satpam. Menguasai Microsoft Excel."
    found = coded(content(title="Operator Produksi", description=text, **WITHOUT)).content.skills
    assert not {"sk_kasir", "sk_keamanan"} & set(found)
    assert "sk_excel" in found


def test_the_name_of_a_place_gives_no_skill():
    text = "Penempatan di Kota Administrasi Jakarta Selatan (Duren Sawit). Menguasai Microsoft Excel."
    assert coded(content(title="Juru Las", description=text, **WITHOUT)).content.skills[-1] == "sk_excel"
    assert "sk_administrasi" not in coded(content(title="Juru Las", description=text, **WITHOUT)).content.skills


@pytest.mark.parametrize("title", ["Wanita Operator Jahit", "Kasir"])
def test_a_skill_named_beside_a_found_phrase_and_outside_of_it_stays(title):
    text = "Wanita, usia maksimal 25 tahun. Berpenampilan rapi dan mampu menjahit."
    found = coded(content(title=title, description=text, **WITHOUT)).content.skills
    assert {"sk_menjahit", "sk_well_groomed"} <= set(found)


def test_where_the_work_is_of_a_religion_its_skills_are_found():
    found = coded(content(title="Guru Ngaji", description="Mampu baca Al-Quran.", **WITHOUT)).content
    assert "sk_quran_reading" in found.skills


def test_what_the_poster_stated_stays_with_the_poster():
    stated = coded(content(description="Good looking", skills=("sk_well_groomed",)))
    assert stated.content.skills == ("sk_well_groomed",)


@given(st.lists(st.sampled_from(["Good looking", "Pria", "Excel", "tahsin", "\n", "é", "C++", "İ", "bisa mengaji"])))
def test_what_is_left_out_never_adds_a_skill(parts):
    made = content(title="Kasir", description=", ".join(parts), **WITHOUT)
    every = {*reference.skills().find_in(made.title), *reference.skills().find_in(made.description)}
    assert set(coded(made).content.skills) <= every
