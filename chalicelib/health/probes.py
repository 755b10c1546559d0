"""One small question to each dependency, all at once, each with a bound on its time."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from enum import StrEnum

import msgspec

from chalicelib import aws, resources
from chalicelib.observability import logger
from chalicelib.settings import Identity, Objects, Tables, read

PATIENCE = 3.0
"""Seconds that a dependency has to answer."""

Probe = Callable[[], object]


class Status(StrEnum):
    """What a dependency, or the whole, is worth now."""

    OK = "ok"
    FAILING = "failing"


class Dependency(msgspec.Struct, frozen=True, kw_only=True):
    """One dependency's answer; ``milliseconds`` is how long it took or was waited for."""

    name: str
    status: Status
    milliseconds: float


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """The platform is ``ok`` when every dependency is."""

    status: Status
    dependencies: tuple[Dependency, ...]


def health(probes: Mapping[str, Probe] | None = None, patience: float = PATIENCE) -> Health:
    """Ask every dependency at once; never raises, never takes much longer than ``patience`` seconds."""
    chosen = PROBES if probes is None else probes
    pool = ThreadPoolExecutor(max_workers=max(1, len(chosen)), thread_name_prefix="health")
    started = time.perf_counter()
    pending = {name: pool.submit(_timed, probe) for name, probe in chosen.items()}
    found = tuple(_settle(name, future, started, patience) for name, future in pending.items())
    pool.shutdown(wait=False, cancel_futures=True)
    good = all(dependency.status is Status.OK for dependency in found)
    return Health(status=Status.OK if good else Status.FAILING, dependencies=found)


def _timed(probe: Probe) -> float:
    started = time.perf_counter()
    probe()
    return time.perf_counter() - started


def _settle(name: str, future: "Future[float]", started: float, patience: float) -> Dependency:
    try:
        spent = future.result(timeout=max(0.0, started + patience - time.perf_counter()))
    except TookTooLong:
        return Dependency(name=name, status=Status.FAILING, milliseconds=round(patience * 1000, 1))
    except Exception:  # whatever it is, the dependency does not work
        logger.warning("a dependency fails", extra={"dependency": name}, exc_info=True)
        elapsed = (time.perf_counter() - started) * 1000
        return Dependency(name=name, status=Status.FAILING, milliseconds=round(elapsed, 1))
    return Dependency(name=name, status=Status.OK, milliseconds=round(spent * 1000, 1))


def _tables() -> object:
    # The table of vacancies: the recovery region may have none that holds anything of people.
    table = read(Tables).table_prefix + "vacancies"
    return aws.client("dynamodb").get_item(TableName=table, Key={"pk": {"S": "health"}}, ProjectionExpression="pk")


def _index() -> object:
    from search.engine import vacancy_index

    return vacancy_index().count()


def _queues() -> object:
    return aws.client("sqs").get_queue_url(QueueName=resources.physical_name(resources.PARTNER_ITEMS.name))


def _objects() -> object:
    return aws.client("s3").head_bucket(Bucket=read(Objects).payloads_bucket)


def _identity() -> object:
    return aws.client("cognito-idp").describe_user_pool(UserPoolId=read(Identity).user_pool_id)


PROBES: Mapping[str, Probe] = {
    "tables": _tables,
    "index": _index,
    "queues": _queues,
    "objects": _objects,
    "identity": _identity,
}
"""The dependencies of every deployment."""
