"""The columns as data: a vacancy's fields, words in both languages, examples that can be read."""

from pathlib import Path

import msgspec
import pytest

from chalicelib.uploads import cells
from chalicelib.uploads.columns import COLUMNS, NUMBER, Form, load
from chalicelib.vacancies.model import VacancyContent

FILLED = [column for column in COLUMNS if column.example]
BESIDE = {NUMBER, "pay_period"}
"""Columns that are no field of a vacancy: its key, and what its pay is for."""


def test_every_column_is_a_field_of_a_vacancy_and_every_field_that_people_fill_in_has_one():
    names = {column.name for column in COLUMNS}
    fields = set(VacancyContent.__struct_fields__)
    assert names - BESIDE <= fields
    assert fields - names == {"point", "education_required_by_law"}
    assert len(names) == len(COLUMNS)


@pytest.mark.parametrize("column", FILLED, ids=lambda column: column.name)
def test_the_example_of_a_column_can_be_read(column):
    assert cells.read(column.example, column) not in ("", None)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_a_column_has_words_in_both_languages_and_bounds_where_it_needs_them(column):
    assert all((column.label.id, column.label.en, column.help.id, column.help.en))
    bounded = column.form in {Form.TEXT, Form.LONG_TEXT, Form.WHOLE, Form.MONTHS, Form.ADDRESS}
    assert (column.span != (0, 0)) is bounded
    assert column.span[0] <= column.span[1]


@pytest.mark.parametrize(
    "text",
    [
        '[[columns]]\nname = "title"',
        '[[columns]]\nname = "title"\nform = "poem"\nlabel = {id = "a", en = "b"}\nhelp = {id = "a", en = "b"}',
        '[[columns]]\nname = "x"\nform = "text"\nlabel = {id = "a", en = "b"}\nhelp = {id = "a", en = "b"}\ncolour = 1',
        "rows = []",
        "columns = ",
    ],
)
def test_what_is_no_list_of_columns_is_refused(tmp_path: Path, text):
    path = tmp_path / "columns.toml"
    path.write_text(text)
    with pytest.raises((msgspec.ValidationError, msgspec.DecodeError)):
        load(path)
