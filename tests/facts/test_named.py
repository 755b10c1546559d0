"""Schooling, licences, languages and skills."""

import pytest


@pytest.mark.parametrize(("text", "code"), [
    ("Pendidikan min. D3/S1 sederajat", "d3"),
    ("Lulusan SMA/SMK sederajat", "sma"),
    ("Minimal S1 semua jurusan", "s1"),
    ("Bachelor degree in Accounting", "s1"),
    ("Pendidikan minimal SMKUsia maksimal 30 tahun", "smk"),
    ("", None),
    ("Mengajar siswa dengan sabar", None),
])  # fmt: skip
def test_schooling(value, text, code):
    assert value("education", text) == code


@pytest.mark.parametrize(("text", "codes"), [
    ("Memiliki SIM A dan SIM C", ["sim_a", "sim_c"]),
    ("Wajib SIM B2 umum", ["sim_b2_umum"]),
    ("Memiliki brevet A & B", ["brevet_ab"]),
    ("STR aktif", ["str"]),
    ("Tidak perlu SIM A", []),
    ("Tanpa SIM C", []),
    ("Punya sertifikat keahlian apa saja", []),
    ("", []),
])  # fmt: skip
def test_licences(value, text, codes):
    assert value("licences", text) == codes


@pytest.mark.parametrize(("text", "codes"), [
    ("Mampu berbahasa Inggris aktif", ["en"]),
    ("Fluent in English and Bahasa", ["en", "id"]),
    ("Bisa bahasa Mandarin dan Inggris", ["zh", "en"]),
    ("English", ["en"]),
    ("Able to speak English. Mandarin is a plus", ["en", "zh"]),
    ("TOEFL minimal 500", ["en"]),
    ("Pengalaman di restoran Jepang", []),
    ("Fluent communication with Japanese headquarters", []),
    ("Kemampuan bahasa yang baik", []),
    ("Tidak wajib bahasa Inggris", []),
    ("", []),
])  # fmt: skip
def test_languages(value, text, codes):
    assert value("languages", text) == codes


def test_a_wish_is_less_sure_than_a_demand(read):
    (wished,), (asked,) = read("Diutamakan memiliki SIM A").licences, read("Memiliki SIM A").licences
    assert wished.value == asked.value
    assert wished.confidence < asked.confidence


def test_each_skill_is_named_once_where_it_stands_first(read):
    text = "Menguasai Photoshop.\nPhotoshop setiap hari, juga forklift"
    found = read(text).skills
    assert len({each.value for each in found}) == len(found)
    photoshop = next(each for each in found if each.value == "sk_photoshop")
    assert photoshop.phrase == "Menguasai Photoshop"
    assert "forklift" in {each.phrase for each in found}


@pytest.mark.parametrize(
    ("text", "sure", "open_"),
    [
        ("Wajib punya SIM B1. Gaji tetap", ["sim_b1"], []),
        ("Memiliki SIM B2.", ["sim_b2"], []),
        ("Memiliki SIM A & C", ["sim_a", "sim_c"], []),
        ("Memiliki SIM A dan C aktif", ["sim_a", "sim_c"], []),
        ("Memiliki SIM A, B1 dan C", ["sim_a", "sim_b1", "sim_c"], []),
        ("Memiliki SIM A dan SIM C", ["sim_a", "sim_c"], []),
        ("Memiliki SIM A/C", [], ["sim_a", "sim_c"]),
        ("Memiliki SIM C atau A", [], ["sim_c", "sim_a"]),
        ("Memiliki SIM BI / BII", [], ["sim_b1", "sim_b2"]),
        ("Memiliki SIM A dan cakap", ["sim_a"], []),
        ("Memiliki SIM C, dapat bekerja", ["sim_c"], []),
        ("SIM B1 Umum. Jujur", ["sim_b1_umum"], []),
    ],
)
def test_listed_driving_licences_are_all_asked_for_unless_either_will_do(read, text, sure, open_):
    found = read(text).licences
    assert [each.value for each in found if each.confidence >= 0.7] == sure
    assert [each.value for each in found if each.confidence < 0.7] == open_
    for each in found:
        assert each.value in [again.value for again in read(each.phrase).licences]


@pytest.mark.parametrize("text", [
    "SIM A tidak wajib",
    "Tidak diwajibkan punya SIM C",
    "Tidak harus memiliki SIM A",
    "Tidak perlu SIM A. Tidak wajib Bahasa Inggris.",
    "Bahasa Mandarin tidak diperlukan",
    "Tanpa bahasa Inggris",
    "No driving licence needed",
    "Excel not required",
    "Tidak harus bisa Photoshop",
    "Menguasai Excel tidak wajib",
    "Bukan lowongan satpam",
    "Bukan sales",
    "Tanpa target penjualan",
    "Tidak memerlukan pengalaman kasir atau menjadi sales.",
])  # fmt: skip
def test_what_is_not_wanted_is_named_nowhere(read, text):
    found = read(text)
    assert (found.skills, found.licences, found.languages) == ((), (), ())


@pytest.mark.parametrize(("text", "codes"), [
    ("Tidak hanya bisa Excel", {"sk_excel"}),
    ("Menguasai Excel, SIM C tidak wajib", {"sk_excel"}),
    ("Menguasai Excel dan Bahasa Inggris tidak wajib", {"sk_excel"}),
    ("Tidak wajib S1 tetapi menguasai Excel", {"sk_excel"}),
    ("Tidak perlu pengalaman. Bisa Excel", {"sk_excel"}),
    ("Mampu bekerja tanpa pengawasan menguasai Excel", {"sk_excel"}),
    ("Bukan hanya sales tetapi juga kasir", {"sk_penjualan", "sk_kasir"}),
    ("Wajib bisa menjahit, bukan pemula", {"sk_menjahit"}),
    ("HR & GA Administration", {"sk_administrasi", "sk_hr_management"}),
])  # fmt: skip
def test_a_negation_of_another_matter_takes_no_skill_away(read, text, codes):
    assert {each.value for each in read(text).skills} == codes


def test_a_language_beside_not_only_is_asked_for(value):
    assert value("languages", "Tidak hanya bahasa Inggris") == ["en"]


def test_of_a_skill_named_twice_the_denied_place_counts_nothing(read):
    found = read("Bukan lowongan kasir.\nPengalaman sebagai kasir")
    assert [(each.value, each.start > 20) for each in found.skills] == [("sk_kasir", True)]
