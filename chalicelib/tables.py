"""What every table shares: names from settings, a version on every item, one connection, honest transactions."""

import functools
import importlib.util
import pkgutil
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from pynamodb.attributes import UnicodeAttribute, VersionAttribute
from pynamodb.connection import Connection
from pynamodb.connection.table import TableConnection
from pynamodb.exceptions import PynamoDBException, TransactWriteError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib import observability, settings
from chalicelib.errors import Unavailable

_lock = threading.RLock()
_ATTEMPTS = 6
_CONTENTION = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
_IN_A_TRANSACTION = "TransactionConflictException"
Writes = Callable[[TransactWrite], None]
"""Adds writes and conditions to a transaction: all of one, or what another part of the platform commits with it."""


class TableMeta:
    """Settings that every table's ``Meta`` inherits; ``table_name`` is filled in from ``logical_name``.

    A table that does not answer at all is given up while whoever waits for a function still gets an answer from it:
    see docs/decisions/0281-time-outs-end-before-the-function.md.
    """

    logical_name: ClassVar[str]
    table_name = ""
    billing_mode = "PAY_PER_REQUEST"
    connect_timeout_seconds = 2
    read_timeout_seconds = 5
    max_pool_connections = 32
    max_retry_attempts = 3


class ConditionRefused(Exception):
    """A transaction was refused by its conditions; ``failed`` holds the positions of the writes that refused."""

    def __init__(self, failed: tuple[int, ...]) -> None:
        """Keep the positions, in the order in which the writes were added (see `Writes`)."""
        super().__init__(f"conditions refused writes {failed}")
        self.failed = failed


class Item(Model):
    """Base of every stored item: a string partition key and a version that each write increments.

    ``correlation`` is the correlation id of the request that made the item: it goes on with the table's stream.
    """

    pk = UnicodeAttribute(hash_key=True)
    version = VersionAttribute()
    correlation = UnicodeAttribute(null=True)

    def __init__(
        self,
        hash_key: Any = None,  # noqa: ANN401 - PynamoDB's own signature
        range_key: Any = None,  # noqa: ANN401
        _user_instantiated: bool = True,
        **attributes: Any,  # noqa: ANN401
    ) -> None:
        """Make an item, or the shell of one that is being read."""
        if _user_instantiated:
            attributes.setdefault("correlation", observability.carried_correlation())
        super().__init__(hash_key, range_key, _user_instantiated, **attributes)

    @classmethod
    def _get_connection(cls) -> TableConnection:
        meta: Any = cls.Meta
        meta.table_name = physical_name(meta.logical_name)
        own = super()._get_connection()
        if own.connection is not connection():
            _share(own)
        return own


def physical_name(logical: str) -> str:
    """Return a table's deployed name, with the prefix of this deployment."""
    return settings.read(settings.Tables).table_prefix + logical


def all_tables() -> tuple[type[Item], ...]:
    """Return every table model of the platform, by name; imports the modules that hold one, wherever they stand.

    A model that stands elsewhere is not the platform's.
    """
    modules = {importlib.import_module(name).__name__ for name in _table_modules()}
    models = (model for model in _descendants(Item) if model.__module__ in modules and "Meta" in vars(model))
    found = {model.Meta.logical_name: model for model in models}  # type: ignore[attr-defined]
    return tuple(found[name] for name in sorted(found))


def _table_modules() -> Iterator[str]:
    """Names of the modules ``table`` and ``*_table`` of all rooms, and of the leaves that keep markers of their own."""
    yield from ("chalicelib.uniqueness", "chalicelib.idempotency", "chalicelib.outbox")
    yield from (f"security.{name}" for name in _modules("security") if name.endswith("_table"))
    for capability in _modules("chalicelib"):
        if "table" in _modules(f"chalicelib.{capability}"):
            yield f"chalicelib.{capability}.table"


def _modules(package: str) -> list[str]:
    found = importlib.util.find_spec(package)
    places = found.submodule_search_locations if found is not None else None
    return [module.name for module in pkgutil.iter_modules(places)] if places else []


def forget() -> None:
    """Connect afresh at the next use; for tests and for a process that prepares its own environment."""
    _connection.cache_clear()
    for model in _descendants(Item):
        model._connection = None


def connection() -> Connection:
    """Return the one connection that all tables and transactions use."""
    with _lock:
        return _connection()


def _share(table: TableConnection) -> None:
    """Let ``table`` use the one connection: by itself it would make a client with a copy of DynamoDB's description.

    That is 12 MB and a tenth of a second for each table.
    """
    shared = connection()
    with _lock:
        if table.connection is not shared:
            if table.table_name not in shared._tables:
                shared.add_meta_table(table.get_meta_table())
            table.connection = shared


@functools.cache
def _connection() -> Connection:
    made = Connection(
        connect_timeout_seconds=TableMeta.connect_timeout_seconds,
        read_timeout_seconds=TableMeta.read_timeout_seconds,
        max_pool_connections=TableMeta.max_pool_connections,
        max_retry_attempts=TableMeta.max_retry_attempts,
    )
    events = made.client.meta.events
    events.register("needs-retry.dynamodb", _after_transaction)  # type: ignore[arg-type]
    return made


def _after_transaction(
    response: tuple[object, Mapping[str, Any]] | None,
    attempts: int,
    **_: Any,  # noqa: ANN401 - what else botocore tells
) -> float | None:
    """Return after how many seconds a single write is tried again that met a transaction on the same item.

    Nothing was written, and the SDK by itself does not try again.
    """
    code = response[1].get("Error", {}).get("Code") if response is not None else None
    if code != _IN_A_TRANSACTION or attempts >= _ATTEMPTS:
        return None
    return _pause(attempts)


def _pause(attempt: int) -> float:
    return random.uniform(0, 0.025 * 2**attempt)  # noqa: S311 - jitter


def write(build: Writes, attempts: int = _ATTEMPTS) -> None:
    """Commit what ``build`` adds to a transaction, all or nothing.

    Retried only when contention alone cancelled it, with full jitter. Raises `ConditionRefused` when a condition was
    not met and `Unavailable` when contention outlasts the attempts: either way nothing was written. An answer that is
    lost is asked for again by the SDK under the same token, which DynamoDB takes for the same transaction; when that
    fails too, `TransactWriteError` is raised and whether it was written is not known. ``build`` may run repeatedly.
    DynamoDB answers reasons in the order condition checks, deletes, puts, updates; so do the positions.
    """
    for attempt in range(attempts):
        if attempt:
            time.sleep(_pause(attempt))
        try:
            with TransactWrite(connection=connection(), client_request_token=str(uuid.uuid4())) as transaction:
                build(transaction)
            return
        except TransactWriteError as error:
            _raise_unless_contention(error)
    raise Unavailable


def committed(build: Writes, attempts: int = _ATTEMPTS) -> bool:
    """Commit as `write` does and return whether the conditions were met; raises `Unavailable`."""
    try:
        write(build, attempts)
    except ConditionRefused:
        return False
    return True


def saved(item: Item) -> bool:
    """Write ``item`` under its version, or as a new one; return whether that was the present one.

    It is a transaction of one write for the sake of its token: a plain write whose answer was lost is repeated by the
    SDK and then refused because of itself, and who was first would believe to be second. Raises as `write` does.
    """
    return committed(lambda transaction: transaction.save(item))


def was_refused(error: PynamoDBException) -> bool:
    """Tell whether a single write was refused by its condition.

    PynamoDB's own ``cause_response_code`` fails when there was no answer that could have a code.
    """
    response = getattr(error.cause, "response", None) or {}
    return bool(response.get("Error", {}).get("Code") == "ConditionalCheckFailedException")


def _raise_unless_contention(error: TransactWriteError) -> None:
    codes = [reason.code if reason else None for reason in error.cancellation_reasons]
    told = {code for code in codes if code not in (None, "None")}
    failed = tuple(place for place, code in enumerate(codes) if code == "ConditionalCheckFailed")
    if failed:
        raise ConditionRefused(failed) from error
    if not told or told - _CONTENTION:
        raise error


def _descendants(model: type[Item]) -> Iterator[type[Item]]:
    for child in model.__subclasses__():
        yield child
        yield from _descendants(child)
