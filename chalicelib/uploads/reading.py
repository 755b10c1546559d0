"""From the bytes of a file to its rows: any bytes give rows with what is wrong in them, or one `BadFile`."""

from chalicelib.uploads import archive, delimited, workbook
from chalicelib.uploads.grid import MOST_ROWS, Grid, Line
from chalicelib.uploads.headings import Headed, headed
from chalicelib.uploads.model import ReadFile, ReadRow
from chalicelib.uploads.problems import BadFile, problem
from chalicelib.uploads.translating import translated

COMMENT = "#"
"""A row whose first cell begins so is left out: the examples of the template are such rows."""
_ABOVE = 50
"""Rows that may stand above the vacancies or be comments, beyond `MOST_ROWS`."""
_OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")


def read(content: bytes) -> ReadFile:
    """Return the rows of a CSV or XLSX file; raises `BadFile` when the file as a whole cannot be read.

    What the file is, its bytes tell; its name and the type that it came with are not asked.
    """
    found = headed(_grid(content))
    lines = [line for line in found.lines if not _is_comment(line)]
    if not lines:
        raise BadFile("no_rows")
    if len(lines) > MOST_ROWS:
        raise BadFile("too_many_rows", MOST_ROWS)
    headings = tuple((each.column.name, each.heading) for each in found.placed)
    return ReadFile(
        rows=_once([translated(line, found) for line in lines], found), headings=headings, notes=found.notes
    )


def _grid(content: bytes) -> Grid:
    if not content.strip():
        raise BadFile("empty_file")
    if content.startswith(archive.OLD):
        raise BadFile("old_workbook")
    if content.startswith(archive.ZIP):
        return workbook.lines_of(content, MOST_ROWS + _ABOVE)
    if content.startswith(_OTHER_FILES):
        raise BadFile("no_text")
    return delimited.lines_of(content, MOST_ROWS + _ABOVE)


def _is_comment(line: Line) -> bool:
    first = next((cell for cell in line.cells if cell != ""), "")
    return isinstance(first, str) and first.startswith(COMMENT)


def _once(rows: list[ReadRow], found: Headed) -> tuple[ReadRow, ...]:
    """Let the first of rows with the same number, or that say the same, count; the others tell which it is."""
    columns = {each.column.name: each.heading for each in found.placed}
    first: dict[str, int] = {}
    kept: list[ReadRow] = []
    for row in rows:
        before = first.setdefault(row.key, row.number) if row.key else row.number
        if before == row.number:
            kept.append(row)
            continue
        code, name = ("repeated_number", "external_id") if row.external_id else ("repeated_row", "")
        wrong = problem(code, before, row=row.number, column=columns.get(name, ""), field=name)
        kept.append(ReadRow(number=row.number, external_id=row.external_id, problems=(*row.problems, wrong)))
    return tuple(kept)
