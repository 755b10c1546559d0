"""What the commands about files of reference tables have in common."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from local.cli.output import Exit, fail, screen

if TYPE_CHECKING:
    from chalicelib.reference.importing import Facts, Problem, Request

_TAB = ("tab", "\\t", "\t")
DELIMITERS = (",", ";", "\t")

Columns = Annotated[
    list[str] | None,
    typer.Option("--column", help="column=Heading of the file, for headings that are not known; repeatable."),
]
Ignored = Annotated[list[str] | None, typer.Option("--ignore", help="Heading that is left out; repeatable.")]
Delimiter = Annotated[str | None, typer.Option("--delimiter", help="Comma, semicolon or tab; found out if not given.")]
ExpectRows = Annotated[
    int | None, typer.Option("--expect-rows", min=1, help="Confirm that the file has so many rows, and no more.")
]
OnlyItsLevels = Annotated[
    bool, typer.Option("--only-its-levels", help="Leave out codes above or below the levels of the table.")
]
MissingLabels = Annotated[
    bool, typer.Option("--allow-missing-labels", help="Let English labels that nobody has yet stay empty.")
]
Into = Annotated[
    Path | None, typer.Option("--into", file_okay=False, help="Data folder, when it is not the project's own.")
]


class Reading(msgspec.Struct, frozen=True):
    """How a file is to be read, as the options of that name say it."""

    column: list[str] | None
    ignore: list[str] | None
    delimiter: str | None
    expect_rows: int | None
    only_its_levels: bool
    allow_missing_labels: bool

    def request(self, table: str, version: str | None, facts: "Facts | None" = None) -> "Request":
        """Return the request to read a file as ``version`` of ``table``; ends as wrong usage when an option is."""
        from chalicelib.reference.importing import Request, Wishes

        return Request(
            table=table,
            version=version,
            facts=facts,
            wishes=Wishes(mapped=mapped(self.column), ignored=tuple(self.ignore or ())),
            delimiter=delimiter(self.delimiter),
            expect_rows=self.expect_rows,
            only_its_levels=self.only_its_levels,
            allow_missing_labels=self.allow_missing_labels,
        )


def mapped(columns: list[str] | None) -> tuple[tuple[str, str], ...]:
    """Return columns and headings of ``--column``; ends as wrong usage when one is not ``column=Heading``."""
    pairs = [each.partition("=") for each in columns or ()]
    for column, equals, heading in pairs:
        if not (column and equals and heading):
            fail(f"--column {column}{equals}{heading}: write column=Heading", Exit.USAGE)
    return tuple((column, heading) for column, _, heading in pairs)


def delimiter(given: str | None) -> str | None:
    """Return the delimiter; ends as wrong usage for another one."""
    found = "\t" if given in _TAB else given
    if found is not None and found not in DELIMITERS:
        fail(f"--delimiter {given}: write ',', ';' or tab", Exit.USAGE)
    return found


def content_of(file: Path) -> bytes:
    """Return the bytes of a file; ends as wrong usage when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as problem:
        fail(f"{file}: {problem.strerror}", Exit.USAGE)


def print_problems(problems: tuple["Problem", ...], more: int) -> None:
    """Print problems by line."""
    for problem in problems:
        where = f"line {problem.line}" if problem.line is not None else "file"
        named = ", ".join(part for part in (problem.column, problem.key) if part)
        told = f"{where}{f' ({named})' if named else ''}: {problem.text.en} [{problem.code}]"
        screen.print(told, markup=False, soft_wrap=True)
    if more:
        screen.print(f"and {more} more", markup=False)
