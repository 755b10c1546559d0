"""Cutting queries."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.reading.cleaning import LONGEST_TEXT, shorten
from search.reading.markers import AMPERSAND, SEPARATOR
from search.reading.pieces import MOST_WORDS, Piece, Sign, cut


def test_signs_and_quotes() -> None:
    assert cut('kasir +depok -malam "shift pagi" -"part time"').pieces == (
        Piece(("kasir",), Sign.PLAIN, False),
        Piece(("depok",), Sign.MUST, False),
        Piece(("malam",), Sign.MUST_NOT, False),
        Piece(("shift", "pagi"), Sign.PLAIN, True),
        Piece(("part", "time"), Sign.MUST_NOT, True),
    )


def test_signs_within_words_are_not_signs() -> None:
    assert [piece.words for piece in cut("c++ e-commerce kasir - depok").pieces] == [
        ("c++",),
        ("e", "commerce"),
        ("kasir",),
        ("depok",),
    ]


def test_curly_quotes_and_long_dashes_are_understood() -> None:
    text, _ = shorten("“data analyst” −sales")
    assert [(piece.sign, piece.quoted) for piece in cut(text).pieces] == [(Sign.PLAIN, True), (Sign.MUST_NOT, False)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kasir & admin", ["kasir", AMPERSAND, "admin"]),
        ("kasir&admin", ["kasir", AMPERSAND, "admin"]),
        ("r&d p&l", ["r&d", "p&l"]),
        ("spg&admin", ["spg&admin"]),
        ("kasir && admin", ["kasir", "admin"]),
        ("kasir &amp; admin", ["kasir", "&amp", SEPARATOR, "admin"]),
    ],
)
def test_an_ampersand_stands_by_itself_between_longer_words(text: str, words: list[str]) -> None:
    assert [word for piece in cut(text).pieces for word in piece.words] == words


def test_an_open_quote_is_no_error() -> None:
    assert [piece.words for piece in cut('"sopir truk').pieces] == [("sopir",), ("truk",)]


def test_signs_alone_are_no_words() -> None:
    assert cut('+ - && || ! # c++ "&" -+ c# -& +&').pieces == (
        Piece(("c++",), Sign.PLAIN, False),
        Piece(("c#",), Sign.PLAIN, False),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("#kasir #Depok", "kasir depok"),
        ("##loker", "loker"),
        ("kasir.depok", "kasir depok"),
        ("Lowongan.Kasir.Depok.", "lowongan kasir depok"),
        ("sim b1. gaji", "sim b1 gaji"),
        ("sim b1...", "sim b1"),
        ('"sim b1."', "sim b1"),
        ("+#kasir", "kasir"),
        ("c# c++ .net", "c# c++ .net"),
        ("asp.net c#.net node.js ms.excel", "asp.net c#.net node.js ms.excel"),
        ("d.i. yogyakarta", "d.i yogyakarta"),
        ("ielts 6.5", "ielts 6.5"),
    ],
)
def test_dots_and_hash_signs_that_belong_to_no_word_separate(text: str, words: str) -> None:
    assert " ".join(word for piece in cut(text).pieces for word in piece.words) == words


@given(st.lists(st.sampled_from(("kasir", "sim", "b1", "c#", ".net", "s1", "depok", "node.js")), min_size=1))
def test_a_full_stop_and_a_hash_tag_change_no_word(words: list[str]) -> None:
    plain = cut(" ".join(words))
    assert cut(" ".join(f"{word}." for word in words)) == plain
    assert cut(" ".join(f"#{word}" if word.isalnum() else word for word in words)) == plain


def test_other_scripts_are_kept() -> None:
    assert cut("кассир 🙂").pieces == (Piece(("кассир",), Sign.PLAIN, False),)


def test_long_queries_are_cut_and_say_so() -> None:
    assert shorten("a" * 10_000) == ("a" * LONGEST_TEXT, True)
    many = cut("kata " * 1_000)
    assert many.simplified
    assert len(many.pieces) == MOST_WORDS


def test_strokes_set_apart_what_is_a_list() -> None:
    def jobs(items: Sequence[str]) -> bool:
        return set(items) <= {"spg", "kasir", "cs"}

    assert [piece.words for piece in cut("spg/Kasir/cs", jobs).pieces] == [
        ("spg",),
        (SEPARATOR,),
        ("kasir",),
        (SEPARATOR,),
        ("cs",),
    ]
    assert [piece.words for piece in cut("ui/ux", jobs).pieces] == [("ui", "ux")]
    assert [piece.words for piece in cut("-spg/kasir", jobs).pieces] == [("spg", "kasir")]


@given(st.text(max_size=500))
def test_any_text_can_be_cut(text: str) -> None:
    short, _ = shorten(text)
    assert all(piece.words for piece in cut(short).pieces)
