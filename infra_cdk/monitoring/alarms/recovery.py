"""Alarms of what a recovery needs: backups that were made, and objects that were copied abroad."""

from collections.abc import Iterator

from infra_cdk.monitoring.model import DAY, Alarm, Comparison, Metric, Missing, Severity
from infra_cdk.monitoring.watched import Watched


def alarms(watched: Watched) -> Iterator[Alarm]:
    """Backups are made at home; failed jobs are told by events (see `infra_cdk.monitoring.findings`)."""
    if watched.place.is_home:
        yield _no_backup(watched)
    for bucket in watched.buckets:
        yield _objects_behind(watched, bucket)
        yield _objects_failed(watched, bucket)


def _no_backup(watched: Watched) -> Alarm:
    dimensions = (("BackupVaultName", watched.vault),)
    made = Metric(namespace="AWS/Backup", name="NumberOfBackupJobsCompleted", statistic="Sum", dimensions=dimensions)
    return Alarm(
        name="backup-missing",
        runbook="backup-failed",
        meaning="No backup was completed for two days.",
        severity=Severity.PAGE,
        metrics=(made,),
        comparison=Comparison.BELOW,
        period=DAY,
        windows=2,
        breaches=2,
        missing=Missing.ALARMING,
    )


def _objects_behind(watched: Watched, bucket: str) -> Alarm:
    return Alarm(
        name=f"{bucket}-objects-behind",
        runbook="replication-lag",
        meaning=f"Objects of the bucket {bucket} wait more than fifteen minutes to be copied abroad.",
        severity=Severity.TICKET,
        metrics=(_objects(watched, bucket, "ReplicationLatency", "Maximum"),),
        comparison=Comparison.ABOVE,
        threshold=900,
        windows=3,
        breaches=3,
    )


def _objects_failed(watched: Watched, bucket: str) -> Alarm:
    return Alarm(
        name=f"{bucket}-objects-not-copied",
        runbook="replication-lag",
        meaning=f"Objects of the bucket {bucket} could not be copied abroad.",
        severity=Severity.TICKET,
        metrics=(_objects(watched, bucket, "OperationsFailedReplication", "Sum"),),
        period=900,
    )


def _objects(watched: Watched, bucket: str, name: str, statistic: str) -> Metric:
    place = watched.place
    dimensions = (
        ("DestinationBucket", place.deployment.recovery_place.bucket(bucket)),
        ("RuleId", watched.replication_rule),
        ("SourceBucket", place.bucket(bucket)),
    )
    return Metric(namespace="AWS/S3", name=name, statistic=statistic, dimensions=dimensions)
