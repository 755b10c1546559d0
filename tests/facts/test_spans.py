"""Where facts stand, how sure they are, and what is only wished for."""

import pytest

from chalicelib.facts import Facts, facts
from chalicelib.facts.passages import fact, is_wish, surest
from chalicelib.validation.reading import Passage


@pytest.mark.parametrize(("kind", "text", "phrase"), [
    ("experience_months", "Jujur.\nPengalaman minimal 2 tahun di toko", "Pengalaman minimal 2 tahun"),
    ("experience_months", "At least 3 years of working experience as cook", "3 years of working experience"),
    ("experience_months", "Terbuka bagi Fresh Graduate!", "Fresh Graduate"),
    ("pay", "Benefit: Gaji Rp 4.000.000 - 5.000.000/bulan, BPJS", "Gaji Rp 4.000.000 - 5.000.000/bulan"),
    ("employment_type", "Bersedia bekerja Full Time ya", "Full Time"),
    ("hours", "Jam kerja: Senin-Jumat 08.00-17.00 WIB", "Senin-Jumat 08.00-17.00 WIB"),
    ("region", "Bersedia ditempatkan di Kota Malang segera", "ditempatkan di Kota Malang"),
    ("education", "Syarat: minimal D3 Akuntansi", "D3"),
])  # fmt: skip
def test_the_phrase_holds_the_words_that_state_it(read, kind, text, phrase):
    found = getattr(read(text), kind)
    assert found.phrase == phrase
    assert text[found.start : found.end] == phrase


@pytest.mark.parametrize("glue", ["", "\n", ". ", "; ", "\n- "])
def test_a_lost_line_break_moves_no_span(read, glue):
    text = f"Usia maks 30 tahun{glue}Pengalaman minimal 1 tahun{glue}Memiliki SIM C{glue}Penempatan: Surabaya"
    found = read(text)
    assert (found.experience_months.value, found.region.value) == (12, "35.78")
    for each in (found.experience_months, found.region, *found.licences):
        assert text[each.start : each.end] == each.phrase


@pytest.mark.parametrize(("before", "words", "after", "wished"), [
    ("diutamakan ", "sim a", "", True),
    ("preferably ", "2 years", " in retail", True),
    ("", "sim a", " lebih disukai", True),
    ("", "sim a", " is a plus.", True),
    ("", "2 tahun", " (lebih diutamakan)", True),
    ("wanita diutamakan, ", "sim a", "", False),
    ("wanita diutamakan\n", "sim a", "", False),
    ("", "2 tahun", " (3 tahun lebih disukai)", False),
    ("", "2 tahun", " di toko, diutamakan pria", False),
    ("wajib ", "sim a", "", False),
])  # fmt: skip
def test_a_wish_is_about_what_stands_beside_it(before, words, after, wished):
    passage = Passage("/description", before + words + after)
    assert is_wish(passage, len(before), len(before) + len(words)) is wished


def test_blanks_around_words_are_left_out():
    passage = Passage("/description", "Ada  SIM C  aktif")
    assert fact(passage, 3, 12, "sim_c", 0.5).phrase == "SIM C"


def test_of_equals_the_first_is_taken():
    passage = Passage("/description", "satu dua tiga")
    first, second, least = (fact(passage, at, at + 4, at, sure) for at, sure in ((0, 0.9), (5, 0.9), (9, 0.1)))
    assert surest((least, first, second)) == first
    assert surest(()) is None


def test_the_description_states_more_than_the_title(read):
    assert read("Pengalaman minimal 3 tahun", "Fresh Graduate Program").experience_months.value == 0
    assert read("Penempatan: Medan", "Kasir Surabaya").region.pointer == "/description"
    assert read("Bekerja full time", "Kasir part time").employment_type.pointer == "/title"


def test_empty_texts_state_nothing():
    assert facts("", "") == Facts()


@pytest.mark.parametrize(("text", "sure", "surer"), [
    ("Rp 3.000.000 - 4.000.000 / bulan", "pay", "Gaji Rp 3.000.000 - 4.000.000 / bulan"),
    ("Senin-Jumat 08.00-17.00", "hours", "40 jam per minggu"),
    ("- Full time", "employment_type", "Bersedia bekerja full time"),
])  # fmt: skip
def test_what_is_said_outright_is_surer(read, text, sure, surer):
    assert getattr(read(text), sure).confidence < getattr(read(surer), sure).confidence
