"""What a refused caller reads: problem documents (RFC 9457) like the application's own.

AWS WAF sends fixed texts: no request id, one text for both languages, ``application/json`` as the media type, and only
some statuses (431 is not among them). ``instance`` says that it was the firewall.
"""

import msgspec

from chalicelib.texts import Text
from chalicelib.waiting import with_wait

TYPE_BASE = "https://padan.example/problems/"
INSTANCE = "urn:padan:firewall"
_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Language", "id, en"),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Content-Language,Retry-After"),
)


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: ``slug`` is one of docs/errors.md, ``retry_after`` in seconds, 0 for none."""

    key: str
    status: int
    slug: str
    title: Text
    detail: Text
    retry_after: int = 0

    @property
    def body(self) -> str:
        """The problem document as JSON."""
        document = {
            "type": TYPE_BASE + self.slug,
            "title": _both(self.title),
            "status": self.status,
            "detail": _both(with_wait(self.detail, self.retry_after) if self.retry_after else self.detail),
            "instance": INSTANCE,
        }
        return msgspec.json.encode(document).decode()

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Headers beside AWS WAF's own; a page of any origin may read the answer (`functions.cors`)."""
        more = (("Retry-After", str(self.retry_after)),) if self.retry_after else ()
        proof = (("WWW-Authenticate", "Bearer"),) if self.status == 401 else ()
        return (*_HEADERS, *more, *proof)


FORBIDDEN = Refusal(
    key="forbidden",
    status=403,
    slug="forbidden",
    title=Text("Tidak diizinkan", "Not allowed"),
    detail=Text(
        "Permintaan ini ditolak oleh pelindung layanan. Bila Anda merasa ini keliru, hubungi bantuan.",
        "This request was refused by the service's firewall. If you think that this is a mistake, ask for help.",
    ),
)
UNKNOWN_HOST = Refusal(
    key="unknown-host",
    status=404,
    slug="not-found",
    title=Text("Tidak ditemukan", "Not found"),
    detail=Text("Layanan ini tidak ada di nama itu.", "This service is not at that name."),
)
ABROAD = Refusal(
    key="abroad",
    status=403,
    slug="forbidden",
    title=Text("Tidak diizinkan", "Not allowed"),
    detail=Text("Layanan tidak tersedia dari negara ini.", "The service is not available from this country."),
)
UNSIGNED = Refusal(
    key="unsigned",
    status=401,
    slug="unauthenticated",
    title=Text("Belum masuk", "Not signed in"),
    detail=Text("Sertakan header Signature dan Signature-Input.", "Send the headers Signature and Signature-Input."),
)
WRONG_METHOD = Refusal(
    key="wrong-method",
    status=405,
    slug="method-not-allowed",
    title=Text("Metode tidak didukung", "Method not allowed"),
    detail=Text("Metode ini tidak dipakai di layanan ini.", "This service has no such method."),
)
TOO_LARGE = Refusal(
    key="too-large",
    status=413,
    slug="too-large",
    title=Text("Terlalu besar", "Too large"),
    detail=Text("Isi permintaan terlalu besar.", "The body of the request is too large."),
)
LONG_URL = Refusal(
    key="long-url",
    status=414,
    slug="url-too-long",
    title=Text("URL terlalu panjang", "URL too long"),
    detail=Text("Alamat atau pencarian terlalu panjang.", "The address or the search is too long."),
)
LONG_HEADER = Refusal(
    key="long-header",
    status=400,
    slug="invalid-input",
    title=Text("Masukan tidak sah", "Invalid input"),
    detail=Text(
        "Header Authorization, Signature atau Signature-Input terlalu panjang.",
        "The header Authorization, Signature or Signature-Input is too long.",
    ),
)
WRONG_TYPE = Refusal(
    key="wrong-type",
    status=415,
    slug="unsupported-media-type",
    title=Text("Jenis isi tidak didukung", "Unsupported media type"),
    detail=Text("Gunakan Content-Type application/x-ndjson.", "Use Content-Type application/x-ndjson."),
)
TOO_OFTEN = Refusal(
    key="too-often",
    status=429,
    slug="too-many-requests",
    title=Text("Terlalu banyak permintaan", "Too many requests"),
    detail=Text("Terlalu banyak permintaan.", "Too many requests."),
    retry_after=300,
)

REFUSALS = (
    FORBIDDEN,
    UNKNOWN_HOST,
    ABROAD,
    UNSIGNED,
    WRONG_METHOD,
    TOO_LARGE,
    LONG_URL,
    LONG_HEADER,
    WRONG_TYPE,
    TOO_OFTEN,
)
"""Every answer of the firewall."""


def _both(text: Text) -> str:
    return f"{text.id} / {text.en}"
