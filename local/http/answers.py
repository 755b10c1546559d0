"""Answers on their way out: of the app, of the front itself, and of local routes."""

import base64
import logging
import uuid
from collections.abc import Mapping
from typing import Any

import msgspec

from chalicelib.errors import PadanError
from chalicelib.texts import preferred_language
from local.http.types import LocalResponse

_log = logging.getLogger("padan.http")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A complete HTTP answer."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def from_function(result: Mapping[str, Any]) -> Answer:
    """Read the answer of a Lambda proxy function, as API Gateway does."""
    multiple = result.get("multiValueHeaders") or {}
    headers = [(name, str(value)) for name, values in multiple.items() for value in values]
    named = {name.lower() for name, _ in headers}
    headers += [
        (name, str(value)) for name, value in (result.get("headers") or {}).items() if name.lower() not in named
    ]
    body = result.get("body") or ""
    raw = base64.b64decode(body) if result.get("isBase64Encoded") else str(body).encode("utf-8")
    return Answer(status=int(result["statusCode"]), headers=tuple(headers), body=raw)


def from_local(response: LocalResponse) -> Answer:
    """Turn a local route's answer into one for the wire."""
    headers = (("Content-Type", response.content_type), *response.headers.items())
    return Answer(status=response.status, headers=headers, body=response.body)


def from_error(error: PadanError, accept_language: str = "", extra: Mapping[str, str] | None = None) -> Answer:
    """The problem document (RFC 9457) for an error that the front itself found."""
    from functions.problems import problem_response

    response = problem_response(error, str(uuid.uuid4()), preferred_language(accept_language))
    headers = {name: str(value) for name, value in response.headers.items()} | dict(extra or {})
    return Answer(status=error.status, headers=tuple(headers.items()), body=response.body.encode("utf-8"))


def unexpected(error: BaseException, accept_language: str = "") -> Answer:
    """A problem document that says nothing of the cause, which goes to the log."""
    _log.error("the app failed on a request", exc_info=error)
    return from_error(PadanError(), accept_language)
