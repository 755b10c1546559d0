"""Colloquial writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.reading.colloquial import plainly

KNOWN = frozenset({"kasir", "gaji", "staff", "jaga", "toko", "loker", "massa", "www", "antar2"})


def read(word: str) -> str:
    return plainly(word, KNOWN.__contains__)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("kasirrr", "kasir"),
        ("kaaasir", "kasir"),
        ("gajiiiiii", "gaji"),
        ("stafff", "staff"),
        ("staffff", "staff"),
        ("lokeerrr", "lokeer"),
        ("jaga2", "jaga"),
        ("jaga2an", "jagaan"),
        ("cuci2nya", "cucinya"),
        ("hemattt", "hemat"),
    ],
)
def test_drawn_out_and_doubled_words_are_written_plainly(typed: str, plain: str) -> None:
    assert read(typed) == plain


@pytest.mark.parametrize(
    "word", ["kasir", "www", "antar2", "b2", "d3", "co2", "aaa", "massa", "kelas3", "web3", "2", ""]
)
def test_other_words_stay(word: str) -> None:
    assert read(word) == word


@given(st.sampled_from(sorted(KNOWN - {"www", "antar2"})), st.data())
def test_a_known_word_with_any_letter_drawn_out_is_read(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    drawn = word[:at] + word[at] * data.draw(st.integers(3, 9)) + word[at + 1 :]
    if word[at] not in (word[at - 1 : at], word[at + 1 : at + 2]):
        assert read(drawn) == word


@given(st.text(alphabet="abcz2", max_size=20))
def test_what_is_plain_stays_plain(word: str) -> None:
    assert len(read(word)) <= len(word)
    assert set(read(word)) <= set(word)
