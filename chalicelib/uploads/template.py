"""The template of an upload, as CSV and as a workbook: headings in both languages, an example, the allowed codes."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from chalicelib import reference
from chalicelib.texts import Text
from chalicelib.uploads.columns import COLUMNS, NUMBER, Column, Form
from chalicelib.uploads.reading import COMMENT
from chalicelib.vacancies.model import EmploymentType

CSV_DELIMITER = ";"
"""What spreadsheets in Indonesian put between cells, and read without asking."""
_EXAMPLE = f"{COMMENT} contoh / example: "
_ROWS = 500
"""Rows of the workbook that offer choices."""


def heading(column: Column) -> str:
    """Return a column's heading in the template: both languages, one when they are the same."""
    return column.label.id if column.label.id == column.label.en else f"{column.label.id} / {column.label.en}"


def as_csv() -> str:
    """Return the template as CSV, with the mark that lets spreadsheets see that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=CSV_DELIMITER, lineterminator="\r\n")
    writer.writerow([heading(column) for column in COLUMNS])
    writer.writerow(_example())
    return "\ufeff" + out.getvalue()


def as_workbook() -> bytes:
    """Return the template as XLSX: a sheet to fill in, one that explains the columns, one with the codes."""
    from openpyxl import Workbook

    book = Workbook()
    form = book.active
    form.title = "Lowongan"
    form.append([heading(column) for column in COLUMNS])
    form.append(_example())
    form.freeze_panes = "A2"
    _explain(book.create_sheet("Petunjuk - Help"))
    _list_codes(book.create_sheet("Kode - Codes"))
    for place, column in enumerate(COLUMNS, start=1):
        _offer_choices(form, place, column)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def choices() -> Iterator[tuple[str, str, Text]]:
    """Yield (field, code, name) of every code that may stand in a column with few of them."""
    for kind in reference.employment_types():
        if kind.code in set(EmploymentType):
            yield "employment_type", kind.code, kind.label
    for name, table in (
        ("education", reference.education_levels()),
        ("pay_period", reference.pay_periods()),
        ("licences", reference.licences()),
        ("languages", reference.languages()),
    ):
        for entry in table:
            yield name, entry.code, entry.label
    for region in reference.regions():
        yield "region", region.code, region.label


def _example() -> list[str]:
    return [f"{_EXAMPLE}{column.example}" if column.name == NUMBER else column.example for column in COLUMNS]


def _explain(sheet: Any) -> None:  # noqa: ANN401 - a sheet of the library
    sheet.append(["Kolom", "Column", "Wajib / Needed", "Penjelasan", "Explanation"])
    for column in COLUMNS:
        needed = "ya / yes" if column.needed else ""
        sheet.append([column.label.id, column.label.en, needed, column.help.id, column.help.en])
    sheet.append([])
    sheet.append([f"Baris yang diawali {COMMENT} tidak dibaca.", f"Rows that begin with {COMMENT} are not read."])


def _list_codes(sheet: Any) -> None:  # noqa: ANN401
    labels = {column.name: heading(column) for column in COLUMNS}
    sheet.append(["Kolom / Column", "Kode / Code", "Nama", "Name"])
    for name, code, label in choices():
        sheet.append([labels[name], code, label.id, label.en])


def _offer_choices(sheet: Any, place: int, column: Column) -> None:  # noqa: ANN401
    """Let the cells of a column offer what may stand in them, without refusing what is typed."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(place)
    head = sheet[f"{letter}1"]
    head.font = Font(bold=True)
    sheet.column_dimensions[letter].width = max(14, len(head.value) + 2)
    if column.form is Form.CHOICE:
        offered = ["ya", "tidak"]
    else:
        offered = [label.id for name, _, label in choices() if name == column.name and column.form in _SHORT_LISTS]
    if offered:
        validation = DataValidation(type="list", formula1=f'"{",".join(offered)}"', showErrorMessage=False)
        sheet.add_data_validation(validation)
        validation.add(f"{letter}2:{letter}{_ROWS}")


_SHORT_LISTS = frozenset({Form.TYPE, Form.PERIOD})
"""Columns whose names together fit into the 255 characters that a list of choices may have."""
