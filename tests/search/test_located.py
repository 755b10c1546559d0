"""Normalised words keep their places in the text that they were made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.normalise import located, normalise

SIGNS = st.text(st.sampled_from("aB9.+#& \t\n-,é\u0301ßİﬁ½한Ως\ud800😀٣"), max_size=30)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), SIGNS))
def test_the_words_are_those_of_the_normal_form(text: str) -> None:
    assert [each.word for each in located(text)] == normalise(text).split()


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), SIGNS))
def test_each_word_is_the_normal_form_of_its_place(text: str) -> None:
    before = 0
    for each in located(text):
        assert before <= each.start < each.end <= len(text) or before - 1 == each.start, "two words may share one sign"
        # A dot at a word's end is loose or not by what follows; without it both agree.
        assert each.word.strip(".") in normalise(text[each.start : each.end])
        before = each.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kasir, di Depok!", [("kasir", "Kasir"), ("di", "di"), ("depok", "Depok")]),
        ("  C++/.NET  dev. ", [("c++", "C++"), (".net", ".NET"), ("dev", "dev")]),
        ("Café Jalan", [("cafe", "Café"), ("jalan", "Jalan")]),
        ("Cafe\u0301 R&D", [("cafe", "Cafe\u0301"), ("r&d", "R&D")]),
        ("ﬁnance Straße", [("finance", "ﬁnance"), ("strasse", "Straße")]),
        ("ＡＤＭＩＮ😀Kasir", [("admin", "ＡＤＭＩＮ"), ("kasir", "Kasir")]),
        ("Sales—Motor", [("sales", "Sales"), ("motor", "Motor")]),
        ("한국어 teacher", [("teacher", "teacher")]),
    ],
)
def test_places_are_those_of_the_text_as_written(text: str, found: list[tuple[str, str]]) -> None:
    placed = [(each.word, text[each.start : each.end]) for each in located(text)]
    assert [(word, written.rstrip("\u0301")) for word, written in placed] == [
        (word, written.rstrip("\u0301")) for word, written in found
    ]
