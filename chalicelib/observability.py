"""Logger, metrics and tracer, wired once. A correlation id follows a request through queues and streams."""

import contextlib
import contextvars
import functools
import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from chalicelib.redaction import redacted_json
from chalicelib.settings import Service, read

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Tracer

_correlation: contextvars.ContextVar[str] = contextvars.ContextVar("correlation_id", default="")

_service = read(Service)
_LOCAL = _service.stage == "local"


def _line(record: dict[str, Any]) -> str:
    """Write one record with the correlation id of whoever logs: threads share the logger."""
    if identifier := _correlation.get():
        record["correlation_id"] = identifier
    return redacted_json(record)


@functools.cache
def _logger() -> "Logger":
    from aws_lambda_powertools import Logger

    return Logger(service=_service.service, level=_service.log_level, use_rfc3339=True, utc=True, json_serializer=_line)


class _OnDemand:
    """Makes the logger when something is first logged: its library is a tenth of the import budget."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the logger has
        return getattr(_logger(), name)


logger = cast("Logger", _OnDemand())

__all__ = ["carried_correlation", "correlated", "correlation_id", "logger", "measure", "traced"]


def correlation_id() -> str:
    """Return the correlation id of the work at hand, or a new one outside of any."""
    return _correlation.get() or secrets.token_hex(8)


def carried_correlation() -> str | None:
    """Return the correlation id of the work at hand, ``None`` outside of any."""
    return _correlation.get() or None


@contextlib.contextmanager
def correlated(identifier: str) -> Iterator[None]:
    """Carry ``identifier`` in logs and outgoing messages for the duration of the block."""
    token = _correlation.set(identifier)
    try:
        yield
    finally:
        _correlation.reset(token)


@contextlib.contextmanager
def traced(name: str) -> Iterator[None]:
    """Trace the block as a segment, annotated with the correlation id and its name; a local platform traces nothing.

    The tracer is made at the first use: its SDK takes a third of the import budget of a cold start.
    """
    if _LOCAL:
        yield
        return
    tracer = _tracer()
    with tracer.provider.in_subsegment(name=f"## {name}"):
        tracer.put_annotation(key="correlation_id", value=correlation_id())
        tracer.put_annotation(key="operation", value=name)
        yield


@functools.cache
def _tracer() -> "Tracer":
    from aws_lambda_powertools import Tracer

    return Tracer(service=_service.service)


def measure(name: str, value: float, unit: str = "Count", **dimensions: str) -> None:
    """Emit one metric in CloudWatch's embedded format; ``unit`` is CloudWatch's own word.

    Dimensions carry no identifiers of people, and few values: CloudWatch charges each combination. A local platform
    emits nothing: nobody reads it and it would drown the log.
    """
    if _LOCAL:
        return
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    with single_metric(name=name, unit=MetricUnit(unit), value=value, namespace="Padan") as metric:
        for dimension, content in {"service": _service.service, **dimensions}.items():
            metric.add_dimension(name=dimension, value=content)
