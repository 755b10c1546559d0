"""Descriptions in HTML become readable text, whatever the markup."""

import time

import pytest
from hypothesis import given, settings
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
        ("Satu<!-- catatan <b>dalam</b> -->Dua", "SatuDua"),
        ("<!-- tidak ditutup<p>Isi", "tidak ditutup\nIsi"),
        ("<!DOCTYPE html><?xml version='1'?><html><body>Isi</body></html>", "Isi"),
        ("<P CLASS='x' title=\"a\">Besar</P>", "Besar"),
        ("<script>if (a<b) { x = '<p>' }</script>Sesudah", "Sesudah"),
        ("&#99999999999999999999;Angka &#8226; titik", "Angka • titik"),
        ("<3 tahun dan >5 tahun", "<3 tahun dan >5 tahun"),
        ("&nbsp;&nbsp;Spasi&nbsp;keras", "Spasi keras"),
    ],
)
def test_markup_becomes_text(markup, text):
    assert plain_text(markup) == text


@settings(deadline=None)
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


UNITS = [
    "<",
    "<!",
    "<a ",
    "</",
    "<!--",
    "<!-- >",
    "&#",
    "&#9",
    "<a a=",
    "<a a='",
    "<a a='>",
    "<script>",
    "<style><",
    "<?",
    "<p>",
    "&am",
    "<li",
]


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_markup_is_read_in_linear_time(unit):
    def seconds(length: int) -> float:
        started = time.process_time()
        plain_text((unit * length)[:length])
        return time.process_time() - started

    assert seconds(100_000) < 0.5
