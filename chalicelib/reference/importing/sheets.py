"""The rows of a text with delimiters, each with the line at which it begins."""

import csv
import io
import re
from collections.abc import Iterator

import msgspec

from chalicelib.reference.importing.problems import Problems

DELIMITERS = (",", ";", "\t")
_HEAD = "# "
_QUOTED = re.compile(r'"[^"]*"')
_QUOTES = {"unexpected end of data": "unterminated_quote", "field larger than": "cell_too_long"}


class Record(msgspec.Struct, frozen=True, gc=False):
    """The cells of a row; ``line`` is where it begins. One that is not ``whole`` was filled up or cut."""

    line: int
    cells: tuple[str, ...]
    whole: bool = True


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Headings and rows; ``head`` has the lines before them that this project's own table files begin with."""

    headings: Record
    records: tuple[Record, ...]
    head: tuple[Record, ...] = ()


def sheet(text: str, delimiter: str | None, problems: Problems) -> Sheet | None:
    """Return the rows of ``text``, None when there is no heading; notes rows with too many or too few cells.

    Such rows are filled up or cut, so that what they still say is checked as well. Empty lines are passed over.
    Without ``delimiter`` it is the one that the first line has most of.
    """
    own = text.startswith(_HEAD)
    head, found = _own(text) if own else ((), _separated(text, delimiter or _delimiter(text), problems))
    filled = (record for record in found if any(cell.strip() for cell in record.cells))
    first = next(filled, None)
    if first is None:
        if not problems.total:
            problems.add("no_rows")
        return None
    headings = Record(first.line, _without_empty_end(first.cells, 1))
    records = tuple(_even(record, len(headings.cells), problems) for record in filled)
    if not records:
        problems.add("no_rows", line=first.line)
    return Sheet(headings=headings, records=records, head=head)


def _own(text: str) -> tuple[tuple[Record, ...], Iterator[Record]]:
    """Read a text as this project writes tables: no quoting, lines of the head begin with ``#``."""
    lines = [(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), start=1)]
    head = tuple(Record(number, (line.removeprefix(_HEAD),)) for number, line in lines if line.startswith(_HEAD))
    rows = (Record(number, tuple(line.split("\t"))) for number, line in lines if not line.startswith(_HEAD))
    return head, rows


def _separated(text: str, delimiter: str, problems: Problems) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            yield Record(start, tuple(next(reader)))
        except StopIteration:
            return
        except csv.Error as problem:
            code = next((code for words, code in _QUOTES.items() if words in str(problem)), "stray_quote")
            problems.add(code, line=start)


def _delimiter(text: str) -> str:
    first = next((line for line in re.split(r"[\r\n]+", text) if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(DELIMITERS, key=bare.count)


def _even(record: Record, width: int, problems: Problems) -> Record:
    cells = _without_empty_end(record.cells, width)
    if len(cells) != width:
        problems.add("ragged_row", line=record.line, key=cells[0].strip(), found=len(cells), expected=width)
        return Record(record.line, (*cells, *("" for _ in range(width - len(cells))))[:width], whole=False)
    return Record(record.line, cells)


def _without_empty_end(cells: tuple[str, ...], least: int) -> tuple[str, ...]:
    """Return ``cells`` without the empty ones that spreadsheets leave at the end, but not fewer than ``least``."""
    end = len(cells)
    while end > least and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
