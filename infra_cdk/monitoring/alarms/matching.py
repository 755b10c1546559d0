"""Alarms of the nightly matching: a run that failed, or that took too long."""

from collections.abc import Iterator

from infra_cdk.functions.machine import NAME
from infra_cdk.monitoring.model import Alarm, Metric, Severity
from infra_cdk.monitoring.watched import Watched


def alarms(watched: Watched) -> Iterator[Alarm]:
    """One for each way to end without a result; that no run is begun, the alarm on its schedule tells."""
    for metric, meaning in (
        ("ExecutionsFailed", "The nightly matching failed: results of the night before are read on."),
        (
            "ExecutionsTimedOut",
            "The nightly matching took too long: results of the night before are read on.",
        ),
        ("ExecutionsAborted", "Somebody stopped the nightly matching: results of the night before are read on."),
    ):
        yield Alarm(
            name=f"matching-{metric.removeprefix('Executions').lower()}",
            runbook="matching-failed",
            meaning=meaning,
            severity=Severity.TICKET,
            metrics=(
                Metric(
                    namespace="AWS/States",
                    name=metric,
                    statistic="Sum",
                    dimensions=(("StateMachineArn", machine_arn(watched)),),
                ),
            ),
        )


def machine_arn(watched: Watched) -> str:
    """Return the ARN of the state machine of the place."""
    place = watched.place
    return f"arn:aws:states:{place.region}:{place.deployment.account}:stateMachine:{place.named(NAME)}"
