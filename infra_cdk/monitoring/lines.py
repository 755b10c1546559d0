"""What is counted in the logs of functions, and the questions that operators ask them most."""

import msgspec

from infra_cdk.monitoring.alarms.lines import ERRORS, UNCORRELATED
from infra_cdk.monitoring.declared import API

FILTERS: dict[str, str] = {
    ERRORS: '{ $.level = "ERROR" || $.level = "CRITICAL" }',
    UNCORRELATED: '{ $.level = "*" && $.correlation_id NOT EXISTS }',
}
"""Kind of line and CloudWatch's filter pattern; the code logs one JSON object a line (`chalicelib.observability`)."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A saved question to CloudWatch Logs Insights over every function's log; ``groups``: of these functions alone."""

    name: str
    text: str
    groups: tuple[str, ...] = ()


_CALLS = (API,)
_INTAKE = ("take_partner_items", "index_vacancies", "record_changes")
_MESSAGES = ("relay_events", "send_messages")

QUERIES = (
    Query(
        name="errors by cause",
        text=(
            'fields @timestamp, message, exception_name, @log | filter level in ["ERROR", "CRITICAL"]'
            " | stats count(*) as lines, latest(@timestamp) as last by @log, message, exception_name | sort lines desc"
        ),
    ),
    Query(
        name="one request everywhere",
        text=(
            'fields @timestamp, @log, level, message, @message | filter correlation_id = "PUT-THE-ID-HERE"'
            " | sort @timestamp asc | limit 1000"
        ),
    ),
    Query(
        name="lines without a correlation id",
        text=(
            "fields @timestamp, @log, message | filter ispresent(level) and not ispresent(correlation_id)"
            " | stats count(*) as lines by @log, message | sort lines desc"
        ),
    ),
    Query(
        name="slow operations",
        groups=_CALLS,
        text=(
            "filter ispresent(Latency) and ispresent(operation)"
            " | stats count(*) as calls, pct(Latency, 50) as p50, pct(Latency, 95) as p95, pct(Latency, 99.9) as p999,"
            " max(Latency) as slowest by operation | sort p95 desc"
        ),
    ),
    Query(
        name="cold starts",
        text=(
            'filter @type = "REPORT" | stats count(*) as runs, count(@initDuration) as cold,'
            " pct(@initDuration, 90) as cold_p90, max(@maxMemoryUsed / 1000000) as memory_mb by @log"
        ),
    ),
    Query(
        name="time-outs and lost memory",
        text=(
            "fields @timestamp, @log, @requestId, @message"
            " | filter @message like /Task timed out/ or @message like /OutOfMemory/ or @message like /signal: killed/"
            " | sort @timestamp desc | limit 200"
        ),
    ),
    Query(
        name="what dependencies failed",
        groups=_CALLS,
        text=(
            'filter message in ["a dependency failed", "unavailable", "unforeseen failure"]'
            " | stats count(*) as lines by bin(5m), message, problem, exception_name | sort lines desc"
        ),
    ),
    Query(
        name="items of partners by outcome",
        groups=_INTAKE,
        text=(
            "filter ispresent(PushedItems) | stats sum(PushedItems) as items by partner, outcome, bin(1h)"
            " | sort items desc"
        ),
    ),
    Query(
        name="changes that were not indexed",
        groups=_INTAKE,
        text=(
            'filter message in ["a change was not indexed", "a change cannot be read", "a stream record failed"]'
            " | fields @timestamp, @log, message, sequence, reason, correlation_id | sort @timestamp desc | limit 200"
        ),
    ),
    Query(
        name="messages that failed",
        groups=_MESSAGES,
        text=(
            'filter message in ["a message failed", "a message was refused for good"]'
            " | stats count(*) as lines by message, topic, exception_name, bin(15m) | sort lines desc"
        ),
    ),
)
