"""What is wrong with the rows of a file together: twice the same, too few, of another year, not plausible."""

from collections.abc import Iterable

from chalicelib.reference.checking_pay import WAGES
from chalicelib.reference.files import TableFile
from chalicelib.reference.importing.grid import Grid
from chalicelib.reference.importing.places import RegionNames
from chalicelib.reference.importing.problems import Problems

LEAST_SHARE = 0.9
"""A file with fewer than this share of the running version's rows is taken for half a file."""


def repeated(grid: Grid, problems: Problems) -> None:
    """Note codes that are there more than once."""
    first: dict[str, int] = {}
    heading = grid.heading(grid.layout.columns[0].name)
    for row in grid.rows:
        if row.key and first.setdefault(row.key, row.line) != row.line:
            problems.add("duplicate_code", line=row.line, column=heading, key=row.key, first=first[row.key])


def size(grid: Grid, before: TableFile, expected: int | None, problems: Problems) -> None:
    """Note far fewer rows than before, or another number than the person stated."""
    found, had = len(grid.rows), len(before.lines)
    if expected is not None and found != expected:
        problems.add("unexpected_rows", found=found, expected=expected)
    if expected is None and found < had * LEAST_SHARE:
        problems.add("too_few_rows", found=found, before=had, share=round(LEAST_SHARE * 100))


def of_year(grid: Grid, year: int | None, problems: Problems) -> None:
    """Note rows of another year than the version's."""
    for column in ("year", "date"):
        if grid.layout.column(column) is None or year is None:
            continue
        for row in grid.rows:
            cell = grid.cell(row, column)
            if column not in row.wrong and cell and not cell.startswith(str(year)):
                heading = grid.heading(column)
                problems.add("wrong_year", line=row.line, column=heading, key=row.key, value=cell, year=year)


def plausible_wages(grid: Grid, regions: RegionNames, problems: Problems) -> None:
    """Note amounts that no minimum wage has, and provinces without one."""
    for row in grid.rows:
        amount = grid.cell(row, "amount")
        if "amount" not in row.wrong and amount and int(amount) not in WAGES:
            row.wrong.add("amount")
            heading, bounds = grid.heading("amount"), {"least": WAGES.start, "most": WAGES.stop - 1}
            problems.add("implausible_amount", line=row.line, column=heading, key=row.key, value=amount, **bounds)
    _without(regions.provinces, {row.key for row in grid.rows}, problems)


def _without(provinces: Iterable[str], stated: set[str], problems: Problems) -> None:
    for code in provinces:
        if code not in stated:
            problems.add("missing_province", key=code)
