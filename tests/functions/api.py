"""Calls an app with the events of API Gateway, without sockets."""

import json
from typing import Any

import msgspec

import app as root
from local.http.context import LambdaContext
from local.http.routing import Router


class Reply(msgspec.Struct, frozen=True):
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text)

    @property
    def pointers(self) -> dict[str, str]:
        """The wrong fields of a problem document and their codes."""
        assert self.headers["content-type"] == "application/problem+json"
        return {entry["pointer"]: entry["code"] for entry in self.body.get("errors", ())}


class Api:
    """A client of the whole app; ``token`` goes with every call."""

    def __init__(self, token: str = "") -> None:
        self._router = Router(root.app.routes)
        self.token = token

    def as_bearer(self, token: str) -> "Api":
        """A client with a token."""
        return Api(token)

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Reply:
        """Call ``path``; a ``body`` that is not bytes is sent as JSON. ``if_match`` becomes ``If-Match``."""
        raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if raw is not None:
            sent.setdefault("content-type", "application/json")
        if self.token:
            sent.setdefault("authorization", f"Bearer {self.token}")
        result = root.app(self._event(method, path, raw, sent), LambdaContext("api_handler", 29))
        multiple = {name.lower(): values[-1] for name, values in (result.get("multiValueHeaders") or {}).items()}
        found = {name.lower(): str(value) for name, value in (result.get("headers") or {}).items()}
        return Reply(result["statusCode"], {**multiple, **found}, str(result.get("body") or ""))

    def _event(self, method: str, path: str, raw: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
        plain, _, query = path.partition("?")
        match = self._router.match(plain)
        assert match is not None, f"no route for {plain}"
        pairs = [pair.split("=", 1) for pair in query.split("&") if pair]
        return {
            "resource": match.resource,
            "path": plain,
            "httpMethod": method,
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "queryStringParameters": dict(pairs) or None,
            "multiValueQueryStringParameters": {name: [value] for name, value in pairs} or None,
            "pathParameters": match.parameters or None,
            "stageVariables": None,
            "requestContext": {
                "httpMethod": method,
                "resourcePath": match.resource,
                "path": plain,
                "requestId": "test-request",
                "identity": {"sourceIp": "127.0.0.1"},
            },
            "body": raw.decode() if raw is not None else None,
            "isBase64Encoded": False,
        }
