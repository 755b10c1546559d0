"""The secrets that functions share: in the variable itself on one machine, with Secrets Manager in a deployment.

A setting is base64 of 32 bytes, or ``secretsmanager:NAME`` of a secret whose value is random text; the bytes are then
the SHA-256 of it. A process asks once and keeps what it got. See docs/settings.md for what a change of each means.
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
_FOR_GOOD = frozenset(
    {"AccessDeniedException", "DecryptionFailure", "InvalidRequestException", "ResourceNotFoundException"}
)
"""Answers that do not change by asking again: the deployment is wrong."""


def lookup_secret() -> bytes:
    """Return the 32 bytes of the keyed hash for look-ups of personal data; errors as of `secret`."""
    return secret("PADAN_LOOKUP_SECRET", read(Vault).lookup_secret)


def cursor_secret() -> bytes:
    """Return the 32 bytes that sign cursors; errors as of `secret`."""
    return secret("PADAN_CURSOR_SECRET", read(Secrets).cursor_secret)


@functools.lru_cache(maxsize=8)
def secret(variable: str, setting: str) -> bytes:
    """Return the 32 bytes that ``setting``, the value of ``variable``, means.

    Raises `SettingsError` that names the variable when it is not set, malformed, or names a secret that is not there
    or may not be read; `Unavailable` when Secrets Manager does not answer.
    """
    if not setting:
        raise SettingsError(f"{variable} is not set")
    if setting.startswith(_KEPT):
        return _kept(variable, setting.removeprefix(_KEPT))
    try:
        found = base64.b64decode(setting, validate=True)
    except binascii.Error:
        found = b""
    if len(found) != SECRET_BYTES:
        raise SettingsError(f"{variable} must be 32 bytes in base64, or {_KEPT}NAME")
    return found


def text(variable: str, setting: str) -> str:
    """Return the text that ``setting``, the value of ``variable``, means: itself, or the named secret's.

    Asked for at each call: for what somebody else issued and may replace at any time. Errors as of `secret`.
    """
    if not setting:
        raise SettingsError(f"{variable} is not set")
    return _ask(variable, setting.removeprefix(_KEPT)) if setting.startswith(_KEPT) else setting


def forget() -> None:
    """Ask afresh at the next use; for tests and for a process that prepares its own environment."""
    secret.cache_clear()


def _kept(variable: str, name: str) -> bytes:
    text = _ask(variable, name)
    if len(text) < LEAST_LETTERS:
        raise SettingsError(f"{variable}: the secret {name} has fewer than {LEAST_LETTERS} characters")
    return hashlib.sha256(text.encode()).digest()


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
