"""Alarms of the index: the cluster's health and room, and how true it is to the tables.

Thresholds after the alarms that AWS recommends for OpenSearch Service.
"""

from collections.abc import Iterator

import msgspec

from infra_cdk.monitoring.indicators import own_metric
from infra_cdk.monitoring.model import DAY, Alarm, Comparison, Metric, Missing, Severity
from infra_cdk.monitoring.watched import Watched
from infra_cdk.search_nodes import nodes_of

KINDS = ("vacancy", "person")
"""What is indexed, as the workers name it."""

INDICES = ("vacancies", "candidates")
"""The indices, as the nightly comparison names them."""

_LEAST_FREE = 0.2
_MIB = 1_024
_LATE = 60
"""Seconds after which a change that is not yet indexed is late."""

_TOLERATED_DRIFT = 10
"""Items that may differ: what was written while the comparison read."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One alarm on a metric of the cluster; ``minutes`` of ``of`` times five minutes."""

    name: str
    metric: str
    statistic: str
    comparison: Comparison
    threshold: float
    breaches: int
    windows: int
    meaning: str
    runbook: str = "index-cluster"
    severity: Severity = Severity.TICKET
    period: int = 300
    missing: Missing = Missing.FINE


def _rule(
    name: str, metric: str, statistic: str, over: float, windows: int, meaning: str, runbook: str = "index-cluster"
) -> Rule:
    return Rule(
        name=name,
        metric=metric,
        statistic=statistic,
        comparison=Comparison.AT_LEAST,
        threshold=over,
        breaches=windows,
        windows=windows,
        meaning=meaning,
        runbook=runbook,
    )


_OVER = (
    _rule("index-red", "ClusterStatus.red", "Maximum", 1, 1, "A primary shard is lost: searches miss vacancies."),
    _rule("index-yellow", "ClusterStatus.yellow", "Maximum", 1, 6, "Replicas have been missing for half an hour."),
    _rule("index-blocked", "ClusterIndexWritesBlocked", "Maximum", 1, 1, "The cluster refuses to write."),
    _rule("index-cpu", "CPUUtilization", "Average", 80, 3, "Data nodes are at 80 % of their processors."),
    _rule("index-memory", "JVMMemoryPressure", "Maximum", 85, 3, "Data nodes are at 85 % of their heap."),
    _rule("index-master-cpu", "MasterCPUUtilization", "Average", 50, 3, "Masters are at half of their processors."),
    _rule("index-master-memory", "MasterJVMMemoryPressure", "Maximum", 85, 3, "Masters are at 85 % of their heap."),
    _rule("index-snapshot", "AutomatedSnapshotFailure", "Maximum", 1, 1, "The index could not be snapshotted."),
    _rule("index-key", "KMSKeyError", "Maximum", 1, 1, "The key of the index is disabled.", "key-problem"),
    _rule("index-key-lost", "KMSKeyInaccessible", "Maximum", 1, 1, "The index cannot reach its key.", "key-problem"),
    _rule("index-refusing", "5xx", "Sum", 50, 2, "The index answers requests with 5xx."),
)


def alarms(watched: Watched) -> Iterator[Alarm]:
    """The cluster first, then how the index follows the tables."""
    for rule in (*_OVER, *_below(watched)):
        yield _of_cluster(watched, rule)
    if watched.place.is_active:
        for kind in KINDS:
            yield _lag(watched, kind)
        for index in INDICES:
            yield _drift(watched, index)


def cluster_metric(watched: Watched, name: str, statistic: str, id: str = "value") -> Metric:
    """Return a metric of the cluster."""
    dimensions = (("ClientId", watched.place.deployment.account), ("DomainName", watched.domain))
    return Metric(id=id, namespace="AWS/ES", name=name, statistic=statistic, dimensions=dimensions)


def _below(watched: Watched) -> Iterator[Rule]:
    nodes = nodes_of(watched.place)
    least, count = round(nodes.disk * _MIB * _LEAST_FREE), nodes.data_nodes + nodes.masters
    rows = (
        ("index-disk", "FreeStorageSpace", least, 1, f"A data node has less than {least} MiB free.", 60),
        ("index-nodes", "Nodes", count, 6, f"Fewer than {count} nodes have been there for half an hour.", 300),
        ("index-master", "MasterReachableFromNode", 1, 1, "A node does not reach the elected master.", 300),
    )
    for name, metric, limit, windows, meaning, period in rows:
        yield Rule(
            name=name,
            metric=metric,
            statistic="Minimum",
            comparison=Comparison.BELOW,
            threshold=limit,
            breaches=windows,
            windows=windows,
            meaning=meaning,
            period=period,
        )


def _of_cluster(watched: Watched, rule: Rule) -> Alarm:
    return Alarm(
        name=rule.name,
        runbook=rule.runbook,
        meaning=rule.meaning,
        severity=rule.severity,
        metrics=(cluster_metric(watched, rule.metric, rule.statistic),),
        comparison=rule.comparison,
        threshold=rule.threshold,
        period=rule.period,
        windows=rule.windows,
        breaches=rule.breaches,
        missing=rule.missing,
    )


def _lag(watched: Watched, kind: str) -> Alarm:
    return Alarm(
        name=f"index-lag-{kind}",
        runbook="index-lag",
        meaning=f"Changes of kind {kind} reach the index more than {_LATE} seconds after they were made.",
        severity=Severity.TICKET,
        metrics=(own_metric(watched, "IndexLag", "p90", kind=kind),),
        comparison=Comparison.ABOVE,
        threshold=_LATE,
        windows=3,
        breaches=2,
    )


def _drift(watched: Watched, index: str) -> Alarm:
    return Alarm(
        name=f"index-drift-{index}",
        runbook="index-drift",
        meaning=f"The nightly comparison found more than {_TOLERATED_DRIFT} items of {index} that differ.",
        severity=Severity.TICKET,
        metrics=(own_metric(watched, "IndexDrift", "Maximum", index=index),),
        comparison=Comparison.ABOVE,
        threshold=_TOLERATED_DRIFT,
        period=DAY,
        missing=Missing.KEEP,
    )
