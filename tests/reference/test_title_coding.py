"""Titles coded by the known titles and by near phrases together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import coding_weights, files
from chalicelib.reference.model_occupations import Coding, SuggestedCode
from chalicelib.reference.title_coding import ALIKE, LIKELY, MOST, coded_anew
from chalicelib.reference.title_phrases import known_phrases, phrases
from chalicelib.reference.title_table import title_reader

KNOWN = (
    ("Kasir", "5230"),
    ("Dibutuhkan segera: Kasir Minimarket (Bekasi)", "5230"),
    ("Sopir truk", "8332"),
    ("truck driver", "8332"),
    ("Staff Accounting", "3313"),
    ("Programmer", "2512"),
    ("Manager Marketing", "1221"),
)
NEAR = (
    ("Operator Mesin Tenun Kain Sarung", "8152"),
    ("Guru Bahasa Jawa Sekolah Dasar Negeri", "2341"),
    ("Juru masak kapal pesiar", "5120"),
    ("perawt gigi", "3251"),
    ("Tukang las bawah air", "7212"),
)
"""Titles that no table has as a whole."""


@pytest.mark.parametrize(("title", "code"), [*KNOWN, *NEAR])
def test_a_title_gives_its_group(title, code):
    coding = reference.code_title(title)
    assert coding.code == code
    assert 0 < coding.confidence <= 1
    assert coding.version == reference.occupations().version
    assert coding.matched


@pytest.mark.parametrize(("title", "code"), KNOWN)
def test_known_titles_are_coded_surely_and_say_which_words_are_known(title, code):
    found = reference.suggest(title)[0]
    assert found.coding.confidence >= 0.5
    assert found.known
    assert found.coding.code == code


def test_a_group_that_only_near_phrases_name_shows_them():
    others = [found for found in reference.suggest("Operator mesin tenun sarung") if found.known is None]
    assert others
    assert all(found.nearest and found.coding.matched == found.nearest[0] for found in others)


@pytest.mark.parametrize("title", ["", " ", "!?", "\U0001f600", "蓝", "\ud800"])
def test_what_is_no_title_has_no_group(title):
    assert reference.suggest(title) == ()
    assert reference.code_title(title) is None


@pytest.mark.parametrize(
    "title",
    [
        "Internship",
        "INTERNSHIP 2026",
        "Magang",
        "Part Time",
        "Pekerja Paruh Waktu",
        "Fresh Graduate",
        "Lulusan SMA",
        "Semua Jurusan",
        "Mahasiswa Semester Akhir",
        "Siswa SMK",
        "Ibu Rumah Tangga Sampingan",
        "Santri",
        "Lowongan Kerja Bandung",
        "A",
        "B",
    ],
)
def test_a_title_that_names_a_person_schooling_or_contract_alone_has_no_group(title):
    assert reference.suggest(title) == ()
    assert reference.occupation_told(title) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Magang Kasir", "5230"),
        ("Part Time Barista", "5132"),
        ("Konselor Mahasiswa", "2635"),
        ("Pembantu Rumah Tangga", "9111"),
        ("Harian Lepas", "9622"),
    ],
)
def test_a_job_beside_such_words_is_told(title, code):
    assert reference.code_title(title).code == code


def test_no_known_phrase_names_no_job():
    assert [each.text for each in phrases() if title_reader().names_no_job(each.text)] == []


@pytest.mark.parametrize("title", ["Xqzzt wrrbl", "asdf qwer", "x" * 9_000])
def test_gibberish_is_never_likelier_right_than_wrong(title):
    coding = reference.code_title(title)
    assert coding is None or coding.confidence < 0.5


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Kasir minimarket", "5230"),
        ("Serabutan", "9622"),
        ("Bantu-bantu", None),
        ("Bantu orang tua", None),
        ("Kerja apa saja", None),
        ("", None),
    ],
)
def test_somebodys_own_words_tell_an_occupation_only_where_some_are_known(title, code):
    assert reference.occupation_told(title) == code


def test_as_many_are_given_as_were_asked_for():
    assert [len(reference.suggest("operator", most)) for most in (1, 3)] == [1, 3]
    assert 3 < len(reference.suggest("operator", 1_000)) <= MOST
    assert reference.suggest("operator", 3) == reference.suggest("operator")[:3]


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=80))
def test_every_text_is_answered_with_codes_of_the_edition(text):
    found = reference.suggest(text)
    assert sum(each.coding.confidence for each in found) <= 1.01
    assert all(each.coding.code in reference.occupations() for each in found)
    assert len({each.coding.code for each in found}) == len(found)


def test_what_is_kept_of_a_title_is_what_is_worked_out_anew():
    assert reference.suggest("Penjahit kebaya") == coded_anew("Penjahit kebaya")


def test_spelling_case_and_place_change_no_code():
    codes = {reference.code_title(title).code for title in ("SOPIR TRUK", "sopir  truk", "Sopir Truk - Bekasi")}
    assert codes == {"8332"}


def test_another_edition_has_its_own_codes():
    newer = reference.suggest("Analis sistem", version="2026")
    assert newer
    assert {each.coding.version for each in newer} == {"2026"}
    assert all(each.coding.code in reference.occupations("2026") for each in newer)


def test_a_group_that_goes_on_nowhere_is_left_out():
    found = reference.suggest("bintara angkatan laut", version="isco08")
    assert all(each.coding.code in reference.occupations("isco08") for each in found)


def test_every_unit_group_has_phrases_in_both_languages():
    codes = {phrase.code for phrase in phrases()}
    assert codes == {group.code for group in reference.occupations() if group.level == 4}
    assert len(known_phrases()) >= 30_000


def test_the_weights_have_the_sense_that_their_names_say():
    weights = coding_weights.coding_weights()
    assert weights.base < 0 < min(weights.whole, weights.part, weights.led, weights.share, weights.likeness)
    assert weights.against < 0


@pytest.mark.parametrize("missing", ["base", "share"])
def test_a_table_without_a_weight_is_refused(monkeypatch, missing):
    rows = files.typed("coding_weights", "2", coding_weights.CodingWeight)
    kept = tuple(row for row in rows if row.evidence != missing)
    monkeypatch.setattr(files, "typed", lambda *_: kept)
    with pytest.raises(files.BadTable, match=missing):
        coding_weights.coding_weights.__wrapped__("2")


@pytest.mark.parametrize(("known", "confidence", "sure"), [
    ("kasir", LIKELY, True),
    ("kasir", LIKELY - 0.001, False),
    (None, LIKELY, False),
    (None, ALIKE - 0.001, False),
    (None, ALIKE, True),
])  # fmt: skip
def test_what_only_looks_like_something_known_has_to_be_surer(known, confidence, sure):
    coding = Coding(code="5230", version="2014", confidence=confidence, matched="kasir")
    assert reference.is_sure(SuggestedCode(coding=coding, known=known, nearest=("kasir",))) is sure


@pytest.mark.parametrize(("title", "code"), [
    ("Tukang Batu", "7112"),
    ("tukang batu bandung", "7112"),
    ("Sales Area Medan", "3322"),
    ("Dosen Teknik Informatika", "2310"),
])  # fmt: skip
def test_a_word_of_a_known_title_counts_though_it_is_a_places_too(title, code):
    found = reference.code_title(title)
    assert found is not None
    assert (found.code, found.confidence > 0.5) == (code, True)


@pytest.mark.parametrize(("title", "code"), [
    ("Kepala Staf TNI Angkatan Darat", "0112"),
    ("Asisten Operasi TNI AL", "0113"),
    ("Komandan Pangkalan TNI Angkatan Udara Abdul Contoh", "0114"),
    ("Wakil Kepala Biro Polri", "0115"),
    ("Kapolsek Contohsari", "0115"),
    ("Panglima TNI", "0111"),
    ("Kepala Dinas Kesehatan", "1112"),
    ("Kepala Bagian Umum", "1219"),
    ("Direktur Kesehatan", "1120"),
    ("Asisten Direktur", "3343"),
    ("Komandan Regu Satpam", "5414"),
    ("Nelayan Danau", "6222"),
    ("Penggembala", "6121"),
    ("Pembudidaya Kerang Hijau", "6221"),
])  # fmt: skip
def test_posts_of_army_and_police_and_those_of_offices_are_told_apart(title, code):
    found = reference.code_title(title)
    assert found is not None
    assert found.code == code


SCRIPTS = "".join(map(chr, (0x0E01, 0x4E00, 0x0627, 0xA984, 0x0915, 0x0430, 0x1F600, 0x200D, 0x0301, 0)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60) | st.text(alphabet=SCRIPTS, max_size=60), st.integers(1, 200))
def test_any_script_and_length_has_an_answer_whose_chances_sum_to_one(text, times):
    found = reference.suggest((text + " ") * times)
    assert sum(each.coding.confidence for each in found) <= 1 + 0.0005 * len(found)
    assert all(0 <= each.coding.confidence <= 1 for each in found)
