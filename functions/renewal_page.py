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
from functions.small_page import CONTENT, HEADERS, JSON, PAGE, refusal, whole

_TITLE = Text("Perpanjang lowongan", "Renew a vacancy")
_BUTTON = Text("Ya, masih terbuka: perpanjang", "Yes, still open: renew it")
_DONE = Text("Terima kasih, sudah kami catat.", "Thank you, it is noted.")
_OFFERS = frozenset({Outlook.RENEWS, Outlook.CHECKS})


def answered(call: Call, found: Callable[[], Linked], *, done: bool) -> Answer[Any]:
    """Return what the client can read of ``found``; raises what that raises unless a page can say it."""
    if chosen(call, (JSON, PAGE)) == JSON:
        return Answer(body=renewal_view(found(), call.language), headers=HEADERS)
    status = 200
    try:
        body = page(renewal_view(found(), call.language), call.language, done=done)
    except PadanError as error:
        # People get a page whatever became of it.
        status, body = error.status, refusal(error, _TITLE, call.language)
    headers = {**HEADERS, "Content-Security-Policy": CONTENT}
    return Answer(body=body, status=status, media_type=f"{PAGE}; charset=utf-8", headers=headers)


def page(view: RenewalView, language: Language, *, done: bool) -> str:
    """Return the page about a vacancy; the button is there while there is something to do."""
    parts = [f"<h1>{escape(view.title)}</h1>", f"<p>{escape(view.employer)}</p>"]
    if done:
        parts.append(f'<p class="done">{_DONE.in_language(language)}</p>')
    parts.append(f"<p>{escape(view.text)}</p>")
    if view.outlook in _OFFERS:
        # Without an action a form goes to the address that the page has, which holds the token.
        parts.append(f'<form method="post"><button>{_BUTTON.in_language(language)}</button></form>')
    return whole("".join(parts), _TITLE, language)
