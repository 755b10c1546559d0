"""Numbers that make no difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.reading.passing import pass_over


@pytest.mark.parametrize(
    "words",
    [
        "081234567890", "0812-3456-7890", "0812 3456 7890", "+62 812 3456 7890", "62812345678", "wa 081234567890",
        "no hp: 0812.3456.7890", "021-5551234", "(022) 5551234", "3171234567890001", "lamaran@contoh.id",
        "https://contoh.id/lowongan?id=5", "www.contoh.id", "no 5", "nomor 12a", "rt 05", "rw 3", "lantai 3", "blok 7",
        "usia 25", "usia max 35 tahun", "umur 20-25", "umur 18 sampai 30 tahun", "age 30", "max 35 tahun",
        "35 tahun ke atas", "18-25 tahun", "25 th", "under 30 years", "10 orang", "5 hari kerja", "3 shift", "24 jam",
        "24/7", "2 minggu", "3 bulan", "2 tahun", "dekat rumah", "dekat sini", "sekitar kos", "near me",
        "dekat sama rumah saya", "jam 8-5", "jam 08.00-17.00", "pukul 7 pagi", "jam 9 sampai jam 5 sore", "walk in",
        "walk-in interview", "jam kerja", "jam kerjanya",
    ],
)  # fmt: skip
def test_it_is_passed_over_and_told(words: str) -> None:
    found = pass_over(f"kasir {words} depok")
    assert found.rest.split() == ["kasir", "depok"]
    assert found.passed_over == (words,)


@pytest.mark.parametrize(
    "text",
    ["kasir", "k3 umum", "d3", "s1", "sim b1", "3d artist", "kelas 3", "iso 9001", "photoshop 2023", "toko 88",
     "level 2", "rumah sakit", "dekat rumah sakit", "dekat rumah makan", "sekitar depok", "umum", "tahun", "usia", "no",
     "web 2.0", "a@b", "office 365", "rt", "5s", "24",
     "jam tangan", "jamu", "walker"],
)  # fmt: skip
def test_other_words_stay(text: str) -> None:
    found = pass_over(text)
    assert found.rest == text
    assert not found.passed_over


@pytest.mark.parametrize(
    "words", ["radius 5 km", "5 km dari", "dalam 10 km", "maks 3 km", "jarak 2,5 km dari", "7 kilometer"]
)
def test_a_distance_is_nearness(words: str) -> None:
    found = pass_over(f"kasir {words} depok")
    assert found.rest.split() == ["kasir", "dekat", "depok"]
    assert found.passed_over == (words,)


@pytest.mark.parametrize("text", ["sopir sim b1 umum", "sopir sim b2 umum jakarta"])
def test_a_general_licence_is_one_of_its_class(text: str) -> None:
    assert "umum" not in pass_over(text).rest
    assert pass_over(text).passed_over == ("umum",)


@given(st.text(max_size=300))
def test_any_text_can_be_passed_over(text: str) -> None:
    found = pass_over(text.casefold())
    assert all(found.passed_over)
    assert len(found.rest) <= len(text.casefold()) + 7 * len(found.passed_over)
