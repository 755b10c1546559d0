"""A table as CSV (RFC 4180) that spreadsheet programs open without running anything."""

import csv
import io
import re

from chalicelib.reference.files import TableFile
from chalicelib.reference.written import SOURCE_COLUMNS

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_FORMULA = re.compile(r"(^|;)(?=[\t\r]|\s*[=+\-@＝＋－＠])")


def csv_text(table: TableFile) -> str:
    """Return the columns' names and every row; cells that hold several values keep them separated by ``;``.

    Where rows tell their origin the last column, ``source``, has it for each of them. Where all have the table's it is
    not repeated: of a large table it would be most of the file.
    A value that a spreadsheet would take for a formula gets an apostrophe before it. Each value of a list is looked at,
    because programs with Indonesian settings also separate cells at ``;``. Numbers stay as they are.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    kept = [place for place, column in enumerate(table.columns) if column not in SOURCE_COLUMNS]
    told = table.tells_origins
    writer.writerow([*(table.columns[place] for place in kept), *(["source"] if told else [])])
    for line in table.lines:
        last = [table.origin(line) or table.source] if told else []
        writer.writerow([harmless(cell) for cell in (*(line[place] for place in kept), *last)])
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return ``cell`` so that no part of it begins as a formula does."""
    return cell if _NUMBER.fullmatch(cell) else _FORMULA.sub(r"\1'", cell)
