"""``padan breach-notice``: what people and the agency are told of a breach of personal data."""

import base64
from pathlib import Path
from typing import Annotated

import typer

from local.cli.output import explained, print_json, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

HELP = """Tells people and the agency of a breach of personal data, from a file that says what is known (TOML).

Without --send nothing is sent: it says how many people are concerned and what is missing, and writes the notice to the
agency where --document says. With --send each person is queued a message in their language, once, however often it is
run. --agency-told notes that the agency has its notice. The file: docs/runbooks/breach.md.

Examples:\n
  padan breach-notice incident.toml --document notice.md\n
  padan breach-notice incident.toml --send\n
  padan breach-notice incident.toml --agency-told
"""


def breach_notice(
    file: Annotated[Path, typer.Argument(help="What is known of the incident.", exists=True, dir_okay=False)],
    send: Annotated[bool, typer.Option("--send", help="Queue the messages.")] = False,
    agency_told: Annotated[bool, typer.Option("--agency-told", help="Note that the agency has its notice.")] = False,
    document: Annotated[Path | None, typer.Option(help="Where the agency's notice is written.")] = None,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Have the platform work on the file."""
    content = base64.b64encode(file.read_bytes()).decode()
    wish = {"file": content, "send": send, "agency_told": agency_told}
    with explained(), connected(url, data) as client:
        found = follow(client, "/dev/breach-notice", json=wish)
    if document is not None:
        document.write_text(found["document"], encoding="utf-8")
    if json:
        print_json(found)
        return
    what = "queued for" if send else "would go to"
    screen.print(f"{found['reference']}: notices {what} {found['queued'] if send else found['people']} people")
    screen.print(f"due {found['due']}{' (the term is over)' if found['late'] else ''}", markup=False)
    if agency_told:
        screen.print("noted that the agency has its notice")
