"""Cutting queries."""

from hypothesis import given
from hypothesis import strategies as st

from search.reading.cleaning import LONGEST_TEXT, shorten
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


def test_an_open_quote_is_no_error() -> None:
    assert [piece.words for piece in cut('"sopir truk').pieces] == [("sopir",), ("truk",)]


def test_signs_alone_are_no_words() -> None:
    assert cut('+ - && || ! # c++ "&" -+ c#').pieces == (
        Piece(("c++",), Sign.PLAIN, False),
        Piece(("c#",), Sign.PLAIN, False),
    )


def test_other_scripts_are_kept() -> None:
    assert cut("кассир 🙂").pieces == (Piece(("кассир",), Sign.PLAIN, False),)


def test_long_queries_are_cut_and_say_so() -> None:
    assert shorten("a" * 10_000) == ("a" * LONGEST_TEXT, True)
    many = cut("kata " * 1_000)
    assert many.simplified
    assert len(many.pieces) == MOST_WORDS


@given(st.text(max_size=500))
def test_any_text_can_be_cut(text: str) -> None:
    short, _ = shorten(text)
    assert all(piece.words for piece in cut(short).pieces)
