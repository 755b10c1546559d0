"""The tree of errors that callers can meet. ``functions.problems`` maps it once to RFC 9457 problem details."""

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from chalicelib.texts import Text


class FieldError(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with one field: a JSON pointer (RFC 6901) or parameter name, a stable code, a bilingual text."""

    pointer: str
    code: str
    detail: Text


class PadanError(Exception):
    """Base of every error that becomes a problem document.

    ``slug`` ends the problem type URI, ``status`` is the HTTP status, ``title`` is the same for every occurrence.
    ``retry_after``: in how many seconds the same request may succeed, ``None`` when waiting does not help.
    """

    slug: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[Text] = Text("Kesalahan pada sistem", "Internal error")
    retry_after: int | None = None

    def __init__(self, detail: Text | None = None, errors: Iterable[FieldError] = ()) -> None:
        """Keep the ``detail`` of this occurrence and the fields it is about."""
        self.detail = detail or self.title
        self.errors = tuple(errors)
        super().__init__(self.detail.en)


class InvalidInput(PadanError):
    """A body, parameter or header is not what the interface says; ``errors`` names each field."""

    slug, status = "invalid-input", 400
    title = Text("Masukan tidak sah", "Invalid input")


class Unauthenticated(PadanError):
    """The caller did not prove who they are."""

    slug, status = "unauthenticated", 401
    title = Text("Belum masuk", "Not signed in")


class Forbidden(PadanError):
    """The caller is known and may not do this."""

    slug, status = "forbidden", 403
    title = Text("Tidak diizinkan", "Not allowed")


class NotFound(PadanError):
    """The thing does not exist, or the caller may not know that it does."""

    slug, status = "not-found", 404
    title = Text("Tidak ditemukan", "Not found")


class MethodNotAllowed(PadanError):
    """The path exists but not with this method."""

    slug, status = "method-not-allowed", 405
    title = Text("Metode tidak didukung", "Method not allowed")


class NotAcceptable(PadanError):
    """None of the media types that the caller accepts can be produced."""

    slug, status = "not-acceptable", 406
    title = Text("Format tidak tersedia", "Not acceptable")


class Conflict(PadanError):
    """The request contradicts the present state: already exists, already applied, wrong step of the life cycle."""

    slug, status = "conflict", 409
    title = Text("Bertentangan dengan keadaan sekarang", "Conflict with the present state")


class IdempotencyMismatch(Conflict):
    """The same Idempotency-Key came with another body."""

    slug = "idempotency-mismatch"
    title = Text("Kunci idempotensi dipakai ulang", "Idempotency key reused")


class PreconditionFailed(PadanError):
    """``If-Match`` names a version that is no longer the current one."""

    slug, status = "stale", 412
    title = Text("Data sudah berubah", "The data has changed")


class TooLarge(PadanError):
    """The body or upload is over its limit."""

    slug, status = "too-large", 413
    title = Text("Terlalu besar", "Too large")


class UnsupportedMediaType(PadanError):
    """The body is of a type that this operation does not read."""

    slug, status = "unsupported-media-type", 415
    title = Text("Jenis isi tidak didukung", "Unsupported media type")


class PreconditionRequired(PadanError):
    """An update came without ``If-Match``."""

    slug, status = "precondition-required", 428
    title = Text("If-Match diperlukan", "If-Match required")


class TooManyRequests(PadanError):
    """A limit was reached; ``retry_after`` says in seconds when to come back."""

    slug, status = "too-many-requests", 429
    title = Text("Terlalu banyak permintaan", "Too many requests")
    retry_after: int

    def __init__(self, retry_after: int, detail: Text | None = None) -> None:
        """Keep the seconds that the caller should wait."""
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(PadanError):
    """Something that Padan depends on does not answer; trying again later may help."""

    slug, status = "unavailable", 503
    title = Text("Layanan sementara tidak tersedia", "Temporarily unavailable")
    retry_after: int | None = 5


class Overloaded(Unavailable):
    """More is asked than can be served in time; nothing was done. ``retry_after`` says when to come back."""

    slug = "overloaded"
    title = Text("Layanan sedang sangat sibuk", "The service is very busy")

    def __init__(self, retry_after: int, detail: Text | None = None) -> None:
        """Keep the seconds that the caller should wait."""
        super().__init__(detail)
        self.retry_after = retry_after


def invalid(pointer: str, code: str, detail: Text) -> InvalidInput:
    """Return the error for one wrong field."""
    return InvalidInput(detail, [FieldError(pointer=pointer, code=code, detail=detail)])
