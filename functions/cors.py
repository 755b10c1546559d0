"""Which pages of other origins may call the interface from a browser: all of them, for it knows no cookies.

A caller is known by a bearer token that a page must hold itself, so that no page acts for a visitor behind their back.
"""

from chalice.app import CORSConfig

SENT = ("Accept-Language", "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match")
"""Headers that a page may send."""
SHOWN = (
    "Content-Language",
    "ETag",
    "Link",
    "Location",
    "Padan-Withheld",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
)
"""Headers of an answer that a page may read."""
_KEPT_SECONDS = 7200
"""How long a browser keeps the answer to its question; two hours are the most that one of them takes."""

CORS = CORSConfig(
    allow_origin="*", allow_headers=[*SENT, "X-Correlation-Id"], expose_headers=list(SHOWN), max_age=_KEPT_SECONDS
)
