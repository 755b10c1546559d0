"""A country of which everything that is written down is kept; made once for the tests that need it."""

import io
from collections.abc import Iterator

import pytest

from chalicelib import observability
from local import logs, resources
from local.emulator import Emulator
from search import engine
from tests.platform_fixtures import Platform, forget
from tests.security.leaks.watching import Watch, stored, watching
from tests.security.matrix.world import Caller, Client, World, callers, made


class Country:
    """Who lives there, how they ask, and what of it was kept."""

    def __init__(self, url: str, prefix: str, patch: pytest.MonkeyPatch) -> None:
        self.watch, self.log, self.prefix, self._url = Watch(), io.StringIO(), prefix, url
        watching(self.watch, patch)
        self.world: World = made()
        self.callers: dict[str, Caller] = callers(self.world)
        self.client = Client(patch)

    def places(self) -> dict[str, str]:
        """Everything that was written and lies anywhere, by place."""
        found: dict[str, list[str]] = {"log": [self.log.getvalue()]}
        for place, piece in [*self.watch.pieces, *stored(self._url, self.prefix)]:
            found.setdefault(place, []).append(piece)
        return {place: "\n".join(pieces) for place, pieces in found.items()}


@pytest.fixture(scope="module")
def country(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[Country]:
    """A new one for a module, with the log at its most talkative."""
    prefix = f"leaking-{request.module.__name__.rpartition('_')[2]}-"
    with pytest.MonkeyPatch.context() as patch:
        found = Platform(emulator, resources.create_identifiers(emulator.url, "padan@padan.invalid"))
        variables = found.variables() | {
            "PADAN_TABLE_PREFIX": prefix,
            "PADAN_QUEUE_PREFIX": prefix,
            "PADAN_DOCUMENTS_BUCKET": f"{prefix}documents",
            "PADAN_PAYLOADS_BUCKET": f"{prefix}payloads",
            "PADAN_MATCHES_BUCKET": f"{prefix}matches",
        }
        for name, value in variables.items():
            patch.setenv(name, value)
        forget()
        import app  # noqa: F401 - its tables

        resources.create_stores(emulator.url)
        engine.close()
        made_here = Country(emulator.url, prefix, patch)
        handler = observability.logger.registered_handler
        stream = handler.stream
        logs.turn(handler, made_here.log)
        observability.logger.setLevel("DEBUG")
        yield made_here
        observability.logger.setLevel("WARNING")
        logs.turn(handler, stream)
        engine.close()
    forget()
