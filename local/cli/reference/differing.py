"""``padan reference diff``: what two versions of a table differ in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from local.cli.output import Exit, fail, print_json, print_table, screen
from local.cli.reference import options
from local.cli.target import AsJson

if TYPE_CHECKING:
    from chalicelib.reference.importing import Difference

HELP = """Compares two versions of a table: rows added, removed, renamed, moved, changed; and what names removed codes.

Examples:\n
  padan reference diff skills 1 2\n
  padan reference diff occupations 2014 2026 --json
"""
_SHOWN = 20
_CELL = 70


def diff(
    table: Annotated[str, typer.Argument(help="The table.")],
    from_version: Annotated[str, typer.Argument(metavar="FROM", help="The version before.")],
    to_version: Annotated[str, typer.Argument(metavar="TO", help="The version after.")],
    into: options.Into = None,
    json: AsJson = False,
) -> None:
    """Print the difference."""
    from chalicelib.reference import files
    from chalicelib.reference.importing import difference

    data = into or files.DATA
    for version in (from_version, to_version):
        if version not in files.versions(table, data):
            known = ", ".join(files.versions(table, data)) or "none"
            fail(f"{table} has no version {version}; there are: {known}", Exit.USAGE)
    try:
        before, after = (files.read(table, version, data) for version in (from_version, to_version))
        found = difference(before, after, data)
    except files.BadTable as problem:
        fail(str(problem), Exit.REFUSED)
    if json:
        print_json(found)
    else:
        print_difference(found)


def print_difference(found: "Difference") -> None:
    """Print counts and the first of each kind."""
    counts = [(kind, len(getattr(found, kind))) for kind in _KINDS]
    print_table(f"{found.table}: {found.from_version} to {found.to_version}", ("", "rows or cells"), counts)
    _some("added", ("code", "name"), ((each.code, each.name) for each in found.added))
    _some("removed", ("code", "name"), ((each.code, each.name) for each in found.removed))
    for kind in ("renamed", "moved", "changed"):
        cells = ((each.code, each.column, each.before, each.after) for each in getattr(found, kind))
        _some(kind, ("code", "column", "before", "after"), cells)
    recoded = ((each.before, each.after, each.name, "yes" if each.moved else "") for each in found.recoded)
    _some("likely under another code", ("before", "after", "name", "other parent"), recoded)
    _some(
        "would lead nowhere",
        ("table", "column", "rows", "codes"),
        ((each.table, each.column, str(each.rows), ", ".join(each.codes)) for each in found.broken),
    )
    if found.is_empty:
        screen.print("Both versions say the same.", markup=False)


_KINDS = ("added", "removed", "renamed", "moved", "changed", "recoded", "broken")


def _some(title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    every = [tuple(_short(cell) for cell in row) for row in rows]
    if every:
        print_table(title, columns, every[:_SHOWN])
    if len(every) > _SHOWN:
        screen.print(f"and {len(every) - _SHOWN} more; --json has all of them", markup=False)


def _short(cell: str) -> str:
    return cell if len(cell) <= _CELL else f"{cell[: _CELL - 1]}…"
