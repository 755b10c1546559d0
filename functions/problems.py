"""The one place where errors become RFC 9457 problem documents."""

import msgspec
from chalice.app import Response

from chalicelib.errors import FieldError, PadanError
from chalicelib.texts import Language, Text
from security.headers import INTERFACE

MEDIA_TYPE = "application/problem+json"
TYPE_BASE = "https://padan.example/problems/"


class ProblemField(msgspec.Struct, frozen=True):
    """One wrong field as the client sees it."""

    pointer: str
    code: str
    detail: str


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """A problem document; ``instance`` is the request's identifier."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[ProblemField, ...] = ()


def problem_of(error: PadanError, instance: str, language: Language) -> Problem:
    """Return the document for ``error`` in the caller's language."""
    return Problem(
        type=TYPE_BASE + error.slug,
        title=error.title.in_language(language),
        status=error.status,
        detail=detail_of(error).in_language(language),
        instance=instance,
        errors=tuple(_field(field, language) for field in error.errors),
    )


def detail_of(error: PadanError) -> Text:
    """Return what happened and, where waiting helps, for how long: the words beside ``Retry-After``."""
    if error.retry_after is None:
        return error.detail
    from chalicelib.waiting import with_wait

    return with_wait(error.detail, error.retry_after)


def problem_response(error: PadanError, instance: str, language: Language) -> Response:
    """Return the HTTP response for ``error``."""
    headers: dict[str, str | list[str]] = {
        "Content-Type": MEDIA_TYPE,
        "Content-Language": language.value,
        "Cache-Control": "no-store",
        **INTERFACE,
    }
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    body = msgspec.json.encode(problem_of(error, instance, language)).decode()
    return Response(body=body, status_code=error.status, headers=headers)


def _field(field: FieldError, language: Language) -> ProblemField:
    return ProblemField(field.pointer, field.code, field.detail.in_language(language))
