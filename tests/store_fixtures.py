"""Tables in the emulator and a signed-in caller for the tests of capabilities and routes. A pytest plugin."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec
import pytest

from chalicelib import aws, settings, tables
from chalicelib.identifiers import new_identifier
from local.emulator import Emulator
from local.http.context import LambdaContext
from local.http.events import proxy_event
from local.http.requests import HttpRequest
from local.http.routing import Router
from local.resources import client as local_client
from security import identity, vault
from security.principal import Audience, Principal


@pytest.fixture(scope="module")
def store(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[str]:
    """Every table of the platform, new for this module, and a key of the vault; the value is the prefix of names."""
    made = local_client("kms", emulator.url).create_key(Description="vault")["KeyMetadata"]["KeyId"]
    yield from _tables(emulator.url, request.module.__name__, made)


@pytest.fixture(
    scope="module", params=["emulator", pytest.param("dynamodb_local", marks=pytest.mark.engine)], name="any_store"
)
def on_each_engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """The same, on the emulator and then on DynamoDB's own implementation."""
    yield from _tables(request.getfixturevalue(request.param).url, request.module.__name__)


def _tables(url: str, module: str, vault_key: str = "") -> Iterator[str]:
    prefix = module.replace(".", "-").replace("_", "-") + "-"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", url)
        patch.setenv("PADAN_TABLE_PREFIX", prefix)
        if vault_key:
            patch.setenv("PADAN_VAULT_KEY_ID", vault_key)
        _forget()
        import app  # noqa: F401 - knows every table

        for table in tables.all_tables():
            table.create_table(wait=True)
        yield prefix
    _forget()


def _forget() -> None:
    from chalicelib.employers import lookalikes, unclaimed

    for module in (settings, tables, aws, vault, unclaimed, lookalikes):
        module.forget()


class Caller:
    """Sends requests to the app as somebody; the token is a name that the fixture knows."""

    def __init__(self, principals: dict[str, Principal]) -> None:
        import app

        self._app, self._principals = app.app, principals
        self._router = Router(self._app.routes)

    def sign_in(self, *roles: Audience, regions: tuple[str, ...] = (), person: str | None = None) -> "SignedIn":
        """A new person with ``roles``."""
        principal = Principal(
            id=person or new_identifier("per"), roles=frozenset(roles or {Audience.SEEKER}), regions=regions
        )
        token = f"token-{len(self._principals)}"
        self._principals[token] = principal
        return SignedIn(self, principal, token)

    def send(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None, token: str = ""
    ) -> "Reply":
        """Send one request and return the answer."""
        sent = {"host": "padan.example", "content-type": "application/json"}
        sent |= {name.lower(): value for name, value in (headers or {}).items()}
        if token:
            sent["authorization"] = f"Bearer {token}"
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body) if body is not None else b""
        plain, _, query = path.partition("?")
        request = HttpRequest(
            method=method,
            raw_path=plain,
            path=plain,
            segments=tuple(plain.strip("/").split("/")),
            query=tuple(parse_qsl(query, keep_blank_values=True)),
            headers=tuple(sent.items()),
            body=raw,
            source_ip="127.0.0.1",
            host="padan.example",
        )
        match = self._router.match(plain)
        assert match is not None, f"no route for {plain}"
        event = proxy_event(request, match, self._app.api.binary_types)
        return Reply(self._app(event, LambdaContext("api_handler", 29)))


class SignedIn:
    """One person who sends requests."""

    def __init__(self, caller: Caller, principal: Principal, token: str) -> None:
        self._caller, self.principal, self._token = caller, principal, token

    @property
    def id(self) -> str:
        """The person's identifier."""
        return self.principal.id

    def send(self, method: str, path: str, body: object = None, **headers: str) -> "Reply":
        """Send one request; ``if_match`` becomes ``If-Match``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._caller.send(method, path, body, named, self._token)


class Reply:
    """What came back."""

    def __init__(self, result: Mapping[str, Any]) -> None:
        several = {name: values[-1] for name, values in (result.get("multiValueHeaders") or {}).items()}
        headers = {**several, **(result.get("headers") or {})}
        self.status = int(result["statusCode"])
        self.headers = {name.lower(): str(value) for name, value in headers.items()}
        self.text = str(result.get("body") or "")

    @property
    def json(self) -> Any:
        """The body."""
        return json.loads(self.text)

    @property
    def etag(self) -> str:
        """The entity tag."""
        return str(self.headers["etag"])

    def pointers(self) -> dict[str, str]:
        """Of a problem document: the code for each field."""
        return {error["pointer"]: error["code"] for error in self.json["errors"]}


@pytest.fixture
def caller(store: str, monkeypatch: pytest.MonkeyPatch) -> Caller:
    """Requests to the app, with people who are signed in by the word of the test."""
    principals: dict[str, Principal] = {}
    monkeypatch.setattr(identity, "verify_bearer", principals.__getitem__)
    return Caller(principals)
