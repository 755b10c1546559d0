"""Engines set up for measuring in this process."""

import base64
import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.raw import RawEngine, RawOpenSearch, RawTantivy


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """An engine that is set up for the platform: the variables that lead to it, and itself without the platform."""

    name: str
    variables: dict[str, str]
    folder: Path
    url: str = ""

    def raw(self) -> RawEngine:
        """Return the engine by itself on the same index."""
        if self.url:
            return RawOpenSearch(self.url, "padan-vacancies")
        return RawTantivy(self.folder / "vacancies")


@contextlib.contextmanager
def embedded() -> Iterator[Engine]:
    """Yield the embedded engine in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
        variables = {"PADAN_SEARCH_ENGINE": "embedded", "PADAN_SEARCH_FOLDER": folder}
        yield Engine(name="embedded", variables=variables, folder=Path(folder))


def opensearch(stack: contextlib.ExitStack) -> Engine | None:
    """Return a real OpenSearch that runs as long as ``stack``; ``None``, with the reason printed, without one."""
    from local.engines.install import NotInstalledError
    from local.engines.opensearch import OpenSearch

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="padan-bench-")))
    try:
        running = stack.enter_context(OpenSearch(folder / "opensearch"))
    except NotInstalledError as error:
        print(f"\nOpenSearch is left out: {error}")
        return None
    variables = {"PADAN_SEARCH_ENGINE": "opensearch", "PADAN_SEARCH_URL": running.url}
    return Engine(name="opensearch", variables=variables, folder=folder, url=running.url)


def configure(engine: Engine) -> None:
    """Let the settings of this process lead to ``engine``."""
    from local import environment

    secret = base64.b64encode(os.urandom(32)).decode()
    region = {"AWS_REGION": "ap-southeast-3", "AWS_DEFAULT_REGION": "ap-southeast-3"}
    environment.apply({**region, "PADAN_CURSOR_SECRET": secret, **engine.variables})
