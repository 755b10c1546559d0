"""Rules that hand on what AWS's services tell."""

from collections.abc import Iterable

from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from infra_cdk.monitoring.constructs.alarms import runbook_url
from infra_cdk.monitoring.constructs.topics import Topics
from infra_cdk.monitoring.findings import Finding
from infra_cdk.monitoring.somewhere import Somewhere


class Findings(Construct):
    """A rule for each finding, to the topic of its severity."""

    def __init__(
        self, scope: Construct, id: str, place: Somewhere, topics: Topics, findings: Iterable[Finding]
    ) -> None:
        """Make the rules; the default bus of the account carries the events."""
        super().__init__(scope, id)
        for finding in findings:
            rule = events.Rule(
                self,
                finding.name,
                rule_name=place.named(finding.name),
                description=finding.meaning,
                event_pattern=events.EventPattern(
                    source=[finding.source], detail_type=finding.types, detail=finding.detail or None
                ),
            )
            topic = topics.topics[finding.severity]
            rule.add_target(targets.SnsTopic(topic, message=_message(place, finding)))


def _message(place: Somewhere, finding: Finding) -> events.RuleTargetInput:
    """Return what operators read; details stay in the console, for they may name people."""
    field = events.EventField.from_path
    return events.RuleTargetInput.from_text(
        f"{place.named(finding.name)}: {finding.meaning} Severity: {finding.severity}. "
        f"Event {events.EventField.event_id} of {events.EventField.time} in {field('$.region')}, "
        f"{events.EventField.detail_type}, about {field('$.resources')}. "
        f"Runbook: {runbook_url(place, finding.runbook)}"
    )
