"""Counts of log lines, and saved questions to the logs."""

from collections.abc import Mapping

from aws_cdk import aws_logs as logs
from constructs import Construct

from infra_cdk.monitoring.alarms.lines import line_name
from infra_cdk.monitoring.lines import FILTERS, QUERIES, Query
from infra_cdk.monitoring.model import LINES
from infra_cdk.monitoring.watched import Watched, log_group_name


class Lines(Construct):
    """Filters on the log group of every function, which has to exist, and the questions that operators save."""

    def __init__(self, scope: Construct, id: str, watched: Watched) -> None:
        """Make both; log groups are named after their functions."""
        super().__init__(scope, id)
        self._watched = watched
        groups = {function.name: log_group_name(watched, function.name) for function in watched.functions}
        for function, group in groups.items():
            for kind, pattern in FILTERS.items():
                self._count(function, group, kind, pattern)
        for query in QUERIES:
            self._save(query, groups)

    def _count(self, function: str, group: str, kind: str, pattern: str) -> None:
        logs.CfnMetricFilter(
            self,
            f"{function}-{kind}",
            log_group_name=group,
            filter_pattern=pattern,
            metric_transformations=[
                logs.CfnMetricFilter.MetricTransformationProperty(
                    metric_namespace=LINES,
                    metric_name=line_name(self._watched, function, kind),
                    metric_value="1",
                    default_value=0,
                    unit="Count",
                )
            ],
        )

    def _save(self, query: Query, groups: Mapping[str, str]) -> None:
        logs.CfnQueryDefinition(
            self,
            query.name.title().replace(" ", ""),
            name=f"{self._watched.service}/{query.name}",
            query_string=query.text,
            log_group_names=[groups[name] for name in query.groups or groups],
        )
