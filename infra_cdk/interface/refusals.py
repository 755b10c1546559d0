"""What API Gateway answers when it refuses a request itself: the problem documents that the app would send.

API Gateway fills variables in, no more, so that these documents are in Indonesian, the interface's first language.
"""

import json
from typing import Any

import msgspec

from chalicelib import errors
from chalicelib.texts import Text
from chalicelib.waiting import with_wait
from functions.cors import CORS
from functions.problems import MEDIA_TYPE, TYPE_BASE
from security.headers import INTERFACE

_RETRY_AFTER = {429: 1, 503: 5, 504: 5}
"""Seconds after which a refused call is worth another try; throttling is counted by the second."""


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of refusal in API Gateway's words, our error for it, and the status where it is not the error's own."""

    kind: str
    error: type[errors.PadanError]
    status: int = 0


REFUSALS: tuple[Refusal, ...] = (
    Refusal(kind="ACCESS_DENIED", error=errors.Forbidden),
    Refusal(kind="API_CONFIGURATION_ERROR", error=errors.PadanError),
    Refusal(kind="AUTHORIZER_CONFIGURATION_ERROR", error=errors.PadanError),
    Refusal(kind="AUTHORIZER_FAILURE", error=errors.PadanError),
    Refusal(kind="BAD_REQUEST_BODY", error=errors.InvalidInput),
    Refusal(kind="BAD_REQUEST_PARAMETERS", error=errors.InvalidInput),
    Refusal(kind="DEFAULT_4XX", error=errors.InvalidInput),
    Refusal(kind="DEFAULT_5XX", error=errors.PadanError),
    Refusal(kind="EXPIRED_TOKEN", error=errors.Unauthenticated),
    # The function could not be run: it failed to start, or too many run already.
    Refusal(kind="INTEGRATION_FAILURE", error=errors.Unavailable),
    Refusal(kind="INTEGRATION_TIMEOUT", error=errors.Unavailable, status=504),
    Refusal(kind="INVALID_API_KEY", error=errors.Forbidden),
    # API Gateway tries to read a foreign Authorization header on an unknown path as one of its own.
    Refusal(kind="INVALID_SIGNATURE", error=errors.NotFound),
    # Its name for a path or method that does not exist.
    Refusal(kind="MISSING_AUTHENTICATION_TOKEN", error=errors.NotFound),
    Refusal(kind="QUOTA_EXCEEDED", error=errors.TooManyRequests),
    Refusal(kind="REQUEST_TOO_LARGE", error=errors.TooLarge),
    Refusal(kind="RESOURCE_NOT_FOUND", error=errors.NotFound),
    Refusal(kind="THROTTLED", error=errors.TooManyRequests),
    Refusal(kind="UNAUTHORIZED", error=errors.Unauthenticated),
    Refusal(kind="UNSUPPORTED_MEDIA_TYPE", error=errors.UnsupportedMediaType),
    Refusal(kind="WAF_FILTERED", error=errors.Forbidden),
)
"""Every kind that API Gateway knows (its developer guide, "Gateway response types")."""


def gateway_responses() -> dict[str, Any]:
    """Return what ``x-amazon-apigateway-gateway-responses`` says."""
    return {refusal.kind: _response(refusal) for refusal in REFUSALS}


def _response(refusal: Refusal) -> dict[str, Any]:
    status = refusal.status or refusal.error.status
    parameters = {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in _headers(status).items()}
    return {
        "statusCode": str(status),
        "responseParameters": parameters,
        "responseTemplates": {"application/json": _document(refusal.error, status)},
    }


def _headers(status: int) -> dict[str, str]:
    headers = {
        "Content-Type": MEDIA_TYPE,
        "Content-Language": "id",
        "Cache-Control": "no-store",
        # Texts stand in single quotes here, which those of a content policy would end.
        **{name: value for name, value in INTERFACE.items() if "'" not in value},
        **CORS.get_access_control_headers(),
    }
    if status in _RETRY_AFTER:
        headers["Retry-After"] = str(_RETRY_AFTER[status])
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return headers


def _detail(error: type[errors.PadanError], status: int) -> Text:
    return with_wait(error.title, _RETRY_AFTER[status]) if status in _RETRY_AFTER else error.title


def _document(error: type[errors.PadanError], status: int) -> str:
    return json.dumps(
        {
            "type": TYPE_BASE + error.slug,
            "title": error.title.id,
            "status": status,
            "detail": _detail(error, status).id,
            "instance": "$context.requestId",
        },
        ensure_ascii=False,
    )
