"""What the tests of security share: a user pool and a key in the emulator, a clock that stands still."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib import aws, settings, tables
from chalicelib.clock import FixedClock
from local.emulator import Emulator
from security import accounts, identity, vault
from security.passwords import POOL_POLICY
from security.session_ends_table import SessionEndItem

MOMENT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MOMENT)


@pytest.fixture
def platform(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[Emulator]:
    """The environment of a process that works on the emulator, with nothing cached before or after."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", emulator.url)
    monkeypatch.setenv("PADAN_TABLE_PREFIX", "security-")
    _forget()
    yield emulator
    _forget()


@pytest.fixture
def pool(platform: Emulator, monkeypatch: pytest.MonkeyPatch) -> Iterator[settings.Identity]:
    """A user pool of its own, configured as the platform configures its pool."""
    made = make_pool(platform.url)
    for name, value in msgspec.structs.asdict(made).items():
        monkeypatch.setenv(f"PADAN_{name.upper()}", value)
    _forget()
    if not SessionEndItem.exists():
        SessionEndItem.create_table(wait=True)
    yield made
    aws.client("cognito-idp").delete_user_pool(UserPoolId=made.user_pool_id)


def make_pool(url: str) -> settings.Identity:
    cognito = aws.client("cognito-idp")
    policies = {"PasswordPolicy": dict(POOL_POLICY)}
    pool = cognito.create_user_pool(PoolName="security", Policies=policies)["UserPool"]["Id"]
    flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    client = cognito.create_user_pool_client(UserPoolId=pool, ClientName="padan", ExplicitAuthFlows=flows)
    return settings.Identity(
        user_pool_id=pool,
        user_pool_client_id=client["UserPoolClient"]["ClientId"],
        token_issuer=f"https://cognito-idp.{pool.partition('_')[0]}.amazonaws.com/{pool}",
        keys_url=f"{url}/{pool}/.well-known/jwks.json",
    )


def _forget() -> None:
    for cached in (aws, settings, tables, accounts, identity, vault):
        cached.forget()
