"""The services of the platform on the emulator, as functions find them: tables, queues, buckets, accounts, the key.

Import `platform` into a conftest. Each test gets the environment and gives it back; stored things stay for the run, so
tests use data of their own (`tests.samples`).
"""

import functools
from collections.abc import Iterator
from typing import Any

import pytest

from local import resources
from local.emulator import REGION, Emulator
from local.resources import Identifiers

SENDER = "padan@padan.invalid"


class Platform:
    """The prepared emulator."""

    def __init__(self, emulator: Emulator, identifiers: Identifiers) -> None:
        self.url = emulator.url
        self.identifiers = identifiers

    def client(self, service: str) -> Any:
        """A boto3 client of the emulator."""
        return resources.client(service, self.url)

    def variables(self) -> dict[str, str]:
        """What the functions read."""
        found = self.identifiers
        return resources.CREDENTIALS | {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "PADAN_TABLE_PREFIX": "padan-",
            "PADAN_USER_POOL_ID": found.user_pool_id,
            "PADAN_USER_POOL_CLIENT_ID": found.user_pool_client_id,
            "PADAN_TOKEN_ISSUER": found.issuer,
            "PADAN_KEYS_URL": f"{self.url}/{found.user_pool_id}/.well-known/jwks.json",
            "PADAN_VAULT_KEY_ID": found.vault_key_id,
            "PADAN_AUDIT_KEY_ID": found.audit_key_id,
            "PADAN_MAIL_SENDER": SENDER,
        }


def forget() -> None:
    """Make everything that was read from the environment forget it."""
    from chalicelib import aws, settings, tables
    from security import accounts, identity, vault

    for module in (settings, aws, tables, identity, accounts, vault):
        module.forget()


@functools.cache
def _prepared(url: str) -> Identifiers:
    return resources.create_identifiers(url, SENDER)


@functools.cache
def _stores(url: str) -> None:
    resources.create_stores(url)


@pytest.fixture
def platform(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Platform]:
    """The prepared emulator, with its environment set for the duration of a test."""
    found = Platform(emulator, _prepared(emulator.url))
    for name, value in found.variables().items():
        monkeypatch.setenv(name, value)
    forget()
    _stores(emulator.url)
    yield found
    monkeypatch.undo()
    forget()
