"""The words of monitoring: metrics, alarms, and who is told."""

from enum import StrEnum

import msgspec

NAMESPACE = "Padan"
"""Of the metrics that the platform's own code emits (`chalicelib.observability.measure`)."""

LINES = "Padan/Lines"
"""Of the metrics that are counted from log lines."""

_MOST_METRICS = 10
"""Metrics that CloudWatch takes in the expression of one alarm."""

DAY = 86_400
_WEEK = 7 * DAY
_HOUR = 3_600
Dimensions = tuple[tuple[str, str], ...]


class Severity(StrEnum):
    """Who is told: someone is woken, someone reads it the next working day, or it is part of something larger."""

    PAGE = "page"
    TICKET = "ticket"
    SIGNAL = "signal"


class Missing(StrEnum):
    """What silence means, in CloudWatch's words."""

    FINE = "notBreaching"
    ALARMING = "breaching"
    UNKNOWN = "missing"
    KEEP = "ignore"


class Comparison(StrEnum):
    """How the value relates to the threshold when there is something wrong, in CloudWatch's words."""

    ABOVE = "GreaterThanThreshold"
    AT_LEAST = "GreaterThanOrEqualToThreshold"
    BELOW = "LessThanThreshold"
    BELOW_BAND = "LessThanLowerThreshold"


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """One metric as one statistic; ``id`` names it in an expression."""

    id: str = "value"
    namespace: str
    name: str
    statistic: str
    dimensions: Dimensions = ()


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """One alarm. ``runbook`` is the page that says what to do.

    The value is that of ``expression`` over the metrics' ids, or of the only metric. Something is wrong when it
    compares with ``threshold`` so in ``breaches`` of the last ``windows`` windows of ``period`` seconds. ``band`` is
    the width, in standard deviations, of what is usual; it takes the place of a threshold.
    """

    name: str
    runbook: str
    meaning: str
    severity: Severity
    metrics: tuple[Metric, ...]
    expression: str = ""
    comparison: Comparison = Comparison.AT_LEAST
    threshold: float = 1
    period: int = 300
    windows: int = 1
    breaches: int = 1
    missing: Missing = Missing.FINE
    band: float | None = None

    def __post_init__(self) -> None:
        """Refuse what CloudWatch would refuse: raises `ValueError`."""
        most = _WEEK if self.period >= _HOUR else DAY
        if self.period > DAY or self.period % 60 or self.period * self.windows > most:
            raise ValueError(f"{self.name}: {self.windows} windows of {self.period} seconds cannot be watched")
        if not 1 <= self.breaches <= self.windows:
            raise ValueError(f"{self.name}: {self.breaches} of {self.windows} windows")
        if len(self.metrics) > _MOST_METRICS or (len(self.metrics) != 1 and not self.expression):
            raise ValueError(f"{self.name}: {len(self.metrics)} metrics and the expression {self.expression!r}")


class Composite(msgspec.Struct, frozen=True, kw_only=True):
    """An alarm over alarms: it rings when every group has one that rings. Groups hold the alarms' names."""

    name: str
    runbook: str
    meaning: str
    severity: Severity
    groups: tuple[tuple[str, ...], ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of all alarms that it listens to."""
        return tuple(dict.fromkeys(name for group in self.groups for name in group))
