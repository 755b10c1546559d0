"""What commands print: tables for people, one JSON document for programs, problems in plain words; and exit codes."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, NoReturn

import httpx
import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

screen = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


class Exit(IntEnum):
    """What the process returns: done, refused by the platform, wrong usage, platform not reachable."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    UNREACHABLE = 3


def print_json(value: object) -> None:
    """Print one JSON document on one line of standard output."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")
    sys.stdout.flush()


def print_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table; cells are shown as text."""
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    screen.print(table)


def fail(message: str, code: Exit) -> NoReturn:
    """Say what went wrong on standard error and end with ``code``."""
    errors.print(f"[bold red]{escape(message)}[/]", soft_wrap=True)
    raise typer.Exit(code)


def fail_with(problem: dict[str, Any]) -> NoReturn:
    """Explain a problem document and end as refused."""
    title, detail = (escape(str(problem.get(part) or "")) for part in ("title", "detail"))
    errors.print(f"[bold red]{title or 'Refused'}[/]: {detail}", soft_wrap=True)
    for field in problem.get("errors", ()):
        line = f"  {field['pointer'] or '(body)'}: {field['detail']} [{field['code']}]"
        errors.print(line, markup=False, soft_wrap=True)
    raise typer.Exit(Exit.REFUSED)


@contextmanager
def explained() -> Iterator[None]:
    """Turn failures of the connection and refusals of the platform into messages and exit codes."""
    try:
        yield
    except httpx.HTTPStatusError as error:
        fail_with(_problem(error.response))
    except httpx.InvalidURL as error:
        fail(f"That is no address: {error}", Exit.USAGE)
    except httpx.TransportError as error:
        where = error.request.url if error._request is not None else ""
        fail(f"No platform answers at {where}: {error}. Is `padan serve` running?", Exit.UNREACHABLE)


class _Rate(TextColumn):
    """How many are done in a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        """Show the rate of late, nothing before there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


def progress() -> Progress:
    """Return a progress display on standard error, so that standard output stays for results."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=errors,
    )


def _problem(response: httpx.Response) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    return {"title": f"HTTP {response.status_code}", "detail": response.text[:500]}
