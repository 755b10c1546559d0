"""The one analysis of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import analysis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sopir Truk", ["sopir", "truk"]),
        ("Dibutuhkan segera: kasir!", ["butuh", "segera", "kasir"]),
        ("penjualan di Bandung", ["penjualan", "bandung"]),
        ("menjual mobil", ["jual", "mobil"]),
        ("C++, C# dan .NET", ["c++", "c#", ".net"]),
        ("R&D Manager", ["r&d", "manager"]),
        ("nurses & developers", ["nurse", "developer"]),
        ("perawatnya", ["perawat"]),
        ("", []),
    ],
)
def test_words_become_tokens(text: str, expected: list[str]) -> None:
    assert [token for token in analysis.tokens(text) if token != "&"] == expected


def test_a_nurse_is_not_maintenance() -> None:
    assert analysis.stem("perawat") != analysis.stem("perawatan")


def test_inflected_verbs_meet() -> None:
    assert analysis.stem("menjual") == analysis.stem("dijual") == "jual"


@given(st.text(max_size=200))
def test_any_text_has_short_tokens_without_spaces(text: str) -> None:
    for token in analysis.tokens(text):
        assert token
        assert " " not in token
        assert len(token) <= analysis.LONGEST_TOKEN


@given(st.text(max_size=200))
def test_joined_streams_cut_back_into_the_tokens(text: str) -> None:
    assert analysis.joined([text]).split() == analysis.tokens(text)


def test_placed_tokens_point_into_the_text() -> None:
    text = "Mencari Sopir/Driver truk (R&D)"
    places = {token.text: text[token.start : token.end] for token in analysis.placed_tokens(text)}
    assert places["sopir"] == "Sopir"
    assert places["driver"] == "Driver"
    assert places["r&d"] == "R&D"
    assert places["cari"] == "Mencari"
