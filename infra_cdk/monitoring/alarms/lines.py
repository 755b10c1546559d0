"""Alarms on what functions write into their logs, counted by filters (see `infra_cdk.monitoring.lines`)."""

from collections.abc import Iterator

from infra_cdk.monitoring.declared import API
from infra_cdk.monitoring.model import LINES, Alarm, Comparison, Metric, Severity
from infra_cdk.monitoring.watched import Watched

ERRORS = "ErrorLines"
UNCORRELATED = "UncorrelatedLines"

_MOST = {API: 20}
"""Error lines in five minutes that are borne; of another function: five."""

_MOST_OF_WORKER = 5


def alarms(watched: Watched) -> Iterator[Alarm]:
    """One for each function: a worker that answers with partial failures fails in its log alone."""
    for function in watched.functions:
        most = _MOST.get(function.name, _MOST_OF_WORKER)
        yield Alarm(
            name=f"{function.name}-error-lines",
            runbook="error-lines",
            meaning=f"{function.name} wrote more than {most} error lines in five minutes, twice in fifteen.",
            severity=Severity.TICKET,
            metrics=(line_metric(watched, function.name, ERRORS),),
            comparison=Comparison.ABOVE,
            threshold=most,
            windows=3,
            breaches=2,
        )


def line_metric(watched: Watched, function: str, kind: str, id: str = "value") -> Metric:
    """Return how many lines of ``function`` were counted as of ``kind``.

    A filter cannot give its metric a fixed dimension, so the function is part of the metric's name.
    """
    name = line_name(watched, function, kind)
    return Metric(id=id, namespace=LINES, name=name, statistic="Sum")


def line_name(watched: Watched, function: str, kind: str) -> str:
    """Name of the metric that counts lines of ``kind`` of ``function``."""
    return f"{kind}-{watched.function_names[function]}"
