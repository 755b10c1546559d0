"""What the app declares: its functions and what each of them waits for.

The app is imported in a process of its own: it reads its settings at import, and whoever packages it in this process
imports it with other settings.
"""

import functools
import os
import re
import subprocess
import sys
from enum import StrEnum

import msgspec

from infra_cdk.packaging.staging import ROOT

API = "api_handler"
"""Name that Chalice gives to the function behind the interface."""

_UNITS = {"minute": 60, "minutes": 60, "hour": 3_600, "hours": 3_600, "day": 86_400, "days": 86_400}
_RATE = re.compile(r"rate\((\d+) (\w+)\)")
_DAY = 86_400


class Kind(StrEnum):
    """What calls a function."""

    INTERFACE = "interface"
    QUEUE = "queue"
    STREAM = "stream"
    SCHEDULE = "schedule"
    DEPLOYMENT = "deployment"


class Function(msgspec.Struct, frozen=True, kw_only=True):
    """A function; ``source`` is its queue or its table, ``every`` the seconds between runs of a schedule at most."""

    name: str
    kind: Kind
    source: str = ""
    every: int = 0


@functools.cache
def functions() -> tuple[Function, ...]:
    """Return every function of the app, the interface's first."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PADAN_")}
    command = [sys.executable, "-c", f"from {__name__} import tell; tell()"]
    told = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)  # noqa: S603
    return msgspec.json.decode(told.stdout, type=tuple[Function, ...])


def of_kind(kind: Kind) -> tuple[Function, ...]:
    """Return the functions that ``kind`` calls."""
    return tuple(function for function in functions() if function.kind is kind)


def tell() -> None:
    """Write the functions of the app to the standard output as JSON; for the process that `functions` starts."""
    from app import app

    plain = (Function(name=function.name, kind=Kind.DEPLOYMENT) for function in app.pure_lambda_functions)
    called = (_function(source) for source in app.event_sources)
    found = (Function(name=API, kind=Kind.INTERFACE), *called, *plain)
    sys.stdout.buffer.write(msgspec.json.encode(found))


def seconds_between(expression: str) -> int:
    """Return how many seconds lie at most between two runs of a schedule: of a rate, or a day for a time of day."""
    if match := _RATE.fullmatch(expression):
        return int(match[1]) * _UNITS[match[2]]
    if expression.startswith("cron(") and expression.split()[2:5] == ["*", "*", "?"]:
        return _DAY
    raise ValueError(f"{expression}: only rates and daily times can be watched")


def _function(source: object) -> Function:
    from chalice.app import DynamoDBEventConfig, ScheduledEventConfig, SQSEventConfig

    from chalicelib.settings import Queues, Tables, read

    if isinstance(source, SQSEventConfig):
        queue = str(source.queue).removeprefix(read(Queues).queue_prefix)
        return Function(name=source.name, kind=Kind.QUEUE, source=queue)
    if isinstance(source, DynamoDBEventConfig):
        table = source.stream_arn.split("/")[1].removeprefix(read(Tables).table_prefix)
        return Function(name=source.name, kind=Kind.STREAM, source=table)
    if isinstance(source, ScheduledEventConfig):
        expression = source.schedule_expression
        text = expression if isinstance(expression, str) else expression.to_string()
        return Function(name=source.name, kind=Kind.SCHEDULE, every=seconds_between(text))
    raise TypeError(f"nothing watches a {type(source).__name__}")
