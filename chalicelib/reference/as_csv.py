"""A table as CSV (RFC 4180) that spreadsheet programs open without running anything."""

import csv
import io
import re

from chalicelib.reference.files import TableFile

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_FORMULA = re.compile(r"(^|;)(?=[\t\r]|\s*[=+\-@＝＋－＠])")


def csv_text(table: TableFile) -> str:
    """Return the columns' names and every row; cells that hold several values keep them separated by ``;``.

    A value that a spreadsheet would take for a formula gets an apostrophe before it. Each value of a list is looked at,
    because programs with Indonesian settings also separate cells at ``;``. Numbers stay as they are.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([harmless(cell) for cell in line] for line in table.lines)
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return ``cell`` so that no part of it begins as a formula does."""
    return cell if _NUMBER.fullmatch(cell) else _FORMULA.sub(r"\1'", cell)
