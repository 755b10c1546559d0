"""Creates that can be repeated safely: the key's marker commits together with what it created."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import Conflict, IdempotencyMismatch, PadanError
from chalicelib.tables import ConditionRefused, Item, TableMeta
from chalicelib.texts import Text

REMEMBERED = timedelta(days=2)
_DONE = "done"
T = TypeVar("T")


class IdempotencyKey(msgspec.Struct, frozen=True, kw_only=True):
    """A caller's key for one operation. ``owner`` keeps callers apart; ``digest`` is the SHA-256 of the body."""

    operation: str
    owner: str
    key: str
    digest: str

    @property
    def place(self) -> str:
        """The marker's partition key."""
        return hashlib.sha256(f"{self.operation}\n{self.owner}\n{self.key}".encode()).hexdigest()


class IdempotencyMarker(Item):
    """What a key led to: the digest of the body that came with it and the identifier of the result."""

    class Meta(TableMeta):
        logical_name = "idempotency"

    digest = UnicodeAttribute()
    result = UnicodeAttribute()
    expires = NumberAttribute()


def earlier_result(key: IdempotencyKey | None) -> str | None:
    """Return the identifier that ``key`` created before, or ``None``.

    Raises `IdempotencyMismatch` when the key came with another body.
    """
    if key is None:
        return None
    try:
        marker = IdempotencyMarker.get(key.place, consistent_read=True)
    except IdempotencyMarker.DoesNotExist:
        return None
    if marker.digest != key.digest:
        raise IdempotencyMismatch(
            Text("Kunci ini sudah dipakai untuk isi yang lain.", "This key was already used for another body.")
        )
    return marker.result


def remember(transaction: TransactWrite, key: IdempotencyKey | None, result: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Add to ``transaction`` that ``key`` led to ``result``; a concurrent twin makes the commit fail."""
    if key is None:
        return
    marker = IdempotencyMarker(
        key.place, digest=key.digest, result=result, expires=epoch_seconds(clock.now() + REMEMBERED)
    )
    transaction.save(marker, condition=IdempotencyMarker.pk.does_not_exist())


def once(key: IdempotencyKey | None, create: Callable[[], str]) -> str:
    """Return the identifier that ``key`` led to before, or else what ``create`` makes; ``create`` remembers the key.

    When a twin with the same key was faster, ``create`` is refused by the marker and the twin's result is returned.
    When nobody answered whether ``create`` committed, the marker tells. Raises `IdempotencyMismatch`, and
    `ConditionRefused` when something other than the key refused.
    """
    earlier = earlier_result(key)
    if earlier is not None:
        return earlier
    try:
        return create()
    except (ConditionRefused, TransactWriteError):
        earlier = earlier_result(key)
        if earlier is None:
            raise
        return earlier


def refuse_twin(key: IdempotencyKey | None) -> None:
    """Raise `Conflict` when a twin with the same key was faster: what it took must not be looked for elsewhere."""
    if earlier_result(key) is not None:
        raise Conflict(Text("Permintaan yang sama sedang dikerjakan.", "The same request is being worked on."))


def alike(key: IdempotencyKey | None, act: Callable[[], T], clock: Clock = SYSTEM_CLOCK) -> T:
    """Return what ``act`` makes, which changes nothing when it is done again; so it may be, and gives the same answer.

    Raises `IdempotencyMismatch` when the key came with another body, and what ``act`` raises.
    """
    earlier_result(key)
    made = act()
    note(key, _DONE, clock)
    return made


def note(key: IdempotencyKey | None, result: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Note that ``key`` led to ``result``, after it did; what a twin noted before stays."""
    if key is not None:
        tables.committed(lambda transaction: remember(transaction, key, result, clock))


def repeatable(key: IdempotencyKey | None, act: Callable[[], T], again: Callable[[], T]) -> T:
    """Return what ``act`` makes, or ``again`` when it was done under ``key`` before; ``act`` remembers the key.

    For a step that cannot be taken twice: a repetition finds that the step is taken, also when a twin takes it while
    ``act`` is at it, or when nobody answered whether it was. Raises `IdempotencyMismatch` and what ``act`` raises.
    """
    if earlier_result(key) is not None:
        return again()
    try:
        return act()
    except (ConditionRefused, PadanError, TransactWriteError):
        if earlier_result(key) is None:
            raise
        return again()
