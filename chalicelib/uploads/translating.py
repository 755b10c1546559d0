"""What one row says, in the platform's terms."""

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import msgspec

from chalicelib import mistakes, reference
from chalicelib.reference.lists import CodeList
from chalicelib.reference.pay import monthly
from chalicelib.uploads import cells
from chalicelib.uploads.columns import COLUMNS, NUMBER, Form
from chalicelib.uploads.grid import LONGEST_CELL, Line, Odd
from chalicelib.uploads.headings import Headed, Placed
from chalicelib.uploads.model import ReadRow
from chalicelib.uploads.problems import BadCell, Problem, problem
from chalicelib.uploads.sums import MOST_RUPIAH, Pay
from chalicelib.vacancies.model import EmploymentType, VacancyContent

_FORMS = {column.name: column.form for column in COLUMNS}
_UNKNOWN = {"skills": "unknown_skill", "licences": "unknown_licence", "languages": "unknown_language"}
_MOST_LISTED = {"skills": 60, "licences": 20, "languages": 20}
_OF_PAY = ("pay_minimum", "pay_maximum", "pay_period")


class _Row:
    """A row while it is read: its values by field, what is wrong, what is told."""

    def __init__(self, line: Line, placed: tuple[Placed, ...]) -> None:
        self.line = line
        self.headings = {each.column.name: each.heading for each in placed}
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def wrong(self, code: str, value: object, field: str) -> None:
        """Note why the row makes no vacancy."""
        self.problems.append(self._at(code, value, field))

    def tell(self, code: str, value: object, field: str) -> None:
        """Note what is no obstacle."""
        self.notes.append(self._at(code, value, field))

    def _at(self, code: str, value: object, field: str) -> Problem:
        return problem(code, value, row=self.line.number, column=self.headings.get(field, ""), field=field)


def translated(line: Line, file: Headed) -> ReadRow:
    """Return the vacancy that a row states, or everything that is wrong with it."""
    row = _Row(line, file.placed)
    if line.broken:
        row.wrong(line.broken, _limit_of(line.broken), "")
    else:
        _read_cells(row, file)
        _lists(row)
        _pay(row)
    content = None if row.problems else _content(row)
    number = row.values.get(NUMBER)
    return ReadRow(
        number=line.number,
        key=_key(number, content) if content else "",
        external_id=number,
        content=content,
        problems=tuple(row.problems),
        notes=tuple(row.notes),
    )


def _limit_of(code: str) -> str:
    """Return the limit that a problem with a whole row speaks of."""
    return str(LONGEST_CELL) if code == "cell_too_long" else ""


def _read_cells(row: _Row, file: Headed) -> None:
    beyond = sum(cell != "" for cell in row.line.cells[file.width :]) + row.line.more
    if beyond:
        row.wrong("too_many_cells", beyond, "")
    if row.line.merged:
        row.tell("merged_cells", "", "")
    for each in file.placed:
        cell = row.line.cells[each.place] if each.place < len(row.line.cells) else ""
        name = each.column.name
        if isinstance(cell, Odd):
            row.wrong(cell.code, cell.value, name)
        elif cell == "":
            if each.column.needed:
                row.wrong("required", "", name)
        else:
            _read_cell(row, each, cell)


def _read_cell(row: _Row, placed: Placed, text: str) -> None:
    name = placed.column.name
    try:
        row.values[name] = cells.read(text, placed.column)
    except BadCell as bad:
        row.wrong(bad.code, bad.value, name)
        return
    if row.values[name] is None:
        row.tell("pay_not_stated", text, name)


def _lists(row: _Row) -> None:
    """Turn names of skills, licences and languages into codes; of unknown skills the row is told and goes on."""
    for name, table in _tables().items():
        found: dict[str, None] = {}
        for text in row.values.get(name, ()):
            codes = _codes(text, table)
            if codes:
                found |= dict.fromkeys(codes)
            elif name == "skills":
                row.tell("not_used", text, name)
            else:
                row.wrong(_UNKNOWN[name], text, name)
        row.values[name] = tuple(found)[: _MOST_LISTED[name]]


def _tables() -> Mapping[str, Any]:
    return {"skills": reference.skills(), "licences": reference.licences(), "languages": reference.languages()}


def _codes(text: str, table: CodeList[Any]) -> tuple[str, ...]:
    lowered = text.strip().casefold()
    if table.get(lowered) is not None:
        return (lowered,)
    return tuple(table.find_in(text[:500]))


def _pay(row: _Row) -> None:
    """Turn both sums into rupiah a month; a range in the first column fills the second.

    A period that stands beside a sum counts for that sum, and must be that of the column if there is one.
    """
    low, high, period = (row.values.pop(name, None) for name in _OF_PAY)
    part_time = row.values.get("employment_type") is EmploymentType.PART_TIME
    for name, cell, amount in (("pay_minimum", low, low and low.low), ("pay_maximum", *_highest(low, high))):
        if cell is None or amount is None:
            continue
        if period and cell.period and period != cell.period:
            row.wrong("other_period", period, "pay_minimum" if cell is low else "pay_maximum")
            return
        row.values[name] = _monthly(row, name, amount, cell.period or period or "MONTH", part_time=part_time)


def _highest(low: Pay | None, high: Pay | None) -> tuple[Pay | None, Fraction | None]:
    if high is not None:
        return high, high.high or high.low
    return low, low.high if low is not None else None


def _monthly(row: _Row, name: str, amount: Fraction, period: str, *, part_time: bool) -> int | None:
    found = monthly(amount, period, part_time=part_time)
    if found > MOST_RUPIAH:
        row.wrong("out_of_range", f"0-{MOST_RUPIAH}", name)
    return found or None


def _content(row: _Row) -> VacancyContent | None:
    stated = {name: value for name, value in row.values.items() if name != NUMBER and value is not None}
    try:
        # Decoded from what would be sent, so that all bounds of the interface hold here too.
        return msgspec.json.decode(msgspec.json.encode(stated), type=VacancyContent)
    except msgspec.ValidationError as error:
        field = next(_field_of(str(error)), "")
        row.wrong("not_valid", mistakes.told(str(error)), field)
        return None


def _field_of(message: str) -> Iterator[str]:
    place = message.rpartition("`$.")[2]
    yield from (name for name in _FORMS if place.startswith(name) and _FORMS[name] is not Form.NUMBER)


def _key(number: str | None, content: VacancyContent) -> str:
    if number:
        return f"number#{number}"
    return "content#" + hashlib.sha256(msgspec.msgpack.encode(content)).hexdigest()
