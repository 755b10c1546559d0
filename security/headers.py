"""Headers by which browsers protect people, as data: what answers of the interface carry, and what pages may load.

The interface sends its own with every answer, so that they hold with and without an edge before it; the edge sends
those of the pages. Sources: CSP Level 3, Fetch (cross-origin resource policy), RFC 6797 (HSTS), RFC 9111 (caching).
"""

from collections.abc import Iterable, Mapping

HSTS_SECONDS = 63_072_000
"""Two years."""

HSTS = f"max-age={HSTS_SECONDS}; includeSubDomains"

PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
"""People may look for work near where they are; pages need nothing else of a device."""

NOTHING: Mapping[str, str] = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
"""What an answer that is data may load, and where it may be shown: nothing, nowhere."""

DOCS_CONTENT: Mapping[str, str] = {**NOTHING, "style-src": "'unsafe-inline'"}
"""The console has its style in the page, and nothing that could run."""


def content_policy(directives: Mapping[str, str]) -> str:
    """Return the directives as the header ``Content-Security-Policy`` has them."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def page_content(documents: Iterable[str] = ()) -> dict[str, str]:
    """Return what the pages may load: their own files, the interface, people's own ``documents`` for up and down."""
    return {
        **NOTHING,
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": " ".join(["'self'", *documents]),
        "form-action": "'self'",
    }


ANYWHERE: Mapping[str, str] = {
    "Strict-Transport-Security": HSTS,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""On every answer, data and page alike. Pages of other origins read the interface by CORS; these do not hinder that."""

INTERFACE: Mapping[str, str] = {
    **ANYWHERE,
    "Content-Security-Policy": content_policy(NOTHING),
    "Referrer-Policy": "no-referrer",
}
"""On every answer of the interface, unless it says otherwise itself."""

PAGES: Mapping[str, str] = {
    **ANYWHERE,
    "Referrer-Policy": "strict-origin",
}
"""On every page, beside the content policy that names where the documents lie."""

NOT_KEPT = "no-store"


def protected(headers: Iterable[str], *, personal: bool) -> dict[str, str]:
    """Return what is to be added to an answer with ``headers``, given by name; what it states itself stands.

    A ``personal`` answer, one for somebody or one to a change, is kept by nobody unless it says so.
    """
    stated = {name.lower() for name in headers}
    wanted = {**INTERFACE, **({"Cache-Control": NOT_KEPT} if personal else {})}
    return {name: value for name, value in wanted.items() if name.lower() not in stated}
