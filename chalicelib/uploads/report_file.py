"""The report of an upload as a file for a spreadsheet: a line for each thing that is to be said of a row."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from chalicelib.texts import Text
from chalicelib.uploads.columns import COLUMNS
from chalicelib.uploads.model import RowOutcome, RowResult, Standing, Turn
from chalicelib.uploads.problems import Problem
from chalicelib.uploads.template import CSV_DELIMITER
from chalicelib.validation.model import Finding, Severity

HEADINGS = (
    "Baris / Row",
    "Nomor / Number",
    "Hasil / Outcome",
    "Lowongan / Vacancy",
    "Langkah / Step",
    "Aturan / Rule",
    "Kolom / Column",
    "Keterangan",
    "What was found",
    "Yang perlu dilakukan",
    "What to do",
    "Dasar hukum / Legal basis",
)
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula."""
_RESULTS: Mapping[RowResult, str] = {
    RowResult.PUBLISHED: "tayang / published",
    RowResult.WAITING: "menunggu / waiting",
    RowResult.REJECTED: "ditolak / rejected",
    RowResult.UNCHANGED: "tidak berubah / unchanged",
    RowResult.REFUSED: "tidak terbaca / refused",
}
_STEPS: Mapping[Turn, str] = {Turn.MEND: "perbaiki / mend", Turn.OFFICER: "petugas / officer"}
_LABELS = {column.name: f"{column.label.id} / {column.label.en}" for column in COLUMNS}
"""Of fields for which the file has no column."""
_MEND_CELL = Text(
    "Perbaiki sel ini lalu unggah lagi; belum ada lowongan dari baris ini.",
    "Mend the cell and upload the file again; the row has made no vacancy yet.",
)
_NOTHING = Text("Tidak perlu tindakan.", "Nothing to do.")
_BETTER = Text("Sebaiknya diperbaiki; tidak menahan lowongan.", "Better mended; it keeps nothing back.")
_EMPTY = Text("", "")


def as_report(rows: Iterable[RowOutcome], headings: Mapping[str, str]) -> str:
    """Return the report of ``rows`` as CSV in both languages; ``headings`` are the file's own by field.

    What the file said is never handed back as a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=CSV_DELIMITER, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in rows:
        writer.writerows([_harmless(cell) for cell in line] for line in _lines(row, headings))
    return "\ufeff" + out.getvalue()


def _lines(row: RowOutcome, headings: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    step = _STEPS[row.standing.step] if row.standing else ""
    begin = (str(row.number), row.external_id or "", _RESULTS[row.result], row.vacancy_id or "", step)
    told = [*_of_problems(row), *_of_standing(row.standing), *_of_findings(row, headings)]
    yield from ((*begin, *each) for each in told or [("", "", *_both(_EMPTY, _NOTHING), "")])


def _of_problems(row: RowOutcome) -> Iterator[tuple[str, ...]]:
    for found, action in (*((each, _MEND_CELL) for each in row.problems), *((each, _NOTHING) for each in row.notes)):
        yield _of_problem(found, action)


def _of_problem(found: Problem, action: Text) -> tuple[str, ...]:
    return (found.code, found.column or _LABELS.get(found.field, ""), *_both(found.message, action), "")


def _of_standing(standing: Standing | None) -> Iterator[tuple[str, ...]]:
    if standing is not None:
        yield (", ".join(standing.rules), "", *_both(standing.reason, standing.action), "")


def _of_findings(row: RowOutcome, headings: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for found in row.findings:
        field = found.pointer.removeprefix("/").partition("/")[0]
        column = headings.get(field) or _LABELS.get(field, field)
        yield (found.code, column, *_both(found.message, _action(found, row.standing)), found.legal_basis or "")


def _action(found: Finding, standing: Standing | None) -> Text:
    if found.mend_by:
        return Text(f"Perbaiki paling lambat {found.mend_by}.", f"Mend it by {found.mend_by}.")
    if found.severity is Severity.WARN or standing is None:
        return _BETTER
    return standing.action


def _both(said: Text, action: Text) -> tuple[str, str, str, str]:
    return said.id, said.en, action.id, action.en


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) else cell
