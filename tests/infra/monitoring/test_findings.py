"""What AWS's services tell reaches the right people, and what is ordinary reaches nobody. Events as AWS shapes them."""

import json

import pytest

from infra_cdk.monitoring.findings import EDGE_FINDINGS, FINDINGS
from infra_cdk.monitoring.model import Severity
from tests.infra.monitoring.patterns import matches

RULE = "AWS::Events::Rule"


def _event(source, kind, **detail):
    return {"source": f"aws.{source}", "detail-type": kind, "detail": detail}


def _call(source, name, **more):
    return _event(source, "AWS API Call via CloudTrail", eventName=name, **more)


BACKUP, COPY, RESTORE = (f"{what} Job State Change" for what in ("Backup", "Copy", "Restore"))
SCAN, FINDING = "GuardDuty Malware Protection Object Scan Result", "GuardDuty Finding"
HUB, CONFIG = "Security Hub Findings - Imported", "Config Rules Compliance Change"
DEPLOY = "CodeDeploy Deployment State-change Notification"
_NEW = {"Status": "NEW"}

TOLD = [
    (_event("backup", BACKUP, state="FAILED", resourceType="DynamoDB"), {"backup-job-failed"}),
    (_event("backup", BACKUP, state="COMPLETED"), set()),
    (_event("backup", COPY, state="FAILED"), {"backup-job-failed"}),
    (_event("backup", RESTORE, status="FAILED"), {"restore-job-failed"}),
    (_event("backup", RESTORE, status="COMPLETED", validationStatus="TIMED_OUT"), {"restore-job-failed"}),
    (_event("backup", RESTORE, status="COMPLETED", validationStatus="SUCCESSFUL"), set()),
    (_event("backup", "Backup Vault State Change", state="DELETED"), {"backup-vault-changed"}),
    (_event("backup", "Backup Vault State Change", state="CREATED"), set()),
    (_call("kms", "ScheduleKeyDeletion"), {"key-threatened"}),
    (_call("kms", "Decrypt"), set()),
    (_event("kms", "KMS CMK Deletion", **{"key-id": "k"}), {"key-deleted"}),
    (_event("acm", "ACM Certificate Approaching Expiration", DaysToExpiry=31), {"certificate-ends"}),
    (_event("guardduty", FINDING, severity=2.0), set()),
    (_event("guardduty", FINDING, severity=4), {"threat"}),
    (_event("guardduty", FINDING, severity=6.9), {"threat"}),
    (_event("guardduty", FINDING, severity=8), {"grave-threat"}),
    (_event("guardduty", SCAN, scanResultDetails={"scanResultStatus": "THREATS_FOUND"}), {"malware"}),
    (_event("guardduty", SCAN, scanResultDetails={"scanResultStatus": "NO_THREATS_FOUND"}), set()),
    (_event("securityhub", HUB, findings=[{"Severity": {"Label": "HIGH"}, "Workflow": _NEW}]), {"posture"}),
    (_event("securityhub", HUB, findings=[{"Severity": {"Label": "LOW"}, "Workflow": _NEW}]), set()),
    (_event("config", CONFIG, newEvaluationResult={"complianceType": "NON_COMPLIANT"}), {"rule-broken"}),
    (_event("config", CONFIG, newEvaluationResult={"complianceType": "COMPLIANT"}), set()),
    (_event("signin", "AWS Console Sign In via CloudTrail", userIdentity={"type": "Root"}), {"root-signed-in"}),
    (_event("signin", "AWS Console Sign In via CloudTrail", userIdentity={"type": "IAMUser"}), set()),
    (_call("sts", "AssumeRole", requestParameters={"roleArn": "arn:aws:iam::0:role/p-break-glass"}), {"glass-broken"}),
    (_call("sts", "AssumeRole", requestParameters={"roleArn": "arn:aws:iam::0:role/p-api"}), set()),
    (_event("health", "AWS Health Event", eventTypeCategory="issue", service="DYNAMODB"), {"aws-impaired"}),
    (_event("health", "AWS Health Event", eventTypeCategory="accountNotification"), set()),
    (_event("codedeploy", DEPLOY, state="FAILURE"), {"delivery-failed"}),
    (_event("codedeploy", DEPLOY, state="SUCCESS"), set()),
]


@pytest.fixture(scope="module")
def patterns(of_type, pilot):
    """The pattern of each rule by its name, as CloudFormation gets it."""
    rules = [each["Properties"] for each in of_type(pilot.home, RULE)]
    return {rule["Name"].removeprefix("padan-pilot-"): rule["EventPattern"] for rule in rules}


@pytest.mark.parametrize(("event", "told"), TOLD)
def test_an_event_is_told_as_what_it_is(patterns, event, told):
    assert {name for name, pattern in patterns.items() if matches(pattern, event)} == told


def test_every_finding_is_tried(patterns):
    assert {name for _, told in TOLD for name in told} == set(patterns) == {finding.name for finding in FINDINGS}


def test_grave_ones_wake_someone(of_type, pilot):
    for rule in of_type(pilot.home, RULE):
        name = rule["Properties"]["Name"].removeprefix("padan-pilot-")
        (finding,) = (each for each in FINDINGS if each.name == name)
        (target,) = rule["Properties"]["Targets"]
        word = {Severity.PAGE: "TopicsPage", Severity.TICKET: "TopicsTicket"}[finding.severity]
        assert word in json.dumps(target["Arn"])


def test_the_message_names_the_runbook_and_no_details(of_type, pilot):
    for rule in of_type(pilot.home, RULE):
        (target,) = rule["Properties"]["Targets"]
        transformed = json.dumps(target["InputTransformer"])
        assert "Runbook: docs/runbooks/" in transformed
        assert "$.detail." not in transformed
        assert set(target["InputTransformer"]["InputPathsMap"].values()) == {
            "$.id",
            "$.time",
            "$.region",
            "$.detail-type",
            "$.resources",
        }


def test_the_edge_is_told_of_what_is_global():
    assert {finding.name for finding in EDGE_FINDINGS} == {"certificate-ends", "root-signed-in", "glass-broken"}


def test_a_region_that_keeps_data_alone_is_heard_too(synthesize, varied):
    template = synthesize(varied(recovery="cold")).templates["padan-pilot-recovery-monitoring"]
    kinds = [resource["Type"] for resource in template["Resources"].values()]
    assert kinds.count(RULE) == len(FINDINGS)
    assert "AWS::CloudWatch::Alarm" not in kinds
