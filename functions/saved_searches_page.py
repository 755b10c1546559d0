"""What is behind the link that stops messages: JSON, or a page with one button, good on a small screen."""

from collections.abc import Callable
from html import escape
from typing import Any

from chalicelib.alerts import Stopped
from chalicelib.errors import PadanError
from chalicelib.texts import Language, Text
from functions.calls import Answer, Call
from functions.negotiation import chosen
from functions.saved_searches_views import StopView, stop_view
from functions.small_page import CONTENT, HEADERS, JSON, PAGE, refusal, whole

_TITLE = Text("Berhenti menerima kabar lowongan", "Stop messages about vacancies")
_BUTTON = Text("Berhenti mengirim kabar", "Stop these messages")
_AGAIN = Text(
    "Pencarian tersimpan tetap ada. Masuk ke Padan bila ingin menerima kabar lagi.",
    "Your saved searches stay. Sign in to Padan when you want to be told again.",
)


def answered(call: Call, found: Callable[[], Stopped]) -> Answer[Any]:
    """Return what the client can read of ``found``; raises what that raises unless a page can say it."""
    if chosen(call, (JSON, PAGE)) == JSON:
        return Answer(body=stop_view(found(), call.language), headers=HEADERS)
    status = 200
    try:
        body = page(stop_view(found(), call.language), call.language)
    except PadanError as error:
        # People get a page whatever became of it.
        status, body = error.status, refusal(error, _TITLE, call.language)
    headers = {**HEADERS, "Content-Security-Policy": CONTENT}
    return Answer(body=body, status=status, media_type=f"{PAGE}; charset=utf-8", headers=headers)


def page(view: StopView, language: Language) -> str:
    """Return the page; the button is there while there is something to stop."""
    parts = [f"<h1>{_TITLE.in_language(language)}</h1>", f"<p>{escape(view.text)}</p>"]
    if view.stopped:
        parts.append(f"<p>{_AGAIN.in_language(language)}</p>")
    else:
        # Without an action a form goes to the address that the page has, which holds the token.
        parts.append(f'<form method="post"><button>{_BUTTON.in_language(language)}</button></form>')
    return whole("".join(parts), _TITLE, language)
