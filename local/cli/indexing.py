"""``padan reindex`` and ``padan reconcile``: the index against the tables."""

from typing import Annotated

import typer

from local.cli.output import explained, print_json, print_table
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

REINDEX_HELP = """Builds the index anew from the tables and switches to it; searches are answered all the time.

Refuses to switch to an index that shrank by more than a fifth, unless forced.

Examples:\n
  padan reindex\n
  padan reindex --force --json
"""
RECONCILE_HELP = """Compares tables and index and reports what drifted; mends it with --repair.

Examples:\n
  padan reconcile\n
  padan reconcile --repair --json
"""


def reindex(
    force: Annotated[bool, typer.Option("--force", help="Switch even to a much smaller index.")] = False,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Run the platform's reindex job and print what it built."""
    with explained(), connected(url, data) as client:
        result = follow(client, "/dev/reindex", json={"force": force})
    _print("reindexed", result, json)


def reconcile(
    repair: Annotated[bool, typer.Option("--repair", help="Write what drifted again.")] = False,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Run the platform's reconcile job and print the drift."""
    with explained(), connected(url, data) as client:
        result = follow(client, "/dev/reconcile", json={"repair": repair})
    _print("drift", result, json)


def _print(title: str, result: dict[str, object], json: bool) -> None:
    if json:
        print_json(result)
    else:
        print_table(title, ("what", "value"), result.items())
