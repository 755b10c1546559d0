"""Data keys of the envelope encryption: made and unwrapped by the key service, reused within bounds."""

import threading
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Unavailable
from security.remembering import Remembered
from security.sealed import DataKeyUse

_MOST_USES = 1000
_LONGEST_USE = timedelta(minutes=10)
_MOST_OPEN = 256


class DataKey(msgspec.Struct, frozen=True, kw_only=True):
    """A 256-bit key in plain text and as the key service wrapped it."""

    plain: bytes
    wrapped: bytes

    def __repr__(self) -> str:
        """Never show the key."""
        return "DataKey(…)"


class DataKeys(Protocol):
    """Where data keys come from."""

    def new(self) -> DataKey:
        """Make a key; raises `Unavailable`."""
        ...

    def unwrap(self, wrapped: bytes) -> DataKey:
        """Return a key that was made before; raises ``ValueError`` when it was not, `Unavailable`."""
        ...


class KmsDataKeys:
    """Data keys of AWS KMS under a customer key."""

    def __init__(self, client: object, key_id: str, use: DataKeyUse = DataKeyUse.VAULT) -> None:
        """Use the boto3 ``client`` of KMS and the customer key ``key_id``; each ``use`` has its own data keys.

        While a customer key takes another's place ``key_id`` names both, apart by a space: the first makes data keys,
        what either has wrapped is unwrapped.
        """
        self._client, self._key_ids = client, tuple(key_id.split())
        if not self._key_ids:
            raise RuntimeError("PADAN_VAULT_KEY_ID is not set")
        self._context = {"service": "padan", "use": use.value}

    def new(self) -> DataKey:
        """Make a 256-bit key."""
        first = self._key_ids[0]
        answer = self._call("generate_data_key", KeyId=first, KeySpec="AES_256", EncryptionContext=self._context)
        return DataKey(plain=answer["Plaintext"], wrapped=answer["CiphertextBlob"])

    def unwrap(self, wrapped: bytes) -> DataKey:
        """Unwrap under the same customer key, or the one that it takes the place of, and the same context only."""
        # Of several, what was wrapped says itself which one wrapped it.
        named = {"KeyId": self._key_ids[0]} if len(self._key_ids) == 1 else {}
        answer = self._call("decrypt", CiphertextBlob=wrapped, EncryptionContext=self._context, **named)
        if _name(str(answer["KeyId"])) not in {_name(key_id) for key_id in self._key_ids}:
            raise ValueError("not a data key of this vault")
        return DataKey(plain=answer["Plaintext"], wrapped=wrapped)

    def _call(self, operation: str, **parameters: object) -> dict[str, Any]:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer: dict[str, Any] = getattr(self._client, operation)(**parameters)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("InvalidCiphertextException", "IncorrectKeyException"):
                raise ValueError("not a data key of this vault") from error
            raise Unavailable from error
        except BotoCoreError as error:
            raise Unavailable from error
        return answer


def _name(key_id: str) -> str:
    """Return the part of a key's id or ARN that is the same in every region."""
    return key_id.rpartition("/")[2]


class CachedDataKeys:
    """Spares calls: one key seals up to 1000 values within ten minutes; keys that opened something stay as long."""

    def __init__(self, source: DataKeys, clock: Clock = SYSTEM_CLOCK) -> None:
        """Cache what ``source`` gives."""
        self._source, self._clock = source, clock
        self._current: tuple[DataKey, datetime] | None = None
        self._uses = 0
        self._open: Remembered[bytes, DataKey] = Remembered(_MOST_OPEN, _LONGEST_USE, clock)
        self._lock = threading.Lock()

    def new(self) -> DataKey:
        """Return the current key, or a fresh one when its bounds are reached."""
        with self._lock:
            now = self._clock.now()
            if self._current is None or self._uses >= _MOST_USES or now - self._current[1] >= _LONGEST_USE:
                self._current, self._uses = (self._source.new(), now), 0
                self._open.put(self._current[0].wrapped, self._current[0])
            self._uses += 1
            return self._current[0]

    def unwrap(self, wrapped: bytes) -> DataKey:
        """Return the key, from memory when it was unwrapped within the last ten minutes."""
        known = self._open.get(wrapped)
        if known is None:
            known = self._source.unwrap(wrapped)
            self._open.put(wrapped, known)
        return known
