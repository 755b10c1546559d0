"""Alarms and composites in CloudFormation's words."""

from collections.abc import Collection, Iterable

from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from infra_cdk.monitoring.constructs.topics import Topics
from infra_cdk.monitoring.model import Alarm, Composite, Metric, Severity
from infra_cdk.monitoring.somewhere import Somewhere

_BAND = "band"
_RESULT = "result"


class Alarms(Construct):
    """``alarms`` by logical name; physical names are ``place.named(name)``."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        place: Somewhere,
        topics: Topics,
        alarms: Iterable[Alarm],
        over: Iterable[Composite],
        elsewhere: Collection[str] = (),
    ) -> None:
        """Make ``alarms``, then the composites ``over`` them, each of which may listen to an earlier one.

        Composites may also listen to ``elsewhere``: logical names of alarms of a stack that comes before this one.
        """
        super().__init__(scope, id)
        self._place, self._topics, self._elsewhere = place, topics, elsewhere
        self.alarms: dict[str, cloudwatch.CfnAlarm | cloudwatch.CfnCompositeAlarm] = {}
        for alarm in alarms:
            self.alarms[alarm.name] = self._single(alarm)
        for composite in over:
            self.alarms[composite.name] = self._composite(composite)

    def _single(self, alarm: Alarm) -> cloudwatch.CfnAlarm:
        rendered = cloudwatch.CfnAlarm(
            self,
            alarm.name,
            metrics=_queries(alarm) if alarm.expression else None,
            alarm_name=self._place.named(alarm.name),
            alarm_description=self._description(alarm),
            comparison_operator=alarm.comparison.value,
            evaluation_periods=alarm.windows,
            datapoints_to_alarm=alarm.breaches,
            treat_missing_data=alarm.missing.value,
            alarm_actions=[self._topics.arn(alarm.severity)],
            ok_actions=self._relief(alarm.severity),
            threshold=None if alarm.band else alarm.threshold,
            threshold_metric_id=_BAND if alarm.band else None,
        )
        if not alarm.expression:
            _put_metric(rendered, alarm)
        return rendered

    def _composite(self, composite: Composite) -> cloudwatch.CfnCompositeAlarm:
        groups = (" OR ".join(f'ALARM("{self._place.named(part)}")' for part in group) for group in composite.groups)
        rendered = cloudwatch.CfnCompositeAlarm(
            self,
            composite.name,
            alarm_name=self._place.named(composite.name),
            alarm_description=self._description(composite),
            alarm_rule=" AND ".join(f"({group})" for group in groups),
            alarm_actions=[self._topics.arn(composite.severity)],
            ok_actions=self._relief(composite.severity),
        )
        for part in composite.parts:
            if part not in self._elsewhere:
                rendered.add_resource_dependency(self.alarms[part])
        return rendered

    def _relief(self, severity: Severity) -> list[str] | None:
        """Whoever was woken is told when it is over."""
        return [self._topics.arn(severity)] if severity is Severity.PAGE else None

    def _description(self, alarm: Alarm | Composite) -> str:
        return f"{alarm.meaning} Severity: {alarm.severity}. Runbook: {runbook_url(self._place, alarm.runbook)}"


def runbook_url(place: Somewhere, runbook: str) -> str:
    """Return where the page ``runbook`` is read."""
    return f"{place.deployment.runbooks}{runbook}.md"


def _put_metric(rendered: cloudwatch.CfnAlarm, alarm: Alarm) -> None:
    (metric,) = alarm.metrics
    rendered.namespace, rendered.metric_name, rendered.period = metric.namespace, metric.name, alarm.period
    rendered.dimensions = [
        cloudwatch.CfnAlarm.DimensionProperty(name=name, value=value) for name, value in metric.dimensions
    ]
    if metric.statistic in ("Average", "Maximum", "Minimum", "SampleCount", "Sum"):
        rendered.statistic = metric.statistic
    else:
        rendered.extended_statistic = metric.statistic


def _queries(alarm: Alarm) -> list[cloudwatch.CfnAlarm.MetricDataQueryProperty]:
    """The metrics, and what is compared: the expression, or a metric against the band of what is usual."""
    if alarm.band:
        band = f"ANOMALY_DETECTION_BAND({alarm.expression}, {alarm.band:g})"
        queries = [_query(metric, alarm.period, shown=True) for metric in alarm.metrics]
        return [*queries, _expression(_BAND, band)]
    queries = [_query(metric, alarm.period, shown=False) for metric in alarm.metrics]
    return [*queries, _expression(_RESULT, alarm.expression)]


def _expression(id: str, text: str) -> cloudwatch.CfnAlarm.MetricDataQueryProperty:
    return cloudwatch.CfnAlarm.MetricDataQueryProperty(id=id, expression=text, return_data=True)


def _query(metric: Metric, period: int, *, shown: bool) -> cloudwatch.CfnAlarm.MetricDataQueryProperty:
    named = cloudwatch.CfnAlarm.MetricProperty(
        namespace=metric.namespace,
        metric_name=metric.name,
        dimensions=[cloudwatch.CfnAlarm.DimensionProperty(name=name, value=value) for name, value in metric.dimensions],
    )
    stat = cloudwatch.CfnAlarm.MetricStatProperty(metric=named, period=period, stat=metric.statistic)
    return cloudwatch.CfnAlarm.MetricDataQueryProperty(id=metric.id, metric_stat=stat, return_data=shown)
