"""One HTTPS request to a register: bounded in time and size, never redirected, its failures typed."""

import http.client
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.settings import SettingsError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

LARGEST = 64 * 1024
"""Bytes of an answer; real ones are of a few hundred."""
CONNECT_SECONDS = 2.0
READ_SECONDS = 8.0
LONGEST_PAUSE = 24 * 3600
_CHUNK = 8 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_BUSY = frozenset({429, 503})
_TOO_MANY, _SERVER = 400, 500


class Transport(Protocol):
    """Carries a question to a register and its answer back."""

    def post(self, path: str, body: bytes, deadline: Deadline) -> bytes:
        """Return the bytes of an answer, or raise `NoAnswer`."""
        ...


class HttpTransport:
    """Asks at ``url`` with the bearer token that ``token`` reads. TLS 1.2 at least, a certificate that is trusted.

    A token is read once, and anew after the register refused it: it may have been replaced.
    """

    def __init__(self, url: str, token: Callable[[], str], clock: Clock = SYSTEM_CLOCK) -> None:
        """Raises `SettingsError` for an address that would carry personal data in the clear."""
        self._url = checked_url(url)
        self._headers = {
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
        }
        self._read_token = token
        self._token: str | None = None
        self._clock = clock
        self._pool: PoolManager | None = None

    def post(self, path: str, body: bytes, deadline: Deadline) -> bytes:
        """Return the bytes of a 200; raises `NoAnswer` for everything else."""
        from urllib3 import exceptions

        try:
            return self._exchanged(path, body, deadline)
        except NoAnswer as error:
            if error.reason is Reason.UNAUTHORISED:
                self._token = None
            raise
        except exceptions.NewConnectionError:
            # A kind of time-out to urllib3, though it may be told at once that nobody listens.
            raise NoAnswer(Reason.UNREACHABLE) from None
        except exceptions.TimeoutError:
            raise NoAnswer(Reason.TIMED_OUT) from None
        except (exceptions.HTTPError, http.client.HTTPException, OSError, ValueError):
            # What http.client makes of bytes that are not HTTP is a ValueError at times.
            raise NoAnswer(Reason.UNREACHABLE) from None

    def _exchanged(self, path: str, body: bytes, deadline: Deadline) -> bytes:
        from urllib3 import Timeout

        left = deadline.remaining
        if left <= 0:
            raise NoAnswer(Reason.NOT_TRIED)
        timeout = Timeout(connect=min(CONNECT_SECONDS, left), read=min(READ_SECONDS, left))
        answer = self._connections().request(
            "POST",
            f"{self._url}{path}",
            body=body,
            headers=self._authorised(),
            timeout=timeout,
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            check_status(answer.status, answer.headers, self._clock)
            return _read(answer, deadline.sooner(READ_SECONDS))
        finally:
            # Never put back: what is left of a bad answer must not become the beginning of the next.
            answer.close()

    def _authorised(self) -> dict[str, str]:
        if self._token is None:
            self._token = self._read_token()
        return {**self._headers, "Authorization": f"Bearer {self._token}"}

    def _connections(self) -> "PoolManager":
        if self._pool is None:
            from urllib3 import PoolManager

            context = ssl.create_default_context()
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            self._pool = PoolManager(num_pools=2, maxsize=4, ssl_context=context)
        return self._pool


def checked_url(url: str) -> str:
    """Return ``url`` without a slash at its end; raises `SettingsError` unless it is https, or http on this machine."""
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not safe or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise SettingsError("the address of a register must be https://HOST[/PATH]")
    return url.rstrip("/")


def check_status(status: int, headers: Mapping[str, str], clock: Clock = SYSTEM_CLOCK) -> None:
    """Return for a 200; raises `NoAnswer` with the reason for any other status."""
    if status == 200:
        return
    pause = retry_after(headers.get("Retry-After"), clock)
    if status == 429 or (status in _BUSY and pause is not None):
        raise NoAnswer(Reason.BUSY, pause)
    if status in (401, 403):
        raise NoAnswer(Reason.UNAUTHORISED)
    if status >= _SERVER:
        raise NoAnswer(Reason.SERVER_ERROR)
    raise NoAnswer(Reason.REJECTED if status >= _TOO_MANY else Reason.MALFORMED)


def retry_after(value: str | None, clock: Clock = SYSTEM_CLOCK) -> int | None:
    """Return the seconds that ``Retry-After`` (RFC 9110, section 10.2.3) asks for, a day at most; None when unclear."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:9]), LONGEST_PAUSE)
    try:
        moment = parsedate_to_datetime(text)
        seconds = int((_in_utc(moment) - clock.now()).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0), LONGEST_PAUSE)


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read(answer: "BaseHTTPResponse", deadline: Deadline) -> bytes:
    """Read bit by bit: a register that drips keeps within every time-out of the socket and still takes for ever."""
    found = bytearray()
    while chunk := answer.read1(_CHUNK):
        found += chunk
        if len(found) > LARGEST:
            raise NoAnswer(Reason.MALFORMED)
        if deadline.remaining <= 0:
            raise NoAnswer(Reason.TIMED_OUT)
    return bytes(found)
