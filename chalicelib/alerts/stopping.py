"""Stopping all messages by the link that each of them carries, without signing in.

Looking at a link changes nothing, so that whatever opens links in messages before people do stops nothing. The token
holds the person, the link's last day, and 128 bits of an HMAC over both: 35 bytes, 47 signs. Whoever has a message can
stop the messages of its person and nothing else; the person begins again when they like.
"""

import base64
import hashlib
import hmac
import re
from datetime import date, datetime, timedelta

import msgspec

from chalicelib.alerts import settling, table
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.errors import NotFound
from chalicelib.identifiers import packed, unpacked
from chalicelib.secrets import lookup_secrets
from chalicelib.settings import Service, read
from chalicelib.texts import Text

PATH = "/v1/alert-stops"
GOOD_FOR = timedelta(days=180)
SIGNS = 47
_FORM = re.compile(rf"[A-Za-z0-9_-]{{{SIGNS}}}")
_LABEL = b"stop alerts 1\n"
_PERSON_BYTES, _SIGNATURE_BYTES = 17, 16
_FIRST_DAY = date(2020, 1, 1)
_UNKNOWN = Text(
    "Tautan ini tidak berlaku atau tidak berlaku lagi. Masuk ke Padan untuk mengatur pemberitahuan.",
    "This link is not valid, or not valid any more. Sign in to Padan to change what you are told.",
)


class Stopped(msgspec.Struct, frozen=True, kw_only=True):
    """Whether messages are stopped, and how many searches are saved."""

    stopped: bool
    searches: int


def stop_link(person_id: str, sent_at: datetime) -> str:
    """Return the address at which the messages of ``person_id`` are stopped, good for half a year."""
    return f"{read(Service).public_url.rstrip('/')}{PATH}?t={token_of(person_id, day_of(sent_at + GOOD_FOR))}"


def token_of(person_id: str, last_day: date) -> str:
    """Return the text that proves that ``person_id`` got a message."""
    body = packed(person_id) + (last_day - _FIRST_DAY).days.to_bytes(2, "big")
    return base64.urlsafe_b64encode(body + _signatures(body)[0]).decode().rstrip("=")


def look_at_stop(token: str, clock: Clock = SYSTEM_CLOCK) -> Stopped:
    """Return how the messages stand that a link stops, without stopping them.

    Raises `NotFound`, always the same, for a link that was not made here, is too old, or whose person is gone.
    """
    return _standing(_person(token, clock))


def stop(token: str, clock: Clock = SYSTEM_CLOCK) -> Stopped:
    """Stop the messages of a link's person; again and again changes nothing more. Raises as `look_at_stop` does."""
    person_id = _person(token, clock)
    settling.stop_all(person_id, clock)
    return _standing(person_id)


def _standing(person_id: str) -> Stopped:
    found = table.find_alerts(person_id)
    if found is None:
        return Stopped(stopped=False, searches=0)
    return Stopped(stopped=found.alerts.settings.stopped, searches=found.alerts.searches)


def _person(token: str, clock: Clock) -> str:
    if _FORM.fullmatch(token) is None:
        raise NotFound(_UNKNOWN)
    raw = base64.urlsafe_b64decode(f"{token}=")
    body, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
    if not any(hmac.compare_digest(signature, known) for known in _signatures(body)):
        raise NotFound(_UNKNOWN)
    last_day = _FIRST_DAY + timedelta(days=int.from_bytes(body[_PERSON_BYTES:], "big"))
    person_id = unpacked("per", body[:_PERSON_BYTES])
    if last_day < day_of(clock.now()) or settling.living(person_id) is None:
        raise NotFound(_UNKNOWN)
    return person_id


def _signatures(body: bytes) -> list[bytes]:
    """Return the one under the present secret, and behind it, while it takes another's place, the one under that."""
    made = (hmac.new(secret, _LABEL + body, hashlib.sha256).digest() for secret in lookup_secrets())
    return [signature[:_SIGNATURE_BYTES] for signature in made]
