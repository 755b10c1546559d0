"""``padan quality``: how good the vacancies are, by source and field, and counting that anew."""

import sys
from typing import Annotated, Any

import typer

from chalicelib.quality.model import Field
from chalicelib.quality.windows import Step
from local.cli.output import explained, print_json, print_table, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, call, connected
from local.cli.waiting import follow

app = typer.Typer(help="How good the data of vacancies are.", no_args_is_help=True)

SHOW_HELP = """Shows how complete, valid, timely, unique and consistent vacancies are, as the monitor sees it.

By kind of source (employer, officer, partner, feed, public), of one source by its name, or of all of them. Vacancies
are told by the day on which they arrived, the last three months when no day is named.

Examples:\n
  padan quality show\n
  padan quality show --source partner --field pay --field region\n
  padan quality show --source all --from 2026-01-01 --to 2026-03-31 --step month --csv > quality.csv
"""
REBUILD_HELP = """Counts every vacancy anew from the table, beside what is counted as it happens.

The new counts then take over in one write.
For vacancies from before quality was counted, and after a change of what is measured. A run that was broken off is
taken up by the next one.

Examples:\n
  padan quality rebuild\n
  padan quality rebuild --json
"""


@app.command("show", help=SHOW_HELP)
def show(
    source: Annotated[str | None, typer.Option(help="Kind of source, its name, or `all`.")] = None,
    field: Annotated[list[Field] | None, typer.Option(help="Fields alone; repeatable.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="First day, such as 2026-01-01.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day; today without.")] = None,
    step: Annotated[Step | None, typer.Option(help="History by day or month.")] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")] = False,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Ask the platform as a monitor and print what it tells."""
    asked = {"source": source, "from": first, "to": last, "step": step, "format": "csv" if csv else None}
    parameters = {name: value for name, value in asked.items() if value is not None} | {"field": field or []}
    with explained(), connected(url, data) as client:
        token = call(client, "POST", "/dev/token", json={"role": "monitor"})["token"]
        reply = client.get("/v1/quality", params=parameters, headers={"Authorization": f"Bearer {token}"})
        reply.raise_for_status()
    if csv:
        sys.stdout.write(reply.text)
    elif json:
        print_json(reply.json())
    else:
        _print(reply.json())


@app.command("rebuild", help=REBUILD_HELP)
def rebuild(url: Url = None, data: Data = DEFAULT_DATA, json: AsJson = False) -> None:
    """Run the platform's job and print how many vacancies were counted."""
    with explained(), connected(url, data) as client:
        report = follow(client, "/dev/quality/rebuild")
    if json:
        print_json(report)
    else:
        screen.print(f"{report['vacancies']} vacancies counted anew.")


def _print(report: dict[str, Any]) -> None:
    for source in report["sources"]:
        title = f"{source['source']}, {report['from']} to {report['to']}"
        if source.get("withheld"):
            screen.print(f"{title}: nothing to tell.", markup=False)
            continue
        rows = [row for each in source["dimensions"] for row in _rows(each)]
        whole = f"{title}: {source['vacancies']} vacancies, {_percent(source['overall'])}"
        print_table(whole, ("dimension", "field", "good", "of", "share", "good is"), rows)
        _print_history(source)


def _rows(dimension: dict[str, Any]) -> list[tuple[object, ...]]:
    fields = [
        ("", each["field"], each["good"], each["of"], _percent(each["share"]), each["meaning"])
        for each in dimension["fields"]
    ]
    return [(dimension["dimension"], "", "", "", _percent(dimension["share"]), ""), *fields]


def _print_history(source: dict[str, Any]) -> None:
    told = [each for each in source.get("history", ()) if not each.get("withheld")]
    if not told:
        return
    names = [each["dimension"] for each in source["dimensions"]]
    rows = [(each["period"], each["vacancies"], *_shares(each, names)) for each in told]
    print_table(f"{source['source']} by time", ("period", "vacancies", *names), rows)


def _shares(period: dict[str, Any], names: list[str]) -> list[str]:
    known = {each["dimension"]: each["share"] for each in period["dimensions"]}
    return [_percent(known.get(name)) for name in names]


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"
