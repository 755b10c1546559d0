"""The event that API Gateway's REST API (v1, Lambda proxy integration) hands a function."""

import base64
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from chalicelib.errors import PadanError, invalid
from chalicelib.texts import Text
from local.emulator import ACCOUNT
from local.http.requests import HttpRequest
from local.http.routing import Match

STAGE = "api"
API_ID = "padanlocal"


def proxy_event(request: HttpRequest, match: Match, binary_types: Sequence[str]) -> dict[str, Any]:
    """Build the event; path and path parameters are as they were sent, the query is decoded, as API Gateway has it.

    Raises `InvalidInput` when a body that must be text is not UTF-8.
    """
    body, is_base64 = _body(request, binary_types)
    headers = (*request.headers, *_forwarded(request))
    return {
        "resource": match.resource,
        "path": request.raw_path,
        "httpMethod": request.method,
        "headers": dict(headers),
        "multiValueHeaders": _multi(headers),
        "queryStringParameters": dict(request.query) or None,
        "multiValueQueryStringParameters": _multi(request.query) or None,
        "pathParameters": match.parameters or None,
        "stageVariables": None,
        "requestContext": _context(request, match),
        "body": body,
        "isBase64Encoded": is_base64,
    }


def is_binary(content_type: str, binary_types: Iterable[str]) -> bool:
    """Whether a media type is among the binary ones, which may hold wildcards (`image/*`)."""
    media_type = content_type.partition(";")[0].strip().lower()
    main = media_type.partition("/")[0]
    return any(known in (media_type, f"{main}/*", "*/*") for known in binary_types)


def _forwarded(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """Headers that API Gateway adds; what a client sends under these names is not passed on, see `asgi`."""
    port = request.host.rpartition(":")[2]
    return (
        ("x-forwarded-for", request.source_ip),
        ("x-forwarded-port", port if port.isdigit() else "80"),
        ("x-forwarded-proto", request.scheme),
    )


def _context(request: HttpRequest, match: Match) -> dict[str, Any]:
    now = datetime.fromtimestamp(request.arrived, UTC) if request.arrived else datetime.now(UTC)
    return {
        "accountId": ACCOUNT,
        "apiId": API_ID,
        "domainName": request.host,
        "domainPrefix": request.host.partition(".")[0],
        "extendedRequestId": uuid.uuid4().hex[:16],
        "httpMethod": request.method,
        "identity": {"sourceIp": request.source_ip, "userAgent": request.header("user-agent") or None},
        "path": request.raw_path,
        "protocol": "HTTP/1.1",
        "requestId": str(uuid.uuid4()),
        "requestTime": now.strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "requestTimeEpoch": int(now.timestamp() * 1000),
        "resourceId": "local",
        "resourcePath": match.resource,
        "stage": STAGE,
    }


def _body(request: HttpRequest, binary_types: Sequence[str]) -> tuple[str | None, bool]:
    if not request.body:
        return None, False
    if is_binary(request.header("content-type"), binary_types):
        return base64.b64encode(request.body).decode("ascii"), True
    try:
        return request.body.decode("utf-8"), False
    except UnicodeDecodeError as error:
        raise _not_text(error.start) from None


def _not_text(place: int) -> PadanError:
    detail = Text(f"Isi bukan UTF-8 (byte ke-{place}).", f"The body is not UTF-8 (byte {place}).")
    return invalid("", "not_utf8", detail)


def _multi(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped
