"""Which column a heading means."""

import pytest

from chalicelib.reference.current import published
from chalicelib.reference.importing.columns import Column, Keep, Layout
from chalicelib.reference.importing.headings import Wishes, placed
from chalicelib.reference.importing.layouts import layout, running
from chalicelib.reference.importing.official import COLUMNS
from chalicelib.reference.importing.problems import Problems
from chalicelib.reference.importing.rowtypes import TYPES, fields
from chalicelib.reference.importing.sheets import Record

COLOURS = Layout(
    table="colours",
    columns=(
        Column("code", ("kode",)),
        Column("label.id", ("nama",)),
        Column("label.en", keep=Keep.LABEL),
        Column("note", ("catatan",), needed=False),
    ),
)


def _placed(headings, of=COLOURS, **wishes):
    problems = Problems()
    found = placed(of, Record(3, tuple(headings.split("|"))), Wishes(**wishes), problems)
    told = [(each.line, each.column, each.code) for each in problems.first]
    return {each.heading: each.column.name for each in found} if found is not None else None, told


@pytest.mark.parametrize(
    "heading", ["code", "Kode", " KODE ", "kode 2014", "Kode_2026", "kode.", "(Kode)", "Kode (Rp)", "CODE[]"]
)
def test_writing_of_a_heading_does_not_matter(heading):
    found, told = _placed(f"{heading}|Nama")
    assert told == []
    assert list(found.values()) == ["code", "label.id"]


def test_optional_columns_may_be_there_or_not():
    assert _placed("kode|nama|Catatan|label.en")[0] == {
        "kode": "code",
        "nama": "label.id",
        "Catatan": "note",
        "label.en": "label.en",
    }


def test_a_source_of_rows_is_always_known():
    assert _placed("kode|nama|Sumber")[0]["Sumber"] == "source"


def test_a_missing_column_is_named_with_its_headings():
    found, told = _placed("kode")
    assert (found, told) == (None, [(3, "label.id", "missing_column")])


def test_unknown_headings_are_refused_unless_they_are_ignored():
    assert _placed("kode|nama|x|")[1] == [(3, "x", "unknown_column"), (3, "", "unknown_column")]
    assert _placed("kode|nama|No.|X y", ignored=("no", "x  Y"))[1] == []


def test_a_known_heading_may_be_ignored_too():
    assert _placed("kode|nama|judul|catatan", ignored=("catatan", "judul"))[0] == {"kode": "code", "nama": "label.id"}
    assert _placed("kode|nama", ignored=("nama",))[1] == [(3, "label.id", "missing_column")]


def test_a_mapping_counts_more_than_what_a_heading_means():
    found, told = _placed("kode|Sandi|nama", mapped=(("code", "Sandi"),), ignored=("kode",))
    assert (found, told) == ({"Sandi": "code", "nama": "label.id"}, [])
    assert _placed("kode|Sandi|nama", mapped=(("code", "Sandi"),))[1] == [(3, "kode", "unknown_column")]


def test_mappings_of_nothing_are_told():
    found, told = _placed("kode|nama", mapped=(("hue", "kode"), ("note", "Ket")))
    assert found is None
    assert told == [(None, "", "bad_mapping"), (None, "", "bad_mapping")]


def test_a_heading_that_is_there_twice_is_told_for_each():
    assert _placed("kode|nama|kode")[1] == [(3, "kode", "repeated_column"), (3, "kode", "repeated_column")]


@pytest.mark.parametrize("name", published())
def test_every_table_has_a_layout_that_its_own_columns_fit(name):
    table = running(name)
    found, told = _placed("|".join(table.columns), layout(table))
    assert told == []
    assert [column for column in found.values() if column != "source"] == [
        column for column in table.columns if column not in ("source", "source[]")
    ]


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_is_that_of_its_table(name):
    table = running(name)
    columns = {column.removesuffix("[]") for column in table.columns} - {"source"}
    needed = {column for column, field in fields(name).items() if field.needed}
    assert needed <= columns <= set(fields(name)) | {"sources", "source"}


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_no_heading_means_two_columns(name):
    named = [heading for column in COLUMNS[name] for heading in {column.name, *column.headings}]
    assert len(named) == len(set(named))
