"""The secrets that functions share: in the variable itself on one machine, with Secrets Manager in a deployment.

A setting is base64 of 32 bytes, or ``secretsmanager:NAME`` of a secret whose value is random text; the bytes are then
the SHA-256 of it. A process asks once and keeps what it got. See docs/settings.md for what a change of each means.

While a secret takes another's place, both stand in the setting or the secret's value, apart by a space: the present one
first. It makes what is new; what either has made is still known. See docs/runbooks/key-rotation.md.
"""

import base64
import binascii
import functools
import hashlib

from chalicelib.errors import Unavailable
from chalicelib.observability import logger
from chalicelib.settings import Secrets, SettingsError, Vault, read

SECRET_BYTES = 32
LEAST_LETTERS = 43
"""Letters and digits that hold as many bits as the key is long."""

_KEPT = "secretsmanager:"
_MOST = 2
_FOR_GOOD = frozenset(
    {"AccessDeniedException", "DecryptionFailure", "InvalidRequestException", "ResourceNotFoundException"}
)
"""Answers that do not change by asking again: the deployment is wrong."""


def lookup_secret() -> bytes:
    """Return the 32 bytes of the keyed hash for look-ups of personal data; errors as of `secret`."""
    return lookup_secrets()[0]


def lookup_secrets() -> tuple[bytes, ...]:
    """Return the present one, and while it takes another's place, that one too; errors as of `secret`."""
    return both("PADAN_LOOKUP_SECRET", read(Vault).lookup_secret)


def cursor_secret() -> bytes:
    """Return the 32 bytes that sign cursors; errors as of `secret`."""
    return secret("PADAN_CURSOR_SECRET", read(Secrets).cursor_secret)


def secret(variable: str, setting: str) -> bytes:
    """Return the 32 bytes that ``setting``, the value of ``variable``, means: the present ones.

    Raises `SettingsError` that names the variable when it is not set, malformed, or names a secret that is not there
    or may not be read; `Unavailable` when Secrets Manager does not answer.
    """
    return both(variable, setting)[0]


@functools.lru_cache(maxsize=8)
def both(variable: str, setting: str) -> tuple[bytes, ...]:
    """Return what `secret` does, and behind it what it takes the place of; errors as of `secret`."""
    if not setting:
        raise SettingsError(f"{variable} is not set")
    name = setting.removeprefix(_KEPT) if setting.startswith(_KEPT) else ""
    words = (_ask(variable, name) if name else setting).split()
    if len(words) > _MOST:
        raise SettingsError(f"{variable} holds {len(words)} secrets; two at most, while one takes another's place")
    return tuple(_hashed(variable, name, word) if name else _decoded(variable, word) for word in words or [""])


def text(variable: str, setting: str) -> str:
    """Return the text that ``setting``, the value of ``variable``, means: itself, or the named secret's.

    Asked for at each call: for what somebody else issued and may replace at any time. Errors as of `secret`.
    """
    if not setting:
        raise SettingsError(f"{variable} is not set")
    return _ask(variable, setting.removeprefix(_KEPT)) if setting.startswith(_KEPT) else setting


def forget() -> None:
    """Ask afresh at the next use; for tests and for a process that prepares its own environment."""
    both.cache_clear()


def _decoded(variable: str, word: str) -> bytes:
    try:
        found = base64.b64decode(word, validate=True)
    except binascii.Error:
        found = b""
    if len(found) != SECRET_BYTES:
        raise SettingsError(f"{variable} must be 32 bytes in base64, or {_KEPT}NAME")
    return found


def _hashed(variable: str, name: str, word: str) -> bytes:
    if len(word) < LEAST_LETTERS:
        raise SettingsError(f"{variable}: the secret {name} has fewer than {LEAST_LETTERS} characters")
    return hashlib.sha256(word.encode()).digest()


def _ask(variable: str, name: str) -> str:
    from botocore.exceptions import BotoCoreError, ClientError

    from chalicelib.aws import client

    try:
        return str(client("secretsmanager").get_secret_value(SecretId=name).get("SecretString", ""))
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _FOR_GOOD:
            raise SettingsError(f"{variable}: the secret {name} cannot be read: {code}") from error
        logger.warning("a secret was not told", extra={"secret": name, "reason": code})
        raise Unavailable from error
    except BotoCoreError as error:
        logger.warning("a secret was not told", extra={"secret": name}, exc_info=True)
        raise Unavailable from error
