"""``padan reference report``: how the tables stand, and what share of somebody's own titles they recognise."""

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from local.cli.output import Exit, fail, print_json, print_table, screen
from local.cli.reference import options
from local.cli.target import AsJson

if TYPE_CHECKING:
    from chalicelib.reference.importing.measuring import Measured, Recognition
    from chalicelib.reference.importing.reporting import Report

HELP = """Reports the running version of every table: rows, source, age, findings, and what it gives to search.

With a file of job titles also what share of them is recognised, and which are not.

Examples:\n
  padan reference report\n
  padan reference report --titles vacancies.csv --column "Job Title" --json
"""
DEVELOPMENT = Path("../shared/data/vacancies")


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """A file of titles and what of it is recognised."""

    file: str
    figures: "Measured"


def report(
    titles: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="CSV or TSV with job titles.")
    ] = None,
    column: Annotated[str | None, typer.Option(help="Heading of the titles in that file.")] = None,
    json: AsJson = False,
) -> None:
    """Print the report; measures the development data beside the project when no file is named and it is there."""
    if column is not None and titles is None:
        fail("--column names a heading of the file that --titles names.", Exit.USAGE)
    found, measured = _reported(titles, column)
    if json:
        collections = [_document(each) for each in measured]
        print_json({**msgspec.structs.asdict(found), "collections": collections})
    else:
        _print(found)
        for each in measured:
            _print_collection(each)
    if titles is not None and measured[0].figures.recognition is None:
        fail(f"{titles} could not be measured", Exit.REFUSED)


def _reported(titles: Path | None, column: str | None) -> "tuple[Report, tuple[Collection, ...]]":
    from chalicelib.reference.files import BadTable
    from chalicelib.reference.importing.reporting import report as report_tables

    try:
        with redirect_stdout(sys.stderr):  # what is logged on the way, such as that tables have to be compiled first
            return report_tables(), tuple(_measured(titles, column))
    except BadTable as problem:
        fail(str(problem), Exit.REFUSED)


def _measured(titles: Path | None, column: str | None) -> Iterator[Collection]:
    from chalicelib.reference.importing.measuring import measure

    for file in [titles] if titles else sorted(DEVELOPMENT.glob("*.csv")):
        yield Collection(file=str(file), figures=measure(options.content_of(file), column))


def _document(each: Collection) -> dict[str, object]:
    figures = each.figures
    found = figures.recognition
    shares = {"coded_percent": round(found.share, 1), "sure_percent": round(found.sure_share, 1)} if found else {}
    return {"file": each.file, "recognition": found, **shares, "problems": figures.problems, "more": figures.more}


def _print(found: "Report") -> None:
    columns = ("table", "version", "rows", "retrieved", "days", "findings", "search")
    rows = [
        (
            each.name,
            each.version,
            each.rows,
            each.retrieved,
            f"{each.age}{' OLD' if each.old else ''}",
            each.findings or "-",
            each.vocabulary or "-",
        )
        for each in found.tables
    ]
    print_table("reference tables that run", columns, rows)
    print_table(
        "where they come from", ("table", "source", "terms"), ((t.name, t.source, t.licence) for t in found.tables)
    )
    kinds = [(each.kind, each.concepts, each.terms, ", ".join(each.tables)) for each in found.vocabulary]
    print_table("vocabulary of search", ("kind", "concepts", "terms", "tables"), kinds)
    for finding in found.findings:
        screen.print(f"{finding.table} {finding.key}: {finding.problem}", markup=False, soft_wrap=True)


def _print_collection(each: Collection) -> None:
    options.print_problems(each.figures.problems[:5], each.figures.more + max(0, len(each.figures.problems) - 5))
    if each.figures.recognition is not None:
        _print_recognition(each.file, each.figures.recognition)


def _print_recognition(file: str, found: "Recognition") -> None:
    told = f"{found.titles} titles in {found.column!r}: {found.share:.1f} % coded, {found.sure_share:.1f} % surely"
    screen.print(f"{file}: {told}; {found.empty} empty", markup=False, soft_wrap=True)
    if found.unrecognised:
        rows = ((each.title, each.count) for each in found.unrecognised)
        print_table("most frequent titles that are not recognised", ("title", "times"), rows)
