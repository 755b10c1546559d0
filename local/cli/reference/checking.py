"""``padan reference check``: whether the tables hold together, or whether a file could become one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from local.cli.output import Exit, fail, print_json, screen
from local.cli.reference import options
from local.cli.target import AsJson

if TYPE_CHECKING:
    from chalicelib.reference.importing import Examined, Request

HELP = """Checks all reference tables, one of them, or a file before it is brought in; exit 1 when something is wrong.
A year of minimum wages that has begun and is not in the tables yet is told as overdue.

Examples:\n
  padan reference check\n
  padan reference check minimum_wages --json\n
  padan reference check kbji.csv --as occupations
"""


def check(
    subject: Annotated[str | None, typer.Argument(help="A table; with --as a file. Without: every table.")] = None,
    table: Annotated[str | None, typer.Option("--as", help="Which table the file is.")] = None,
    version: Annotated[str | None, typer.Option(help="With --as: the version that it would become.")] = None,
    column: options.Columns = None,
    ignore: options.Ignored = None,
    delimiter: options.Delimiter = None,
    expect_rows: options.ExpectRows = None,
    only_its_levels: options.OnlyItsLevels = False,
    allow_missing_labels: options.MissingLabels = False,
    json: AsJson = False,
) -> None:
    """Print what is wrong."""
    if table is None:
        _check_tables(subject, json)
        return
    reading = options.Reading(column, ignore, delimiter, expect_rows, only_its_levels, allow_missing_labels)
    _check_file(subject, reading.request(table, version), json)


def _check_file(file: str | None, request: "Request", json: bool) -> None:
    if file is None:
        fail("Name the file that is to be checked.", Exit.USAGE)
    examined = _examined(options.content_of(Path(file)), request)
    told = {"table": request.table, "rows": examined.rows, "left_out": examined.left_out}
    if json:
        print_json({**told, "problems": examined.problems, "more": examined.more})
    else:
        options.print_problems(examined.problems, examined.more)
        if not examined.problems:
            screen.print(f"{file}: {examined.rows} rows could be brought in as {request.table}", markup=False)
    if examined.problems:
        fail(f"{len(examined.problems) + examined.more} problems", Exit.REFUSED)


def _examined(content: bytes, request: "Request") -> "Examined":
    from chalicelib.reference.files import BadTable
    from chalicelib.reference.importing import examine

    try:
        return examine(content, request)
    except BadTable as problem:
        fail(str(problem), Exit.REFUSED)


def _check_tables(subject: str | None, json: bool) -> None:
    from chalicelib.clock import SYSTEM_CLOCK, day_of
    from chalicelib.reference import checking, checking_pay
    from chalicelib.reference.current import published
    from chalicelib.reference.files import BadTable
    from chalicelib.reference.wages import TABLE

    if subject is not None and subject not in published():
        fail(f"There is no table {subject}. For a file, say with --as which table it is.", Exit.USAGE)
    overdue = tuple(checking_pay.overdue(day_of(SYSTEM_CLOCK.now()))) if subject in (None, TABLE) else ()
    try:
        findings = tuple(each for each in checking.check() if subject in (None, each.table))
    except BadTable as problem:
        fail(str(problem), Exit.REFUSED)
    if json:
        print_json({"findings": findings, "overdue": [f"{TABLE} {year}" for year, _ in overdue]})
    else:
        for finding in findings:
            screen.print(f"{finding.table} {finding.key}: {finding.problem}", markup=False, soft_wrap=True)
        for year, said in overdue:
            screen.print(f"overdue: {TABLE} {year} {said}", markup=False, soft_wrap=True)
        if not findings:
            screen.print(f"{subject or 'All tables'}: nothing is wrong", markup=False)
    if findings:
        fail(f"{len(findings)} findings", Exit.REFUSED)
