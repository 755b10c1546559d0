"""A query's text in plain signs."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.reading.cleaning import LONGEST_TEXT, plain_letters, readable, shorten


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("“data analyst”", '"data analyst"'),
        ("„data“ «analyst» 「sql」", '"data" "analyst" "sql"'),
        ("'data analyst' kasir", '"data analyst" kasir'),
        ("‘data analyst’", '"data analyst"'),
        ("-'sales admin'", '-"sales admin"'),
        ("jum'at ma’had", "jum'at ma'had"),
        ("—sales –admin −kasir", "-sales -admin -kasir"),
        ("ｋａｓｉｒ　５ｊｔ", "kasir 5jt"),
        ("٥ مليون ५", "5 مليون 5"),
        ("ka\u200bsir\u200d \ufeffdepok\u00ad", "kasir depok"),
        ("kasir\x00depok\x1b\x7f", "kasir depok"),
        ("kasir\ud800 \udfffdepok", "kasir depok"),
        ("kasir\u202edepok", "kasirdepok"),
        ("kasir\r\n\t depok\u2028bogor\u00a0", "kasir depok bogor"),
        ("kasir \ue000 \U000f0000", "kasir"),
        ("\u1e9e ﬁnance", "\u1e9e finance"),
        ("", ""),
    ],
)
def test_signs_become_plain(typed: str, plain: str) -> None:
    assert readable(typed) == plain


@given(st.text(max_size=300))
def test_nothing_unseen_is_left_and_cleaning_again_changes_no_sign(text: str) -> None:
    once = readable(text)
    assert not {unicodedata.category(sign) for sign in once} & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert "  " not in once
    assert once == once.strip()


@given(st.text(alphabet=" abcdefgh+-\"'.,/0123456789", max_size=200))
def test_plain_text_only_loses_blanks(text: str) -> None:
    assert readable(text).replace('"', "'") == " ".join(text.split()).replace('"', "'")


@given(st.text(max_size=160))
@example("\ufe41kapal pesiar\ufe42")
def test_what_is_short_enough_is_read_whole(text: str) -> None:
    assert shorten(text) == (readable(text), False)


def test_long_text_ends_with_a_whole_word_and_says_so() -> None:
    short, shortened = shorten("pramuniaga " * 1_000)
    assert shortened
    assert set(short.split()) == {"pramuniaga"}
    assert len(short) <= LONGEST_TEXT


def test_signs_that_become_many_do_not_make_it_longer_than_is_read() -> None:
    short, shortened = shorten("\ufdfa" * LONGEST_TEXT)
    assert shortened
    assert len(short) <= LONGEST_TEXT


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Rémote", "remote"),
        ("Re\u0301mote", "remote"),
        ("GAJI 5 Jutá", "gaji 5 juta"),
        ("mágang -Sáles", "magang -sales"),
        ("Straße", "strasse"),
        ("Кассир й", "кассир й"),
        ("が", "が"),
    ],
)
def test_latin_letters_lose_their_marks_and_other_scripts_do_not(text: str, plain: str) -> None:
    assert plain_letters(text) == plain


@given(st.text(max_size=160))
def test_plain_letters_stay_as_they_are(text: str) -> None:
    once = plain_letters(text)
    assert plain_letters(once) == once
