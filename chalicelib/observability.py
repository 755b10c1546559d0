"""Logger, metrics and tracer, wired once. A correlation id follows a request through queues and streams."""

import contextlib
import contextvars
import secrets
from collections.abc import Iterator

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.metrics import MetricUnit, single_metric

from chalicelib.redaction import redacted_json
from chalicelib.settings import Service, read

_correlation: contextvars.ContextVar[str] = contextvars.ContextVar("correlation_id", default="")

_service = read(Service)
logger = Logger(
    service=_service.service,
    level=_service.log_level,
    use_rfc3339=True,
    utc=True,
    json_serializer=redacted_json,
)
tracer = Tracer(service=_service.service, disabled=_service.stage == "local", auto_patch=_service.stage != "local")

__all__ = ["correlated", "correlation_id", "logger", "measure", "tracer"]


def correlation_id() -> str:
    """Return the correlation id of the work at hand, or a new one outside of any."""
    return _correlation.get() or secrets.token_hex(8)


@contextlib.contextmanager
def correlated(identifier: str) -> Iterator[None]:
    """Carry ``identifier`` in logs and outgoing messages for the duration of the block."""
    token = _correlation.set(identifier)
    with logger.append_context_keys(correlation_id=identifier):
        try:
            yield
        finally:
            _correlation.reset(token)


def measure(name: str, value: float, unit: str = "Count", **dimensions: str) -> None:
    """Emit one metric in CloudWatch's embedded format; ``unit`` is CloudWatch's own word.

    Dimensions carry no identifiers. A local platform emits nothing: nobody reads it and it would drown the log.
    """
    if _service.stage == "local":
        return
    with single_metric(name=name, unit=MetricUnit(unit), value=value, namespace="Padan") as metric:
        for dimension, content in {"service": _service.service, **dimensions}.items():
            metric.add_dimension(name=dimension, value=content)
