"""The world of these tests, made once for all of them."""

from collections.abc import Iterator

import pytest

from local import resources
from local.emulator import Emulator
from search import engine
from tests.platform_fixtures import Platform, forget
from tests.security.matrix.world import PREFIX, Caller, Client, Spy, World, callers, made


@pytest.fixture(scope="package", autouse=True)
def country(emulator: Emulator) -> Iterator[tuple[World, dict[str, Caller], Client, Spy]]:
    """The world, its callers, a client and a spy, made once for all tests of this folder.

    Before the first of them, whether it asks for it or not: each file then begins and ends in the same environment.
    """
    with pytest.MonkeyPatch.context() as patch:
        found = Platform(emulator, resources.create_identifiers(emulator.url, "padan@padan.invalid"))
        variables = found.variables() | {
            "PADAN_TABLE_PREFIX": PREFIX,
            "PADAN_QUEUE_PREFIX": PREFIX,
            "PADAN_DOCUMENTS_BUCKET": f"{PREFIX}documents",
            "PADAN_PAYLOADS_BUCKET": f"{PREFIX}payloads",
            "PADAN_MATCHES_BUCKET": f"{PREFIX}matches",
        }
        for name, value in variables.items():
            patch.setenv(name, value)
        forget()
        import app  # noqa: F401 - its tables

        resources.create_stores(emulator.url)
        engine.close()
        world = made()
        yield world, callers(world), Client(patch), Spy(patch)
        engine.close()
    forget()
