"""Reports, and what was accepted, as tables for spreadsheets and for the next edition of the reference tables."""

import csv
import io
from collections.abc import Iterable, Sequence

from chalicelib.learning.model import Learned
from chalicelib.learning.reporting import Report

COLUMNS = ("text", "week", "region", "searches", "nothing", "few", "loosened")
LEARNED_COLUMNS = ("words", "kind", "code", "weight", "searched", "proposal")


def csv_text(report: Report) -> str:
    """Return the report as UTF-8 CSV (RFC 4180) with a line of names; no cell is a formula to a spreadsheet."""
    rows = (
        (_told(row.text), row.week, row.region, row.searches, row.nothing, row.few, row.loosened) for row in report.rows
    )
    return _written(COLUMNS, rows)


def learned_text(learned: Iterable[Learned]) -> str:
    """Return accepted words as CSV."""
    rows = (
        (each.words, each.target.kind.value, each.target.code, each.weight, each.searched, each.proposal_id)
        for each in learned
    )
    return _written(LEARNED_COLUMNS, rows)


def _told(text: str) -> str:
    # Of the signs with which a formula begins, a normalised text can begin with this one alone.
    return f"'{text}" if text.startswith("+") else text


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
