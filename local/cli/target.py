"""Which platform a command works on: a running one, or a data folder that is started for the command's duration."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from local.cli.output import Exit, errors, fail
from local.development.guard import LOCAL_HEADER

Url = Annotated[
    str | None,
    typer.Option("--url", envvar="PADAN_URL", help="Address of a running platform.", show_default=False),
]
Data = Annotated[Path, typer.Option("--data", envvar="PADAN_DATA", help="Data folder of a local platform.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document for programs.")]
DEFAULT_DATA = Path(".padan")


@contextmanager
def connected(url: str | None, data: Path) -> Iterator[httpx.Client]:
    """Yield a client of the platform at ``url``, else of the one on ``data``, which is started if it does not run."""
    if url:
        yield from _client(url)
        return
    from local.assembly import assembled
    from local.serving import START_FAILURES
    from local.state import running_url

    found = running_url(data)
    if found:
        yield from _client(found)
        return
    errors.print(f"No platform runs on {data}: starting it for this command.", markup=False, soft_wrap=True)
    platform = assembled(data)
    try:
        platform.start()
    except START_FAILURES as error:
        fail(str(error), Exit.UNREACHABLE)
    try:
        yield from _client(platform.url)
    finally:
        platform.stop()


def call(client: httpx.Client, method: str, path: str, **options: Any) -> Any:  # noqa: ANN401 - JSON
    """Call the platform and return the JSON answer; raises ``httpx.HTTPStatusError`` on a refusal."""
    response = client.request(method, path, **options)
    response.raise_for_status()
    return response.json() if response.content else None


def _client(url: str) -> Iterator[httpx.Client]:
    headers = {LOCAL_HEADER: "1", "Accept-Language": "en"}
    with httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False) as client:
        yield client
