"""The letters and SMS that the local platform sent, as the emulator keeps them: for trying things out.

`Mailbox.serve` is the local route `/dev/mail`: a page that reads well on a phone. JSON for `Accept: application/json`
and at `/dev/mail/all.json`. With `?to=` it shows one recipient's.
"""

import html
import http.client
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec

from local.http.types import LocalRequest, LocalResponse

PATH = "/dev/mail"
_SECONDS = 5
_CODE = re.compile(r"\b\d{6}\b")


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One message. ``code`` is the six-digit code in it, if any; the emulator keeps no time for SMS."""

    channel: str
    to: str
    subject: str
    body: str
    sent_at: datetime | None = None
    code: str | None = None


class _Mail(msgspec.Struct, frozen=True, rename="pascal"):
    to: list[str]
    subject: str
    body_text: str
    timestamp: float


class _Mails(msgspec.Struct, frozen=True):
    messages: dict[str, list[_Mail]]


class _Sms(msgspec.Struct, frozen=True, rename="pascal"):
    phone_number: str
    message: str


class _Texts(msgspec.Struct, frozen=True):
    sms_messages: dict[str, list[_Sms]]


class Mailbox:
    """Reads what the emulator at ``endpoint`` sent."""

    def __init__(self, endpoint: str) -> None:
        """Use the emulator's address, such as ``http://127.0.0.1:4566``."""
        self._host = urlsplit(endpoint).netloc

    def letters(self, to: str = "") -> tuple[Letter, ...]:
        """Return every message, SMS and then letters, newest first, or only those to ``to``; raises ``OSError``."""
        found = [*self._texts(), *sorted(self._mails(), key=_moment, reverse=True)]
        return tuple(letter for letter in found if not to or letter.to == to)

    def serve(self, request: LocalRequest) -> LocalResponse:
        """Answer one request to `PATH`."""
        letters = self.letters(request.query.get("to", ("",))[0])
        wants_json = request.path.endswith(".json") or "application/json" in request.headers.get("accept", "")
        if wants_json:
            return LocalResponse(body=msgspec.json.encode({"items": letters}), headers=_PRIVATE)
        return LocalResponse(content_type="text/html; charset=utf-8", body=page(letters).encode(), headers=_PRIVATE)

    def _mails(self) -> Iterator[Letter]:
        found = msgspec.json.decode(self._get("/_ministack/ses/messages"), type=_Mails)
        for mails in found.messages.values():
            for mail in mails:
                at = datetime.fromtimestamp(mail.timestamp, UTC)
                yield _letter("email", ", ".join(mail.to), mail.subject, mail.body_text, at)

    def _texts(self) -> Iterator[Letter]:
        found = msgspec.json.decode(self._get("/_ministack/sns/sms-messages"), type=_Texts)
        for texts in found.sms_messages.values():
            for text in reversed(texts):
                yield _letter("sms", text.phone_number, "", text.message, None)

    def _get(self, path: str) -> bytes:
        connection = http.client.HTTPConnection(self._host, timeout=_SECONDS)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise OSError(f"the emulator answered {answer.status} at {path}")
        return body


def page(letters: tuple[Letter, ...]) -> str:
    """Return the letters as a page for a phone's width."""
    shown = "".join(_article(letter) for letter in letters) or "<p>Belum ada pesan. No messages yet.</p>"
    return _PAGE.replace("<!--letters-->", shown)


def _letter(channel: str, to: str, subject: str, body: str, at: datetime | None) -> Letter:
    code = _CODE.search(body)
    return Letter(channel=channel, to=to, subject=subject, body=body, sent_at=at, code=code[0] if code else None)


def _moment(letter: Letter) -> datetime:
    return letter.sent_at or datetime.min.replace(tzinfo=UTC)


def _article(letter: Letter) -> str:
    when = f"{letter.sent_at:%Y-%m-%d %H:%M:%S} UTC" if letter.sent_at else "SMS"
    heading = f"<h2>{html.escape(letter.subject)}</h2>" if letter.subject else ""
    head = f"<header>{html.escape(letter.to)} · {when}</header>"
    return f"<article>{head}{heading}<p>{html.escape(letter.body)}</p></article>"


_PRIVATE = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
_PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Padan: kotak pesan</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;color:#1b1f24;background:#f6f7f9}
article{background:#fff;border:1px solid #d5d9df;border-radius:8px;padding:.8rem 1rem;margin:.8rem 0}
header{font-size:.85rem;color:#565f6b;overflow-wrap:anywhere}
h1{font-size:1.25rem}h2{font-size:1rem;margin:.3rem 0}p{white-space:pre-line;margin:.3rem 0;overflow-wrap:anywhere}
</style></head>
<body><h1>Kotak pesan · Messages</h1><main><!--letters--></main></body></html>
"""
