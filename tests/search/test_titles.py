"""What is indexed of a title besides its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import analysis, titles

TITLES = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["kasir", "admin", "-", "/", "(jakarta)", "ui/ux", "‹x›", "&", "direktur"]), max_size=9
    ).map(" ".join),
)


@pytest.mark.parametrize(
    ("title", "begins", "is_whole"),
    [
        ("Direktur Operasional", ["direktur"], ["direktur operasional"]),
        ("Sekretaris Direktur", ["sekretaris"], ["sekretaris direktur"]),
        ("Kasir - Depok", ["kasir", "depok"], ["kasir", "depok", "kasir depok"]),
        ("Barista / Waiter", ["barista", "waiter"], ["barista", "waiter"]),
        ("Staff Gudang (Cikarang)", ["staff", "cikarang"], ["staff gudang", "cikarang"]),
        ("Front-End Developer", ["front"], ["front end developer"]),
        ("Kasir dan Pramusaji", ["kasir"], ["kasir pramusaji"]),
    ],
)
def test_a_title_begins_with_its_head_and_is_whole_in_each_piece(
    title: str, begins: list[str], is_whole: list[str]
) -> None:
    marks = titles.stream(title).split()
    assert all(titles.first(analysis.tokens(word)[0]) in marks for word in begins)
    assert all(titles.whole(analysis.tokens(words)) in marks for words in is_whole)


@pytest.mark.parametrize(("title", "word"), [("Sekretaris Direktur", "direktur"), ("Sales Admin", "admin")])
def test_a_later_word_is_no_head(title: str, word: str) -> None:
    marks = titles.stream(title).split()
    (token,) = analysis.tokens(word)
    assert token in marks
    assert titles.first(token) not in marks
    assert titles.whole([token]) not in marks


@given(TITLES)
def test_the_words_come_first_as_they_were(title: str) -> None:
    words = analysis.tokens(title)
    assert titles.stream(title).split()[: len(words)] == words


@given(TITLES)
def test_no_text_can_say_a_mark(text: str) -> None:
    """Marks are told from words, so that nobody's words find them and no title forges one."""
    made = {mark for mark in titles.stream(text).split() if mark[:1] == "‹"}
    assert made.isdisjoint(analysis.tokens(" ".join(made)))
    assert all(not token.startswith("‹") and not token.endswith("›") for token in analysis.tokens(text))


@given(TITLES)
def test_marks_are_few(title: str) -> None:
    words = len(analysis.tokens(title))
    assert len(titles.stream(title).split()) <= words + 2 * (words + 1)


def test_an_empty_title_has_no_marks() -> None:
    assert titles.stream(" - / ") == ""


def test_a_long_piece_is_not_marked_as_a_whole() -> None:
    words = [f"kata{number}" for number in range(7)]
    assert titles.whole(words) not in titles.stream(" ".join(words)).split()
    assert titles.whole(words[:6]) in titles.stream(" ".join(words[:6])).split()
