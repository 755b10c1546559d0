"""Titles and places in compiled form say what the tables say."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import files, ranks
from chalicelib.reference.compiling import compile_titles
from chalicelib.reference.model_occupations import JobTitle
from chalicelib.reference.occupations import NOISE, OccupationTable
from chalicelib.reference.title_table import PackedTitles, pack_titles, reader_of, title_reader
from chalicelib.reference.titles import FoldedTitles, TitleBook, TitleReader
from search.lexicon.container import BadLexicon, pack, unpack

GROUPS = reference.occupations()
FOLDED = FoldedTitles(dict(GROUPS.surfaces.entries()))
PACKED = PackedTitles(unpack(compile_titles("d")))
REAL = Path("../shared/data/vacancies")
_REAL_TITLES = (("jobstreet-2024.csv", "Job Title"), ("glints-2018-skills.csv", "job_position"))
SOME_WORDS = ("kota", "bandung", "jawa", "barat", "kasir", "tangerang", "selatan", "dki", "jakarta", "x", "é")
EVERY = 7
"""Of the real titles each seventh is read: some seconds less."""


def _places_in(words):
    return {at for hit in reference.regions().surfaces.find(words) for at in range(hit.start, hit.end)}


def _plain_reader():
    noise = (line[0] for line in files.read("title_noise", NOISE).lines)
    return TitleReader(TitleBook(FOLDED), noise, ranks.words(), _places_in)


PLAIN = _plain_reader()


def test_every_key_has_the_same_title():
    assert FOLDED.longest == PACKED.longest
    for key, known in FOLDED.entries.items():
        assert PACKED.get(key) == known
    assert PACKED.get("tidak ada") is None
    assert PACKED.get("\ud800") is None


@given(st.lists(st.sampled_from(SOME_WORDS), max_size=9))
def test_places_are_those_of_the_book_of_regions(words):
    assert PACKED.places_in(words) == _places_in(words)


@given(st.sampled_from(sorted({name for name, _ in reference.regions().surfaces.entries()})))
def test_every_name_of_a_region_is_a_place(name):
    words = ["kasir", *name.split(), "xyzzy"]
    assert PACKED.places_in(words) == _places_in(words)


@given(
    st.sampled_from(GROUPS.titles),
    st.lists(st.sampled_from(["segera", "Bandung", "senior", "manager", "xyzzy", "2", "–"]), max_size=3),
    st.booleans(),
)
def test_titles_are_read_as_from_dictionaries(title, beside, turned):
    words = title.title.split()
    text = " ".join([*(reversed(words) if turned else words), *beside])
    assert title_reader().read(text) == PLAIN.read(text)


@pytest.mark.parametrize(("file", "column"), _REAL_TITLES)
def test_real_titles_are_coded_as_from_dictionaries(file, column):
    if not (REAL / file).is_file():
        pytest.skip(f"{REAL / file} is absent: put the development data beside the project as ../shared/data")
    with (REAL / file).open(encoding="utf-8", newline="") as opened:
        texts = [row[column] for row in csv.DictReader(opened)][::EVERY]
    assert len(texts) > 200
    assert [title_reader().read(text) for text in texts] == [PLAIN.read(text) for text in texts]


def test_a_title_is_coded_without_reading_the_table_of_titles():
    def read():
        raise AssertionError("the whole table was read")

    assert OccupationTable("2014", {}, read).code_title("Kasir Depok").code == "5230"


def test_the_same_titles_give_the_same_bytes_in_whatever_order():
    titles = {name: JobTitle(title=name, code="5230", weight=0.9) for name in ("kasir", "kasir toko", "teller")}
    turned = dict(reversed(titles.items()))
    places = ["depok", "jawa barat"]
    one = pack_titles(FoldedTitles(titles), places, "1", "d")
    assert one == pack_titles(FoldedTitles(turned), reversed(places), "1", "d")
    assert one != pack_titles(FoldedTitles(titles), places[:1], "1", "d")


def test_no_titles_and_no_places_code_nothing():
    empty = PackedTitles(unpack(pack_titles(FoldedTitles({}), [], "1", "")))
    assert empty.get("kasir") is None
    assert empty.places_in(["depok"]) == set()
    assert reader_of(empty).read("Kasir Depok") is None


def test_another_file_is_refused():
    with pytest.raises(BadLexicon, match="no section"):
        PackedTitles(unpack(pack({"words": b""}, "1", "")))
