"""Phrases that ask nothing of an applicant, whatever the ground: denied, done away with, or of what is offered."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.validation.phrases import Phrases, either
from chalicelib.validation.phrases_denied import asked, asks_nothing
from chalicelib.validation.reading import Passage

MARK = Phrases(triggers=("khusus",), pattern=re.compile(r"khusus xyz"))


def found(text: str, pointer: str = "/description") -> list[str | None]:
    return [each.phrase for each in asked([Passage(pointer, text)], MARK)]


@pytest.mark.parametrize(
    "text",
    [
        "Kami tidak mensyaratkan khusus xyz",
        "Tidak ada ketentuan khusus xyz",
        "Tanpa syarat khusus xyz",
        "Tidak khusus xyz",
        "Bukan hanya untuk khusus xyz",
        "We do not require khusus xyz",
        "Syarat khusus xyz sudah dihapus",
        "Khusus xyz tidak berlaku lagi",
        "khusus xyz is not required",
        "Fasilitas: makan siang, mes khusus xyz",
        "Kamar khusus xyz",
        "Fasilitas:\n- BPJS\n- ruang tidur khusus xyz",
    ],
)
def test_what_asks_nothing_is_left_out(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "khusus xyz",
        "Tidak ada biaya, khusus xyz",
        "Tidak ada biaya. Khusus xyz",
        "Kami tidak mensyaratkan pengalaman tapi khusus xyz",
        "khusus xyz, pengalaman tidak disyaratkan",
        "Fasilitas: makan siang. khusus xyz",
        "Fasilitas: makan siang, khusus xyz",
        "Fasilitas:\n- BPJS\n\nkhusus xyz",
        "Fasilitas:\n- BPJS\nSyarat:\n- orang khusus xyz",
        "Lowongan mes khusus xyz",
    ],
)
def test_what_asks_stays(text):
    assert [(phrase or "").lower() for phrase in found(text)] == ["khusus xyz"]


def test_the_field_of_benefits_asks_only_where_it_speaks_of_applicants():
    assert found("Tiket pulang khusus xyz", "/benefits") == []
    assert found("khusus xyz", "/benefits") == []
    assert found("Gaji bulanan. Kriteria: khusus xyz", "/benefits") == ["khusus xyz"]


def test_a_pattern_may_mark_a_part_of_what_it_reads():
    part = Phrases(triggers=("max",), pattern=either(r"orang (?P<place>max \d\d)", r"max \d\d tahun"))
    (one,) = asked([Passage("/description", "Orang max 30")], part)
    assert one.phrase == "max 30"
    (other,) = asked([Passage("/description", "Hewan max 30 tahun")], part)
    assert other.phrase == "max 30 tahun"


@given(st.text(alphabet="tidak da,.:\n-fsilmeyrhpu", max_size=300))
def test_any_words_around_are_read(text):
    passage = Passage("/description", text)
    end = len(passage.lowered)
    assert asks_nothing(passage, end // 2, end) in (True, False)


def test_the_module_is_imported_by_itself():
    done = subprocess.run([sys.executable, "-c", "import chalicelib.validation.phrases_denied"], check=False)
    assert done.returncode == 0
