"""Pages behind the links of messages: one paragraph and one button, good on a small screen, without a script."""

from html import escape

from chalicelib.errors import PadanError
from chalicelib.texts import Language, Text

JSON = "application/json"
PAGE = "text/html"
HEADERS = {
    "Cache-Control": "private, no-store",
    "Vary": "Accept, Accept-Language",
    # The token stands in the address: no page that is opened from here may learn it, and no search engine keep it.
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
CONTENT = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_STYLE = """
:root{color-scheme:light dark;font:18px/1.5 system-ui,sans-serif}
body{max-width:32rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.25rem;overflow-wrap:anywhere}
button{font:inherit;font-weight:700;width:100%;padding:.8rem;border:0;border-radius:.4rem;background:#075;color:#fff}
.done{font-weight:700}
"""


def refusal(error: PadanError, title: Text, language: Language) -> str:
    """Return the page that says why a link does nothing."""
    parts = f"<h1>{escape(error.title.in_language(language))}</h1><p>{escape(error.detail.in_language(language))}</p>"
    return whole(parts, title, language)


def whole(parts: str, title: Text, language: Language) -> str:
    """Return a page with ``parts``, which are HTML."""
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title.in_language(language)}</title><style>{_STYLE}</style>{parts}</html>"
    )
