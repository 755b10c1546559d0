"""``padan reference import``: a new version of a table from an official file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from local.cli.output import Exit, fail, print_json, screen
from local.cli.reference import options
from local.cli.reference.differing import print_difference
from local.cli.target import AsJson

if TYPE_CHECKING:
    from chalicelib.reference.importing import Imported, Request

HELP = """Brings in a new version of a reference table from an official file (CSV or TSV, UTF-8), or refuses it whole.

Every problem is told with its line and column; nothing is written then. An existing version is never changed.
Title, source, licence and day have to be stated, unless the file has a head as this project's own tables do.
The new version is not made the running one: that is a change of the code.

Examples:\n
  padan reference import kbji.csv --as occupations --version 2027 --title "KBJI 2027" --source "BPS"
  --licence "Codes are facts" --retrieved 2027-02-01\n
  padan reference import ump.csv --as minimum_wages --version 2027 --column region=Provinsi --ignore No --json
"""
Title = Annotated[str, typer.Option("--title", help="What the table is, in a line.", show_default=False)]
Source = Annotated[str, typer.Option("--source", help="Who published it, and where.", show_default=False)]
Licence = Annotated[str, typer.Option("--licence", help="On what terms it may be used.", show_default=False)]
Retrieved = Annotated[str, typer.Option("--retrieved", help="The day it was fetched, 2027-02-01.", show_default=False)]


def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The official file.")],
    table: Annotated[str, typer.Option("--as", help="Which table it is.")],
    version: Annotated[str, typer.Option(help="Name of the new version, such as 2027 or 2026.1.")],
    title: Title = "",
    source: Source = "",
    licence: Licence = "",
    retrieved: Retrieved = "",
    column: options.Columns = None,
    ignore: options.Ignored = None,
    delimiter: options.Delimiter = None,
    expect_rows: options.ExpectRows = None,
    only_its_levels: options.OnlyItsLevels = False,
    allow_missing_labels: options.MissingLabels = False,
    into: options.Into = None,
    json: AsJson = False,
) -> None:
    """Read the file, write the version, print what is new."""
    from chalicelib.reference.importing import Facts

    reading = options.Reading(column, ignore, delimiter, expect_rows, only_its_levels, allow_missing_labels)
    facts = Facts(title=title, source=source, licence=licence, retrieved=retrieved)
    request = reading.request(table, version, facts)
    _report(_imported(options.content_of(file), request, into), request, json)


def _imported(content: bytes, request: "Request", into: Path | None) -> "Imported":
    from chalicelib.reference.files import DATA, BadTable
    from chalicelib.reference.importing import NotWritten, bring_in

    try:
        return bring_in(content, request, into or DATA)
    except (BadTable, NotWritten) as problem:
        fail(f"{problem}. Nothing was written.", Exit.REFUSED)


def _report(imported: "Imported", request: "Request", json: bool) -> None:
    examined = imported.examined
    if json:
        print_json(_document(imported))
    elif imported.difference is not None:
        print_difference(imported.difference)
        screen.print(_written(imported, request), markup=False, soft_wrap=True)
    else:
        options.print_problems(examined.problems, examined.more)
    if imported.path is None:
        count = len(examined.problems) + examined.more
        stays = f" Version {imported.running} goes on." if imported.running else ""
        fail(f"Refused: {count} problems. Nothing was written.{stays}", Exit.REFUSED)


def _document(imported: "Imported") -> dict[str, object]:
    """Return the answer for programs: without the rows, which are in the file."""
    examined = imported.examined
    return {
        "table": examined.table,
        "path": imported.path,
        "rows": examined.rows,
        "left_out": examined.left_out,
        "problems": examined.problems,
        "more": examined.more,
        "running": imported.running,
        "listed": imported.listed,
        "difference": imported.difference,
    }


def _written(imported: "Imported", request: "Request") -> str:
    left_out = imported.examined.left_out
    beside = f"; {left_out} rows of other levels were left out" if left_out else ""
    return f"Wrote {imported.examined.rows} rows to {imported.path}{beside}.\n{_when_it_runs(imported, request)}"


def _when_it_runs(imported: "Imported", request: "Request") -> str:
    from chalicelib.reference.importing.official import OF_A_YEAR

    if request.table in OF_A_YEAR:
        year = str(request.version)[:4]
        return f"Tables of a year run in theirs: this one is read for {year} once it is deployed."
    goes_on = (
        f"Version {imported.running} goes on: the version that runs is named in the table's module and in "
        "chalicelib/reference/current.py, and changes only there."
    )
    if imported.listed != request.version:
        return goes_on
    return f"{goes_on}\ncurrent.py names none of {request.table}: once deployed, /v1/reference lists this one."
