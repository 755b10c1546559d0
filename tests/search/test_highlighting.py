"""Showing where words occur."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.highlighting import WIDTH, Highlighter
from tests.search.builders import vacancy
from tests.search.knowledge import SmallKnowledge

RECOGNISER = SmallKnowledge().recogniser


def _shown(query: str, title: str = "Kasir", description: str = "") -> dict[str, str]:
    document = vacancy(title=title, description=description)
    return {snippet.field: snippet.text for snippet in Highlighter(RECOGNISER.read(query)).snippets(document)}


def test_words_are_marked_in_title_and_description() -> None:
    shown = _shown("sopir truk", "Sopir Truk Tronton", "Mengemudikan truk, sopir berpengalaman.")
    assert shown["title"] == "<mark>Sopir</mark> <mark>Truk</mark> Tronton"
    assert shown["description"] == "Mengemudikan <mark>truk</mark>, <mark>sopir</mark> berpengalaman."


def test_inflected_words_are_marked() -> None:
    assert "<mark>dijual</mark>" in _shown("menjual", description="Barang yang dijual")["description"]


def test_parts_of_other_words_are_not_marked() -> None:
    assert "title" not in _shown("sales", "Salesforce Admin")


def test_a_word_that_recurs_is_marked_in_each_place() -> None:
    shown = _shown("kasir", "Kasir", "Kasir-toko & kasir; lalu Kasir-toko, Kasir.")
    assert shown["description"].count("<mark>") == 4
    assert re.sub("</?mark>", "", shown["description"]) == "Kasir-toko &amp; kasir; lalu Kasir-toko, Kasir."


def test_everything_is_escaped() -> None:
    shown = _shown("kasir", "Kasir <b>&", 'Tugas "kasir" <script>alert(1)</script>')
    assert shown["title"] == "<mark>Kasir</mark> &lt;b&gt;&amp;"
    assert "<script>" not in shown["description"]


def test_the_stretch_that_says_most_is_shown() -> None:
    text = "Pembuka panjang. " * 40 + "Di sini kasir dan kasir lagi bekerja. " + "Penutup panjang. " * 40
    shown = _shown("kasir", "Lain", text)["description"]
    assert shown.count("<mark>kasir</mark>") == 2
    assert len(shown) <= WIDTH + 2 * len("<mark></mark>")


def test_without_a_match_the_beginning_is_shown() -> None:
    assert _shown("kasir", "Lain", "Awal mula cerita.") == {"description": "Awal mula cerita."}


def test_nothing_is_said_about_an_empty_description() -> None:
    assert _shown("guru", "Kasir") == {}


@given(st.text(max_size=600), st.sampled_from(["kasir", "a", "c++", "kasir gudang", "(.*", "<b>"]))
def test_any_text_stays_the_same_without_its_marks(text: str, query: str) -> None:
    shown = _shown(query, "Lain", text).get("description", "")
    bare = html.unescape(re.sub("</?mark>", "", shown))
    assert bare.strip() in text
    assert shown.count("<mark>") == shown.count("</mark>")


def test_letters_that_grow_when_they_are_made_small_move_nothing() -> None:
    shown = _shown("kasir", "İİ KASIR İ", "İstanbul İİİ: dicari Kasir İ")
    assert shown == {"title": "İİ <mark>KASIR</mark> İ", "description": "İstanbul İİİ: dicari <mark>Kasir</mark> İ"}
