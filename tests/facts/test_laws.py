"""What holds for any text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.facts import facts

SENTENCES = (
    "Pendidikan min. D3/S1 sederajat", "Pengalaman minimal 2 tahun di bidangnya", "Fresh graduate welcome",
    "Gaji Rp 5.000.000 - 7.000.000/bulan", "gaji 4,5jt ya kak", "Bersedia bekerja full time", "Status karyawan kontrak",
    "Memiliki SIM C aktif", "Fluent in English", "Bisa bahasa Mandarin", "Penempatan: Surabaya",
    "Jam kerja Senin-Jumat 08.00-17.00", "Menguasai Excel", "Pengalaman tidak diutamakan", "Domisili Jakarta Selatan",
    "Usia maksimal 30 tahun", "Tanpa SIM A", "Bonus hingga Rp 5.000.000 per bulan", "👍 Jujur & teliti ✓", "İş ﬁ ß",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=6).map("\n".join)
SINGLE = ("education", "experience_months", "pay", "employment_type", "hours", "region")
MANY = ("skills", "licences", "languages")


def every(found):
    for kind in SINGLE:
        if (fact := getattr(found, kind)) is not None:
            yield kind, fact
    for kind in MANY:
        yield from ((kind, fact) for fact in getattr(found, kind))


def told(found):
    return [(kind, fact.value, fact.phrase) for kind, fact in every(found)]


@given(st.text(max_size=300), st.text(max_size=60))
@example("Senin-Jumat 99.99-99.99", "gaji 0 - 0 juta")
@example("pengalaman 0 tahun", "rp" * 40)
@example("gaji 999.999.999.999,99 juta per jam", "\x00\ud7ff")
@example("İİİ Pengalaman minimal 2 tahun İ di Surabaya", "ﬁﬁ SIM A")
@example("S1" * 100, "penempatan:" * 20)
def test_any_text_is_read_and_every_span_lies_in_it(description, title):
    for _, fact in every(facts(title, description)):
        text = title if fact.pointer == "/title" else description
        assert text[fact.start : fact.end] == fact.phrase != ""
        assert 0 < fact.confidence <= 1


@given(TEXTS)
def test_a_value_is_read_again_from_its_words_alone(text):
    for kind, fact in every(facts("", text)):
        again = getattr(facts("", fact.phrase), kind)
        values = [each.value for each in again] if kind in MANY else [again and again.value]
        assert fact.value in values, (kind, fact)


@given(TEXTS, st.sampled_from(("", " ", "\n\n", "\n\t ", "Kami tunggu lamarannya.\n", "Terima kasih.\n\n")))
def test_padding_changes_no_fact(text, padding):
    assert told(facts("", f"{padding}\n{text}\n{padding}")) == told(facts("", text))


@pytest.mark.parametrize(
    "text", ["pengalaman " * 2_000, "gaji rp 5 - " * 1_500, "senin-" * 3_000, "1" * 20_000, "di " * 6_000]
)
def test_long_texts_are_read(text):
    facts("", text[:20_000])


def test_texts_of_one_vacancy_are_told_apart():
    found = facts("Barista part time", "Pengalaman minimal 1 tahun")
    assert (found.employment_type.pointer, found.experience_months.pointer) == ("/title", "/description")


WHOLE = """Dicari: Staf Gudang (Penempatan: Semarang)
Syarat:
- Pendidikan min. SMA/SMK sederajatUsia maks 35 tahun
- Pengalaman 1-2 thn di gudang
- Punya SIM C, lebih disukai SIM A
- English would be a plus
Bersedia bekerja full time, Senin - Sabtu 08.00 - 16.00
Gaji 3,5 - 4 jt/bln + bonus hingga Rp 500.000 per bulan"""


def test_a_whole_advert_is_read():
    found = facts("Staf Gudang", WHOLE)
    assert {
        kind: getattr(found, kind).value for kind in ("education", "experience_months", "employment_type", "region")
    } == {
        "education": "sma",
        "experience_months": 12,
        "employment_type": "FULL_TIME",
        "region": "33.74",
    }
    assert (found.pay.value.minimum, found.pay.value.maximum) == (3_500_000, 4_000_000)
    assert found.hours.value == 42
    assert {each.value: each.confidence >= 0.7 for each in found.licences} == {"sim_c": True, "sim_a": False}
    assert [each.value for each in found.languages] == ["en"]
