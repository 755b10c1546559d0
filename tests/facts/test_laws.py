"""What holds for any text."""

import sys

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
SINGLE = ("education", "experience_months", "fresh_graduate", "pay", "employment_type", "hours", "region")
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


def work(text):
    """How many calls reading takes: the same on every machine, unlike time."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        facts("", text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "motif",
    [
        "S1)of ", "c sma 5 ", "/5 D3 /", "s/d )D3 /a ", "penempatan jakarta dan ", "lokasi ", "jl. ", "gaji rp 5 - ",
        "senin-jumat 08.00 ", "pengalaman 1 tahun ", "sim a ", "bahasa inggris ", "min. ", "fresh graduate ", "wfo di ",
    ],
)  # fmt: skip
def test_four_times_the_text_is_four_times_the_work(motif):
    facts("", motif)
    short, long = (work((motif * 8_000)[:size]) for size in (2_000, 8_000))
    assert long <= 5 * short


@given(st.binary(max_size=400), st.sampled_from(("latin-1", "utf-16-le", "cp1252")))
def test_any_bytes_taken_for_text_are_read(raw, encoding):
    text = raw.decode(encoding, errors="replace")
    for _, fact in every(facts(text[:60], text)):
        read = text[:60] if fact.pointer == "/title" else text
        assert read[fact.start : fact.end] == fact.phrase


@pytest.mark.parametrize(
    "text",
    [
        "工作地点：雅加达 薪资 5.000.000",
        "ตำแหน่งงาน S1",
        "وظيفة شاغرة S1 Jakarta",
        "ꦥꦔꦭꦩꦤ꧀ 2 ꦠꦲꦸꦤ꧀",
        "नौकरी २ वर्ष",
        "Penem\u200bpatan: Sura\u200bbaya",
        "Ｇａｊｉ ５ｊｔ",
        "\u202eSurabaya :napmatenP",
        "P e n e m p a t a n : M e d a n",
        "\ud7ff\ue000\uffff\U0010ffff S1",
    ],
)
def test_any_script_is_read_without_harm(text):
    for _, fact in every(facts(text, text)):
        assert text[fact.start : fact.end] == fact.phrase


@given(TEXTS, st.sets(st.sampled_from(SINGLE + MANY)))
def test_a_kind_is_read_alike_alone_and_with_others(text, kinds):
    whole, part = facts("", text), facts("", text, kinds)
    for kind in (*SINGLE, *MANY):
        silent = () if kind in MANY else None
        assert getattr(part, kind) == (getattr(whole, kind) if kind in kinds else silent)
