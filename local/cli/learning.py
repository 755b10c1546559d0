"""``padan learning``: what searches found nothing, which words are proposed, and what becomes of them."""

import sys
from pathlib import Path
from typing import Annotated, Any

import httpx
import msgspec
import typer

from chalicelib.learning.exporting import synonyms, titles
from chalicelib.learning.model import Decision, Learned, ProposalState, TextKind
from chalicelib.learning.reporting import Grouping, ReportKind
from local.cli.learning_shown import print_proposals, tell_withheld
from local.cli.output import errors, explained, print_json, print_table, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, call, connected
from local.cli.waiting import follow

app = typer.Typer(help="What search learns from use, without personal data.", no_args_is_help=True)

REPORT_HELP = """Shows what people search for, as an analyst sees it: never what too few searched for.

zero-hits, low-hits (three or fewer), popular, or loosened: searches that found something only with looser criteria.

Examples:\n
  padan learning report zero-hits\n
  padan learning report zero-hits --texts words --by week --by region --csv > words.csv\n
  padan learning report popular --from 2026-10-01 --to 2026-10-31 --region 32
"""
RUN_HELP = """Sums the last days' searches and proposes what they show, as the platform does each night.

Examples:\n
  padan learning run\n
  padan learning run --today
"""
PROPOSALS_HELP = """Lists the words that search may learn, the surest first, with what speaks for them.

Examples:\n
  padan learning proposals\n
  padan learning proposals --state accepted --json
"""
DECIDE_HELP = """Accepts a proposal, rejects it, or undoes what was accepted (revoke).

A reason must be given unless it is accepted. What is accepted takes effect within two minutes.

Examples:\n
  padan learning decide prp_... accept\n
  padan learning decide prp_... accept --kind occupation --code 5230\n
  padan learning decide prp_... reject --reason "A brand, not a job"
"""
EXPORT_HELP = """Writes what was accepted in the form of the reference tables, for their next edition.

`job_titles.tsv` has the rows of that table, `synonyms.tsv` what to add to the others.

Examples:\n
  padan learning export next-edition
"""


@app.command("report", help=REPORT_HELP)
def report(
    kind: Annotated[ReportKind, typer.Argument(help="Which searches.")],
    first: Annotated[str | None, typer.Option("--from", help="First day, such as 2026-11-01.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last day; today without.")] = None,
    region: Annotated[str | None, typer.Option(help="Code of one province.")] = None,
    texts: Annotated[TextKind, typer.Option(help="Whole queries, or words not understood.")] = TextKind.QUERY,
    by: Annotated[list[Grouping] | None, typer.Option(help="Part it; repeatable.")] = None,
    limit: Annotated[int, typer.Option(help="Rows at most.")] = 20,
    csv: Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets.")] = False,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Ask the platform as an analyst and print what it tells."""
    asked = {"from": first, "to": last, "region": region, "texts": texts, "limit": limit, "by": by or []}
    parameters = {name: value for name, value in asked.items() if value is not None} | {"format": _format(csv)}
    with explained(), connected(url, data) as client:
        reply = client.get(f"/v1/search-reports/{kind}", params=parameters, headers=_analyst(client))
        reply.raise_for_status()
    if csv:
        sys.stdout.write(reply.text)
        tell_withheld(int(reply.headers["padan-withheld"]), errors)
    elif json:
        print_json(reply.json())
    else:
        _print_report(reply.json())


@app.command("run", help=RUN_HELP)
def run(
    today: Annotated[bool, typer.Option("--today", help="Count today's searches too, for a trial.")] = False,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Run the platform's job and print what it did."""
    with explained(), connected(url, data) as client:
        night = follow(client, "/dev/learning", json={"today": today})
    if json:
        print_json(night)
    else:
        screen.print(f"{night['events']} events, {night['proposed']} new proposals, {night['renewed']} renewed.")


@app.command("proposals", help=PROPOSALS_HELP)
def proposals(
    state: Annotated[ProposalState, typer.Option(help="In which state.")] = ProposalState.OPEN,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 20,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """List proposals."""
    with explained(), connected(url, data) as client:
        parameters: dict[str, str | int] = {"state": state, "limit": limit}
        found = call(client, "GET", "/v1/proposals", params=parameters, headers=_analyst(client))
    if json:
        print_json(found)
    else:
        print_proposals(found["items"])


@app.command("decide", help=DECIDE_HELP)
def decide(
    proposal: Annotated[str, typer.Argument(help="Identifier of the proposal.")],
    decision: Annotated[Decision, typer.Argument(help="What is decided.")],
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of what the words mean, if not as proposed.")] = None,
    code: Annotated[str | None, typer.Option(help="Its code.")] = None,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Decide on one proposal as it stands."""
    body: dict[str, Any] = {"decision": decision, "reason": reason}
    if kind or code:
        body["target"] = {"kind": kind, "code": code}
    with explained(), connected(url, data) as client:
        headers, place = _analyst(client), f"/v1/proposals/{proposal}"
        present = client.get(place, headers=headers)
        present.raise_for_status()
        headers |= {"If-Match": present.headers["etag"]}
        decided = call(client, "POST", f"{place}/decision", json=body, headers=headers)
    if json:
        print_json(decided)
    else:
        screen.print(f"{decided['words']}: {decided['state']}", markup=False)


@app.command("export", help=EXPORT_HELP)
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to.")],
    url: Url = None,
    data: Data = DEFAULT_DATA,
) -> None:
    """Write the accepted words as tables."""
    with explained(), connected(url, data) as client:
        found = call(client, "GET", "/v1/learned-words", headers=_analyst(client))
    learned = msgspec.convert(found["items"], list[Learned])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("job_titles.tsv", titles(learned)), ("synonyms.tsv", synonyms(learned))):
        (folder / name).write_text(text, encoding="utf-8", newline="")
    screen.print(f"{len(learned)} accepted words in {folder}", markup=False)


def _format(csv: bool) -> str:
    return "csv" if csv else "json"


def _analyst(client: httpx.Client) -> dict[str, str]:
    token = call(client, "POST", "/dev/token", json={"role": "analyst"})["token"]
    return {"Authorization": f"Bearer {token}"}


def _print_report(report: dict[str, Any]) -> None:
    columns = ("text", "week", "region", "searches", "nothing", "few", "loosened")
    rows = [[each.get(name, "") for name in columns] for each in report["items"]]
    print_table(f"{report['report']}, {report['from']} to {report['to']}", columns, rows)
    tell_withheld(report["withheld"], screen)
