"""The issuer's public keys: fetched, kept for a while, fetched again when a token names a new one."""

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, Unauthenticated, Unavailable
from chalicelib.observability import logger
from chalicelib.texts import Text

_TIMEOUT_SECONDS = 3
_LARGEST_DOCUMENT = 262_144
_KEPT = timedelta(hours=6)


class PublishedKey(msgspec.Struct, frozen=True, kw_only=True):
    """One RSA key of a JSON Web Key Set (RFC 7517): modulus and exponent in base64url."""

    kid: str = ""
    kty: str = ""
    n: str = ""
    e: str = ""
    use: str = "sig"


class PublishedKeys(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON Web Key Set."""

    keys: tuple[PublishedKey, ...]


Fetch = Callable[[], PublishedKeys]


class KeySet:
    """Public keys by key id. Fetches at most once per ``interval``, whatever ids the callers come with."""

    def __init__(self, fetch: Fetch, interval: timedelta, clock: Clock = SYSTEM_CLOCK) -> None:
        """Hold nothing yet; the first `key` fetches."""
        self._fetch, self._interval, self._clock = fetch, interval, clock
        self._keys: Mapping[str, Any] = {}
        self._tried: datetime | None = None
        self._fetched: datetime | None = None
        self._lock = threading.Lock()

    def key(self, kid: str) -> Any:  # noqa: ANN401 - a key of the lazily imported cryptography library
        """Return the public key ``kid``.

        Raises `Unauthenticated` when the issuer does not publish it, `Unavailable` when that cannot be known.
        """
        with self._lock:
            if (kid not in self._keys or self._stale()) and self._may_fetch():
                self._refresh()
            if kid in self._keys:
                return self._keys[kid]
            if self._fetched is None:
                raise Unavailable(Text("Kunci penerbit tidak terjangkau.", "The issuer's keys cannot be reached."))
        text = Text("Kunci token tidak dikenal.", "The token's key is not known.")
        raise Unauthenticated(text, [FieldError(pointer="Authorization", code="unknown_key", detail=text)])

    def _stale(self) -> bool:
        return self._fetched is None or self._clock.now() - self._fetched > _KEPT

    def _may_fetch(self) -> bool:
        return self._tried is None or self._clock.now() - self._tried >= self._interval

    def _refresh(self) -> None:
        # Keys that are known stay in use while the issuer does not answer.
        self._tried = self._clock.now()
        try:
            self._keys = _usable(self._fetch())
        except Unavailable as error:
            logger.warning("the issuer's keys cannot be fetched", extra={"cause": repr(error.__cause__)})
            return
        self._fetched = self._tried


def fetch_keys(url: str) -> PublishedKeys:
    """Return the key set at ``url`` (http or https); raises `Unavailable` when it cannot be read."""
    if not url.startswith(("https://", "http://")):
        raise RuntimeError("PADAN_KEYS_URL must be an http or https address")
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310 - the scheme is checked
            return msgspec.json.decode(answer.read(_LARGEST_DOCUMENT), type=PublishedKeys)
    except (OSError, urllib.error.URLError, msgspec.DecodeError) as error:
        raise Unavailable from error


def _usable(published: PublishedKeys) -> Mapping[str, Any]:
    import jwt

    found: dict[str, Any] = {}
    for key in published.keys:
        if key.kid and key.kty == "RSA" and key.use == "sig":
            try:
                found[key.kid] = jwt.PyJWK({"kty": "RSA", "n": key.n, "e": key.e}, algorithm="RS256").key
            except jwt.PyJWTError as error:
                raise Unavailable from error
    return found
