"""The dashboard for whoever runs the platform: functions, queues, streams, tables, the index, and what it costs."""

from collections.abc import Iterator

from infra_cdk.monitoring.alarms.functions import function_metric
from infra_cdk.monitoring.alarms.index import INDICES, KINDS, cluster_metric
from infra_cdk.monitoring.alarms.interface import interface_metric
from infra_cdk.monitoring.alarms.lines import ERRORS, UNCORRELATED, line_metric
from infra_cdk.monitoring.alarms.network import firewall_metric
from infra_cdk.monitoring.alarms.outside import outside_metric
from infra_cdk.monitoring.alarms.queues import PATIENCE, queue_metric
from infra_cdk.monitoring.alarms.tables import table_metric
from infra_cdk.monitoring.composites import composites
from infra_cdk.monitoring.dashboards.widgets import Chart, Line, Rows, States, Widget, Words, body
from infra_cdk.monitoring.declared import Kind
from infra_cdk.monitoring.indicators import found_metrics, own_metric
from infra_cdk.monitoring.lines import QUERIES
from infra_cdk.monitoring.model import DAY, Metric, Severity
from infra_cdk.monitoring.watched import Watched, log_group_name

_BILLING_REGION = "us-east-1"
"""Where AWS keeps the metrics of what an account costs."""

_FUNCTION_FIGURES = (("Errors", "Sum"), ("Throttles", "Sum"), ("Duration", "p95"), ("ConcurrentExecutions", "Maximum"))
_TABLE_FIGURES = (
    "ConsumedReadCapacityUnits",
    "ConsumedWriteCapacityUnits",
    "ReadThrottleEvents",
    "WriteThrottleEvents",
)
_CLUSTER_FIGURES = (
    ("CPUUtilization", "Average"),
    ("JVMMemoryPressure", "Maximum"),
    ("FreeStorageSpace", "Minimum"),
    ("SearchLatency", "Average"),
    ("IndexingLatency", "Average"),
    ("ThreadpoolSearchRejected", "Sum"),
)
_HALF, _THIRD = 12, 8


def operations_dashboard(watched: Watched) -> dict[str, object]:
    """Return the body of the dashboard: the last day."""
    return body(tuple(_widgets(watched)), watched.place.region, 1)


def _widgets(watched: Watched) -> Iterator[Widget]:
    for heading, section in _SECTIONS:
        yield Words(text=f"## {heading}")
        yield from section(watched)


def _alarms(watched: Watched) -> Iterator[Widget]:
    place, deployment = watched.place, watched.place.deployment
    names = [composite.name for composite in composites(watched) if composite.severity is Severity.PAGE]
    arn = f"arn:aws:cloudwatch:{place.region}:{deployment.account}:alarm:"
    yield States(title="What wakes someone", alarms=tuple(arn + place.named(name) for name in names))


def _interface(watched: Watched) -> Iterator[Widget]:
    calls = [("Count", "Sum"), ("4XXError", "Sum"), ("5XXError", "Sum")]
    yield _chart("Calls", [(name, interface_metric(watched, name, statistic)) for name, statistic in calls])
    quantiles = ("p50", "p95", "p99")
    yield _chart("Latency, ms", [(each, interface_metric(watched, "Latency", each)) for each in quantiles])
    slow = Line(label="", expression=found_metrics(watched, "Latency", "p95", 300))
    yield Chart(title="p95 by operation, ms", lines=(slow,), width=_THIRD)
    blocked = [(name, firewall_metric(watched, name)) for name in ("AllowedRequests", "BlockedRequests")]
    yield _chart("Firewall", blocked)
    seen = [(name, outside_metric(watched, name, "Average")) for name in ("SuccessPercent", "Duration")]
    yield _chart("From outside: % and ms", seen)


def _functions(watched: Watched) -> Iterator[Widget]:
    names = [function.name for function in watched.functions]
    for figure, statistic in _FUNCTION_FIGURES:
        lines = [(name, function_metric(watched, name, figure, statistic)) for name in names]
        yield _chart(f"{figure} ({statistic})", lines, width=_HALF)
    streams = [function.name for function in watched.functions if function.kind is Kind.STREAM]
    ages = [(name, function_metric(watched, name, "IteratorAge", "Maximum")) for name in streams]
    yield _chart("How far stream consumers are behind, ms", ages, width=_HALF)
    errors = [(name, line_metric(watched, name, ERRORS)) for name in names]
    yield _chart("Error lines", errors, width=_HALF)
    loose = [(name, line_metric(watched, name, UNCORRELATED)) for name in names]
    yield _chart("Lines without a correlation id", loose, width=_HALF)


def _queues(watched: Watched) -> Iterator[Widget]:
    names = [queue.name for queue in watched.queues]
    ages = [(name, queue_metric(watched, name, "ApproximateAgeOfOldestMessage")) for name in names]
    limits = tuple((name, float(PATIENCE[name])) for name in names)
    yield _chart("Oldest message, seconds", ages, limits=limits)
    depths = [(name, queue_metric(watched, name, "ApproximateNumberOfMessagesVisible")) for name in names]
    yield _chart("Waiting messages", depths)
    dead = [*(queue.dead_letter for queue in watched.queues), watched.failures.name]
    lost = [(name, queue_metric(watched, name, "ApproximateNumberOfMessagesVisible")) for name in dead]
    yield _chart("Dead letters", lost)


def _tables(watched: Watched) -> Iterator[Widget]:
    for figure in _TABLE_FIGURES:
        lines = [(name, table_metric(watched, name, figure, "Sum")) for name in watched.tables]
        yield _chart(figure, lines, width=_HALF)


def _index(watched: Watched) -> Iterator[Widget]:
    for figure, statistic in _CLUSTER_FIGURES:
        yield _chart(f"{figure} ({statistic})", [(figure, cluster_metric(watched, figure, statistic))])
    states = [
        (name, cluster_metric(watched, f"ClusterStatus.{name}", "Maximum")) for name in ("red", "yellow", "green")
    ]
    yield _chart("State of the cluster", states)
    lags = [(f"{kind} p90", own_metric(watched, "IndexLag", "p90", kind=kind)) for kind in KINDS]
    yield _chart("Age of changes when indexed, seconds", lags)
    counts = [(kind, own_metric(watched, "Indexed", "Sum", kind=kind)) for kind in KINDS]
    yield _chart("Changes indexed", counts)
    drifts = [(index, own_metric(watched, "IndexDrift", "Maximum", index=index)) for index in INDICES]
    yield _chart("Drift at night", drifts, period=DAY)


def _work(watched: Watched) -> Iterator[Widget]:
    for title, name in (
        ("Documents checked", "DocumentChecked"),
        ("Messages refused for good", "MessageRefused"),
        ("Events by topic", "Happened"),
        ("Registers asked", "RegisterAsked"),
        ("Confirmations settled", "ConfirmationSettled"),
        ("Feeds of partners looked at", "FeedPulled"),
        ("Callers over their limit", "Limited"),
        ("Sessions ended by an old refresh handle", "RefreshReplayed"),
        ("Requests shed", "Shed"),
        ("Searches answered with less", "SearchDegraded"),
    ):
        found = Line(label="", expression=found_metrics(watched, name, "Sum", 300))
        yield Chart(title=title, lines=(found,), stacked=True)
    waiting = [
        (name, own_metric(watched, f"RightsRequests{name}", "Maximum")) for name in ("Open", "DueSoon", "Overdue")
    ]
    yield _chart("Requests about personal data", waiting)
    oldest = [("oldest", own_metric(watched, "RightsRequestAge", "Maximum"))]
    yield _chart("Age of the oldest request about personal data, seconds", oldest)


def _cost(watched: Watched) -> Iterator[Widget]:
    charged = Metric(
        namespace="AWS/Billing", name="EstimatedCharges", statistic="Maximum", dimensions=(("Currency", "USD"),)
    )
    limits = (("budget", float(watched.place.deployment.monthly_budget)),)
    yield _chart("This month, US dollars", [("all", charged)], period=DAY, limits=limits, region=_BILLING_REGION)
    spent = Metric(namespace="AWS/SNS", name="SMSMonthToDateSpentUSD", statistic="Maximum")
    yield _chart("Short messages this month, US dollars", [("SMS", spent)], period=DAY)


def _lines(watched: Watched) -> Iterator[Widget]:
    question = next(query.text for query in QUERIES if query.name == "errors by cause")
    groups = tuple(log_group_name(watched, function.name) for function in watched.functions)
    yield Rows(title="Errors by cause", question=question, groups=groups)


_SECTIONS = (
    ("Alarms", _alarms),
    ("Interface", _interface),
    ("Functions", _functions),
    ("Queues", _queues),
    ("Tables", _tables),
    ("Index", _index),
    ("Work", _work),
    ("Cost", _cost),
    ("Errors", _lines),
)


def _chart(
    title: str,
    lines: list[tuple[str, Metric]],
    width: int = _THIRD,
    period: int = 300,
    limits: tuple[tuple[str, float], ...] = (),
    region: str = "",
) -> Chart:
    return Chart(
        title=title,
        lines=tuple(Line(label=label, metric=metric) for label, metric in lines),
        width=width,
        period=period,
        limits=limits,
        region=region,
    )
