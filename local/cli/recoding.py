"""``padan recode``: the vacancies coded anew after the reference tables have changed."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from local.cli.output import Exit, explained, fail, print_json, print_table
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

HELP = """Codes the vacancies anew that other versions of the reference tables coded; what posters stated stays.

A run that was broken off goes on where it stopped, and a second one changes nothing. The dry run stores nothing and
shows which occupations would become which. Exit 1 when a vacancy could not be recoded.

Examples:\n
  padan recode --dry-run\n
  padan recode --writes-per-second 50 --json
"""
COUNTS = (
    *("seen", "written", "current", "same", "changed", "coded", "uncoded", "kept", "contended", "failed", "gone"),
    *("skills", "seconds"),
)


def recode(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Store nothing, tell what would change.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Also those that the present tables coded.")] = False,
    writes_per_second: Annotated[
        float | None, typer.Option(min=0.1, max=100_000, help="Write no faster.", show_default=False)
    ] = None,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Run the platform's recoding job and print its report."""
    wanted = {"dry_run": dry_run, "every": every, "writes_per_second": writes_per_second}
    with explained(), connected(url, data) as client:
        report = follow(client, "/dev/recode", json=wanted)
    if json:
        print_json(report)
    else:
        _print(report, dry_run)
    if left := report["failed"] + report["contended"]:
        fail(f"{left} vacancies could not be recoded; the next run tries them again.", Exit.REFUSED)


def _print(report: Any, dry_run: bool) -> None:  # noqa: ANN401 - JSON
    title = "would be recoded" if dry_run else "recoded"
    print_table(
        f"{title} with {report['coded_with']}", ("vacancies", "count"), ((name, report[name]) for name in COUNTS)
    )
    for name, columns, rows in _lists(report):
        if rows:
            print_table(name, columns, rows)


def _lists(report: Any) -> Iterator[tuple[str, tuple[str, ...], list[tuple[object, ...]]]]:  # noqa: ANN401 - JSON
    yield "commonest changes", ("from", "to", "count", "examples"), list(_moves(report))
    columns = ("vacancy", "title", "reason", "occupation", "wanted", "findings")
    yield "for an officer", columns, list(_officers(report))
    yield "not recoded", ("vacancy",), [(each,) for each in report["failures"]]


def _moves(report: Any) -> Iterator[tuple[object, ...]]:  # noqa: ANN401 - JSON
    for move in report["moves"]:
        yield _code(move["before"]), _code(move["after"]), move["count"], " | ".join(move.get("examples", ()))


def _officers(report: Any) -> Iterator[tuple[object, ...]]:  # noqa: ANN401 - JSON
    for each in report["for_officers"]:
        codes = (_code(each.get(name)) for name in ("occupation", "wanted"))
        yield each["vacancy_id"], each["title"], each["reason"], *codes, ", ".join(each.get("findings", ()))


def _code(code: dict[str, str] | None) -> str:
    return f"{code['code']} ({code['edition']})" if code else "-"
