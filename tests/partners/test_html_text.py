"""Descriptions in HTML become readable text, whatever the markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.partners.html_text import plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Teks biasa\n\n\n\nbaris kedua", "Teks biasa\n\nbaris kedua"),
        ("<p>Satu</p><p>Dua</p>", "Satu\n\nDua"),
        ("<ul><li>Jujur</li><li>Rajin &amp; teliti</li></ul>", "• Jujur\n\n• Rajin & teliti"),
        ("Gaji &lt; 5 juta<br>Lembur dibayar", "Gaji < 5 juta\nLembur dibayar"),
        ("<script>alert(1)</script>Aman<style>p{}</style>", "Aman"),
        ("Gaji < 5jt & bonus", "Gaji < 5jt & bonus"),
        ("<p>Tidak ditutup <b>tebal", "Tidak ditutup tebal"),
        ("a\x00b\u200bc", "abc"),
        ("<img src=x onerror=alert(1)>Halo", "Halo"),
        ("&nbsp;&nbsp;Spasi&nbsp;keras", "Spasi keras"),
    ],
)
def test_markup_becomes_text(markup, text):
    assert plain_text(markup) == text


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["<p>", "</p>", "<li>", "<script>", "&", "<", "x", "\n"])).map("".join)
)
def test_any_markup_is_read_and_reading_twice_changes_no_plain_text(markup):
    text = plain_text(markup)
    assert "\n\n\n" not in text
    assert text == text.strip()
    if "<" not in text and "&" not in text:
        assert plain_text(text) == text


def test_deep_and_long_markup_is_read_in_time():
    assert plain_text("<div>" * 20_000 + "x") == "x"
