"""What is behind the link of a reminder: JSON, or a page with one vacancy and one button, good on a small screen."""

from collections.abc import Callable
from html import escape
from typing import Any

from chalicelib.errors import PadanError
from chalicelib.texts import Language, Text
from chalicelib.vacancies import Linked, Outlook
from functions.calls import Answer, Call
from functions.negotiation import chosen
from functions.renewal_views import RenewalView, renewal_view

_JSON = "application/json"
_PAGE = "text/html"
_HEADERS = {
    "Cache-Control": "private, no-store",
    "Vary": "Accept, Accept-Language",
    # The token stands in the address: no page that is opened from here may learn it, and no search engine keep it.
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
_CONTENT = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_STYLE = """
:root{color-scheme:light dark;font:18px/1.5 system-ui,sans-serif}
body{max-width:32rem;margin:0 auto;padding:1.5rem}
h1{font-size:1.25rem;overflow-wrap:anywhere}
button{font:inherit;font-weight:700;width:100%;padding:.8rem;border:0;border-radius:.4rem;background:#075;color:#fff}
.done{font-weight:700}
"""
_TITLE = Text("Perpanjang lowongan", "Renew a vacancy")
_BUTTON = Text("Ya, masih terbuka: perpanjang", "Yes, still open: renew it")
_DONE = Text("Terima kasih, sudah kami catat.", "Thank you, it is noted.")
_OFFERS = frozenset({Outlook.RENEWS, Outlook.CHECKS})


def answered(call: Call, found: Callable[[], Linked], *, done: bool) -> Answer[Any]:
    """Return what the client can read of ``found``; raises what that raises unless a page can say it."""
    if chosen(call, (_JSON, _PAGE)) == _JSON:
        return Answer(body=renewal_view(found(), call.language), headers=_HEADERS)
    status = 200
    try:
        body = page(renewal_view(found(), call.language), call.language, done=done)
    except PadanError as error:
        # People get a page whatever became of it.
        status, body = error.status, refusal(error, call.language)
    headers = {**_HEADERS, "Content-Security-Policy": _CONTENT}
    return Answer(body=body, status=status, media_type=f"{_PAGE}; charset=utf-8", headers=headers)


def page(view: RenewalView, language: Language, *, done: bool) -> str:
    """Return the page about a vacancy; the button is there while there is something to do."""
    parts = [f"<h1>{escape(view.title)}</h1>", f"<p>{escape(view.employer)}</p>"]
    if done:
        parts.append(f'<p class="done">{_DONE.in_language(language)}</p>')
    parts.append(f"<p>{escape(view.text)}</p>")
    if view.outlook in _OFFERS:
        # Without an action a form goes to the address that the page has, which holds the token.
        parts.append(f'<form method="post"><button>{_BUTTON.in_language(language)}</button></form>')
    return _whole("".join(parts), language)


def refusal(error: PadanError, language: Language) -> str:
    """Return the page that says why a link does nothing."""
    parts = f"<h1>{escape(error.title.in_language(language))}</h1><p>{escape(error.detail.in_language(language))}</p>"
    return _whole(parts, language)


def _whole(parts: str, language: Language) -> str:
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{_TITLE.in_language(language)}</title><style>{_STYLE}</style>{parts}</html>"
    )
