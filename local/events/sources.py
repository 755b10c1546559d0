"""What the app registered to be called for, read from Chalice into types."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import msgspec

Handler = Callable[[dict[str, Any], Any], Any]
_TABLE = re.compile(r"(?:.*:table/)?(?P<name>[A-Za-z0-9_.-]+)(?:/stream/.*)?")


class QueueSource(msgspec.Struct, frozen=True, kw_only=True):
    """Messages of a queue go to a handler in batches."""

    name: str
    queue: str
    batch_size: int
    handler: Handler


class StreamSource(msgspec.Struct, frozen=True, kw_only=True):
    """Changes of a table go to a handler in batches and in order."""

    name: str
    table: str
    batch_size: int
    handler: Handler


class ScheduleSource(msgspec.Struct, frozen=True, kw_only=True):
    """A handler is called at times: `expression` is `rate(...)` or `cron(...)`."""

    name: str
    expression: str
    handler: Handler


Source = QueueSource | StreamSource | ScheduleSource


class UnknownSourceError(TypeError):
    """The app registered a kind of event source that this platform cannot deliver."""


class EventApp(Protocol):
    """What the runner needs of a Chalice application."""

    @property
    def event_sources(self) -> Iterable[Any]:
        """Chalice's configuration objects, one for each registered handler."""

    @property
    def handler_map(self) -> Mapping[str, Handler]:
        """Callables by the name of the configuration; each takes a raw event and a context."""


def sources_of(app: EventApp) -> tuple[Source, ...]:
    """Every event source of `app`; raises `UnknownSourceError` rather than leaving one out."""
    return tuple(_source(config, app.handler_map[config.name]) for config in app.event_sources)


def table_of(stream: str) -> str:
    """The table's name in a stream's or a table's ARN; a bare name stands for itself."""
    match = _TABLE.fullmatch(stream)
    if match is None:
        raise UnknownSourceError(f"{stream!r} names no table")
    return match["name"]


def _source(config: Any, handler: Handler) -> Source:  # noqa: ANN401 - Chalice is untyped
    from chalice import app as chalice

    if isinstance(config, chalice.SQSEventConfig):
        queue = config.queue or str(config.queue_arn).rpartition(":")[2]
        return QueueSource(name=config.name, queue=queue, batch_size=config.batch_size, handler=handler)
    if isinstance(config, chalice.DynamoDBEventConfig):
        table = table_of(config.stream_arn)
        return StreamSource(name=config.name, table=table, batch_size=config.batch_size, handler=handler)
    if isinstance(config, chalice.ScheduledEventConfig):
        expression = config.schedule_expression
        text = expression if isinstance(expression, str) else expression.to_string()
        return ScheduleSource(name=config.name, expression=text, handler=handler)
    raise UnknownSourceError(f"{type(config).__name__} of {config.name} is not delivered locally")
