"""Fields of study, programmes, levels and tests of languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference.model_study import ProgrammeKind
from tests.reference.shown import shown

FIELDS, PROGRAMMES = reference.fields_of_study(), reference.programmes()
TESTS = reference.language_tests()
LEVELS = [level.code for level in reference.language_levels()]
SCORED = sorted({band.test for band in TESTS.bands})
VOCATIONAL = ProgrammeKind.VOCATIONAL_SECONDARY


def test_the_promised_breadth():
    assert len(PROGRAMMES) >= 600
    assert {programme.kind for programme in PROGRAMMES} == set(ProgrammeKind)
    assert len(FIELDS) >= 27


@given(st.sampled_from(list(PROGRAMMES)))
def test_every_programme_has_a_field_and_is_found_by_each_of_its_names(programme):
    assert programme.field in FIELDS
    for name in (programme.name, *programme.synonyms):
        assert programme in PROGRAMMES.resolve(name, programme.kind)
        assert programme in PROGRAMMES.find_in(f"Jurusan {name.upper()}", programme.kind)


@given(st.sampled_from(list(PROGRAMMES)))
def test_a_name_and_a_kind_mean_one_programme(programme):
    assert PROGRAMMES.resolve(programme.name, programme.kind) == (programme,)


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        ("TKJ", None, "061"),
        ("Teknik Informatika", None, "061"),
        ("DKV", ProgrammeKind.UNIVERSITY, "021"),
        ("Teknik Pertambangan", ProgrammeKind.UNIVERSITY, "072"),
        ("Hubungan Masyarakat", ProgrammeKind.DIPLOMA, "041"),
        ("Tata Busana", VOCATIONAL, "072"),
        ("otkp", VOCATIONAL, "041"),
    ],
)
def test_a_programme_is_folded_to_its_field(name, kind, field):
    assert {programme.field for programme in PROGRAMMES.resolve(name, kind)} == {field}


def test_all_readings_of_a_name_stay_unless_a_kind_is_given():
    kinds = set(ProgrammeKind) - {ProgrammeKind.GENERAL_SECONDARY}
    assert {programme.kind for programme in PROGRAMMES.resolve("Perhotelan")} == kinds
    assert [programme.code for programme in PROGRAMMES.resolve("Perhotelan", VOCATIONAL)] == ["v_perhotelan"]
    assert PROGRAMMES.resolve("xyzzy") == ()


def test_programmes_in_a_vacancy_in_their_order():
    found = PROGRAMMES.find_in("Pendidikan min. S1 Akuntansi atau Manajemen", ProgrammeKind.UNIVERSITY)
    assert [programme.code for programme in found] == ["u_akuntansi", "u_manajemen"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Hi, lamaran ditujukan kepada Pak Budi", ()),
        ("Lulusan S1 TI/SI", ("u_teknik_informatika", "u_sistem_informasi")),
        ("jurusan MI atau TI", ("u_manajemen_informatika", "u_teknik_informatika")),
        ("Ilmu Komputer dan SI", ("u_ilmu_komputer", "u_sistem_informasi")),
        ("dan si kecil", ()),
        ("SI", ()),
        ("", ()),
    ],
)
def test_short_abbreviations_count_only_where_schooling_is_named(text, codes):
    found = PROGRAMMES.find_in(text, ProgrammeKind.UNIVERSITY)
    assert tuple(programme.code for programme in found) == codes


def test_any_field_is_not_a_field():
    assert FIELDS.find_in("Terbuka untuk semua jurusan") == ()
    assert FIELDS.resolve("semua jurusan") is None


@pytest.mark.parametrize(
    ("test", "score", "level"),
    [
        ("toeic", 784, "B1"),
        ("toeic", 785, "B2"),
        ("toeic", 119, None),
        ("toeic", 991, None),
        ("ielts", 6.5, "B2"),
        ("toefl_itp", 500, "B1"),
        ("toefl_ibt", 95, "C1"),
        ("toefl_ibt_2026", 4.5, "B2"),
        ("jlpt_n3", 104, "B1"),
        ("jlpt_n3", None, "A2"),
        ("goethe_b1", None, "B1"),
        ("goethe_b1", 80, None),
        ("toeic", None, None),
        ("xyzzy", 5, None),
    ],
)
def test_what_a_result_shows(test, score, level):
    assert shown(test, score) == level


@given(st.sampled_from(SCORED), st.data())
def test_a_higher_score_never_shows_less(test, data):
    bands = [band for band in TESTS.bands if band.test == test]
    scores = st.floats(bands[0].lowest, bands[-1].highest)
    low, high = sorted((data.draw(scores), data.draw(scores)))
    assert LEVELS.index(shown(test, low)) <= LEVELS.index(shown(test, high))


@given(st.sampled_from(list(TESTS)))
def test_every_test_is_of_a_known_language_and_shows_something(test):
    assert test.language in reference.languages()
    assert test.passed in LEVELS or test.code in SCORED
    assert TESTS.resolve(test.label.id) == test.code


@pytest.mark.parametrize(
    ("words", "level"),
    [("pasif", "A2"), ("aktif", "B2"), ("Fluent", "C1"), ("native speaker", "C2"), ("CEFR B1", "B1"), ("B1", "B1")],
)
def test_a_level_by_the_words_of_vacancies(words, level):
    assert reference.language_levels().resolve(words) == level


@pytest.mark.parametrize(
    ("name", "code"),
    [("TOEFL", "toefl_itp"), ("JLPT N3", "jlpt_n3"), ("JFT-Basic A2", "jft_basic"), ("Topik 2", "topik_2")],
)
def test_a_test_by_name(name, code):
    assert TESTS.resolve(name) == code
