"""``padan token``: a bearer token of the local platform for trying."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from local.cli.output import explained, print_json
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, call, connected

HELP = """Prints a bearer token of the local platform for trying, of an invented account with the role.

Examples:\n
  padan token --role seeker\n
  padan token --role officer --region 32 --json\n
  padan token --role officer --region 32 --name ani  (another officer than without a name, the same each time)\n
  curl -H "Authorization: Bearer $(padan token --role seeker)" http://127.0.0.1:8000/v1/people/me
"""


class Role(StrEnum):
    """Roles that have tokens; partners sign instead."""

    SEEKER = "seeker"
    EMPLOYER = "employer"
    OFFICER = "officer"
    MONITOR = "monitor"
    ANALYST = "analyst"
    ADMIN = "admin"


def token(
    role: Annotated[Role, typer.Option(help="Role of the account.")],
    region: Annotated[list[str] | None, typer.Option(help="Region that an officer serves; repeatable.")] = None,
    name: Annotated[
        str | None, typer.Option(help="Letters, digits and hyphens; each name is an account of its own.")
    ] = None,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Ask the platform for a token and print it alone on one line, or with its account as JSON."""
    with explained(), connected(url, data) as client:
        made = call(client, "POST", "/dev/token", json=_wish(role, region, name))
    if json:
        print_json(made)
    else:
        sys.stdout.write(made["token"] + "\n")


def _wish(role: Role, regions: list[str] | None, name: str | None) -> dict[str, object]:
    named = {} if name is None else {"name": name}
    return {"role": role.value, "regions": regions or [], **named}
