"""What a handler gets (`Call`) and gives (`Answer`)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec
from chalice.app import Request, Response

from chalicelib.errors import FieldError, InvalidInput, PreconditionRequired, TooLarge, UnsupportedMediaType, invalid
from chalicelib.texts import Language, Text, preferred_language
from functions.addresses import url_of
from security.principal import ANONYMOUS, Principal

if TYPE_CHECKING:
    from chalicelib.idempotency import IdempotencyKey

T = TypeVar("T")
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_CORRELATION = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_ETAG = re.compile(r'(?:W/)?"([0-9]{1,15})"')


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request: the proven caller, headers by lower-case name, parameters, the raw body.

    ``nearest`` is the address that API Gateway was called from: the caller's, or the edge's (`functions.devices`);
    ``arrived``: when API Gateway got it, in epoch seconds, 0 when it does not say.
    """

    principal: Principal = ANONYMOUS
    method: str
    path: str
    url: str
    headers: Mapping[str, str]
    query_values: Mapping[str, Sequence[str]]
    raw_body: bytes
    request_id: str
    correlation_id: str
    language: Language
    nearest: str = ""
    arrived: float = 0.0

    def idempotency_key(self, operation: str) -> IdempotencyKey | None:
        """Return the caller's ``Idempotency-Key`` for ``operation`` at this path, if any.

        The same key and body sent for another employer or vacancy ask for something else. Raises `InvalidInput` when
        the key is malformed.
        """
        key = self.headers.get("idempotency-key")
        if key is None:
            return None
        if not _KEY.fullmatch(key):
            detail = Text("Idempotency-Key: 1-255 karakter ASCII.", "Idempotency-Key: 1 to 255 visible ASCII signs.")
            raise invalid("Idempotency-Key", "malformed", detail)
        from chalicelib.idempotency import IdempotencyKey

        digest = hashlib.sha256(self.raw_body).hexdigest()
        return IdempotencyKey(operation=f"{operation} {self.path}", owner=self.principal.id, key=key, digest=digest)

    def expected_version(self) -> int:
        """Return the version in ``If-Match``; raises `PreconditionRequired` without it."""
        tag = self.headers.get("if-match")
        if tag is None:
            raise PreconditionRequired(Text("Sertakan If-Match dari ETag terakhir.", "Send If-Match with the ETag."))
        if not (match := _ETAG.fullmatch(tag.strip())):
            raise invalid("If-Match", "malformed", Text("If-Match bukan ETag.", "If-Match is not an entity tag."))
        return int(match[1])

    def media_type(self) -> str:
        """Return the body's media type in lower case, without parameters."""
        return self.headers.get("content-type", "application/json").partition(";")[0].strip().lower()

    def require_media_type(self, accepted: tuple[str, ...]) -> None:
        """Raise `UnsupportedMediaType` unless the body is of one of the ``accepted`` types."""
        if self.media_type() not in accepted:
            names = ", ".join(accepted)
            raise UnsupportedMediaType(Text(f"Gunakan Content-Type {names}.", f"Use Content-Type {names}."))

    def refuse_larger(self, most: int) -> None:
        """Raise `TooLarge` for a body of more than ``most`` bytes."""
        if len(self.raw_body) > most:
            detail = Text(f"Isi lebih dari {most} byte.", f"The body has more than {most} bytes.")
            raise TooLarge(detail)

    def refuse_parameters(self) -> None:
        """Raise `InvalidInput` that names every query parameter; for operations that take none."""
        if self.query_values:
            detail = Text("Parameter tidak dikenal.", "Unknown parameter.")
            errors = [FieldError(pointer=name, code="unknown_field", detail=detail) for name in self.query_values]
            raise InvalidInput(detail, errors)


class Answer(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """What goes back: a struct (or text, or bytes), headers, a version that becomes the ``ETag``."""

    body: T
    status: int | None = None
    version: int | str | None = None
    media_type: str = "application/json"
    headers: Mapping[str, str] = {}

    def response(self, usual_status: int, language: Language) -> Response:
        """Return Chalice's response."""
        status = self.status or usual_status
        headers: dict[str, str | list[str]] = {
            "Content-Type": self.media_type,
            "Content-Language": language.value,
            **self.headers,
        }
        if self.version is not None:
            headers["ETag"] = f'"{self.version}"'
        body: Any = self.body if isinstance(self.body, str | bytes) else msgspec.json.encode(self.body).decode()
        return Response(body="" if status == 204 else body, status_code=status, headers=headers)


def call_of(request: Request) -> Call:
    """Read Chalice's request once."""
    event = request.to_original_event()
    context = event["requestContext"]
    headers = _headers(event)
    request_id = context.get("requestId", "")
    given = headers.get("x-correlation-id", "")
    raw = request.raw_body
    return Call(
        method=context["httpMethod"],
        path=event.get("path") or context["path"],
        url=url_of(event, headers),
        headers=headers,
        query_values=event.get("multiValueQueryStringParameters") or {},
        raw_body=raw if isinstance(raw, bytes) else raw.encode(errors="surrogatepass"),
        request_id=request_id,
        correlation_id=given if _CORRELATION.fullmatch(given) else request_id,
        language=preferred_language(headers.get("accept-language")),
        nearest=(context.get("identity") or {}).get("sourceIp") or "",
        arrived=(context.get("requestTimeEpoch") or 0) / 1000,
    )


def _headers(event: Mapping[str, Any]) -> dict[str, str]:
    # A header that came several times is one value, joined as RFC 9110 (5.3) says: none is overlooked.
    several = event.get("multiValueHeaders") or {name: [value] for name, value in (event.get("headers") or {}).items()}
    found: dict[str, str] = {}
    for name, values in several.items():
        joined = ", ".join(values)
        found[name.lower()] = f"{found[name.lower()]}, {joined}" if name.lower() in found else joined
    return found
