"""``padan serve``: the platform on one machine."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from local.cli.target import DEFAULT_DATA

HELP = """Starts the platform on loopback and prints `ready http://127.0.0.1:PORT` once it answers.

Stops cleanly on Ctrl-C and SIGTERM; data stays in the data folder. Ends with 3 when another platform uses the folder,
4 when the port is taken, 5 when a part of it ended by itself.

Examples:\n
  padan serve --port 8000 --data .padan\n
  padan serve --search opensearch --no-seed
"""


class Engine(StrEnum):
    """Where the index lives."""

    EMBEDDED = "embedded"
    OPENSEARCH = "opensearch"


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 lets the system choose.")] = 8000,
    data: Annotated[Path, typer.Option("--data", envvar="PADAN_DATA", help="Data folder.")] = DEFAULT_DATA,
    search: Annotated[Engine, typer.Option(help="Engine of the index.")] = Engine.EMBEDDED,
    seed: Annotated[bool, typer.Option("--seed/--no-seed", help="Fill an empty platform with invented data.")] = True,
) -> None:
    """Start, answer until told to stop, stop."""
    from local.assembly import assembled
    from local.serving import serve as serve_until_stopped

    raise typer.Exit(serve_until_stopped(assembled(data, port=port, search=search.value, seed=seed)))
