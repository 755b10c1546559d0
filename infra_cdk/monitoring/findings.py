"""What AWS's services tell by themselves, as patterns of events, and who is told of it."""

from typing import Any

import msgspec

from infra_cdk.monitoring.model import Severity

_SERIOUS, _GRAVE = 4, 7
"""GuardDuty calls findings from 4 medium and from 7 high."""

_API_CALL = ["AWS API Call via CloudTrail"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Events of ``source`` with one of the ``types`` whose details match ``detail`` (EventBridge's own words)."""

    name: str
    runbook: str
    meaning: str
    severity: Severity
    source: str
    types: list[str]
    detail: dict[str, Any] = {}


FINDINGS = (
    Finding(
        name="backup-job-failed",
        runbook="backup-failed",
        meaning="A backup or its copy abroad failed.",
        severity=Severity.TICKET,
        source="aws.backup",
        types=["Backup Job State Change", "Copy Job State Change"],
        detail={"state": ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"]},
    ),
    Finding(
        name="restore-job-failed",
        runbook="backup-failed",
        meaning="A restore, or the test of one, failed.",
        severity=Severity.TICKET,
        source="aws.backup",
        types=["Restore Job State Change"],
        detail={"$or": [{"status": ["FAILED", "ABORTED"]}, {"validationStatus": ["FAILED", "TIMED_OUT"]}]},
    ),
    Finding(
        name="backup-vault-changed",
        runbook="security-finding",
        meaning="Somebody changed or deleted a vault of backups.",
        severity=Severity.PAGE,
        source="aws.backup",
        types=["Backup Vault State Change"],
        detail={"state": ["MODIFIED", "DELETED"]},
    ),
    Finding(
        name="key-threatened",
        runbook="key-problem",
        meaning="Somebody disabled a key or had it deleted.",
        severity=Severity.PAGE,
        source="aws.kms",
        types=_API_CALL,
        detail={"eventName": ["DisableKey", "ScheduleKeyDeletion", "DeleteImportedKeyMaterial"]},
    ),
    Finding(
        name="key-deleted",
        runbook="key-problem",
        meaning="A key was deleted.",
        severity=Severity.PAGE,
        source="aws.kms",
        types=["KMS CMK Deletion"],
    ),
    Finding(
        name="certificate-ends",
        runbook="certificate",
        meaning="A certificate is about to end, or its renewal waits for somebody.",
        severity=Severity.TICKET,
        source="aws.acm",
        types=[
            "ACM Certificate Approaching Expiration",
            "ACM Certificate Expired",
            "ACM Certificate Renewal Action Required",
        ],
    ),
    Finding(
        name="threat",
        runbook="security-finding",
        meaning="GuardDuty found something of medium severity.",
        severity=Severity.TICKET,
        source="aws.guardduty",
        types=["GuardDuty Finding"],
        detail={"severity": [{"numeric": [">=", _SERIOUS, "<", _GRAVE]}]},
    ),
    Finding(
        name="grave-threat",
        runbook="security-finding",
        meaning="GuardDuty found something of high severity.",
        severity=Severity.PAGE,
        source="aws.guardduty",
        types=["GuardDuty Finding"],
        detail={"severity": [{"numeric": [">=", _GRAVE]}]},
    ),
    Finding(
        name="malware",
        runbook="security-finding",
        meaning="An uploaded document holds malware, or could not be scanned.",
        severity=Severity.TICKET,
        source="aws.guardduty",
        types=["GuardDuty Malware Protection Object Scan Result"],
        detail={"scanResultDetails": {"scanResultStatus": ["THREATS_FOUND", "ACCESS_DENIED", "FAILED"]}},
    ),
    Finding(
        name="posture",
        runbook="security-finding",
        meaning="Security Hub has a new finding of high severity.",
        severity=Severity.TICKET,
        source="aws.securityhub",
        types=["Security Hub Findings - Imported"],
        detail={"findings": {"Severity": {"Label": ["HIGH", "CRITICAL"]}, "Workflow": {"Status": ["NEW"]}}},
    ),
    Finding(
        name="rule-broken",
        runbook="security-finding",
        meaning="A resource no longer follows a rule of AWS Config.",
        severity=Severity.TICKET,
        source="aws.config",
        types=["Config Rules Compliance Change"],
        detail={"newEvaluationResult": {"complianceType": ["NON_COMPLIANT"]}},
    ),
    Finding(
        name="root-signed-in",
        runbook="security-finding",
        meaning="The root user of the account signed in.",
        severity=Severity.PAGE,
        source="aws.signin",
        types=["AWS Console Sign In via CloudTrail"],
        detail={"userIdentity": {"type": ["Root"]}},
    ),
    Finding(
        name="glass-broken",
        runbook="security-finding",
        meaning="Somebody took the role that may destroy keys.",
        severity=Severity.PAGE,
        source="aws.sts",
        types=_API_CALL,
        detail={"eventName": ["AssumeRole"], "requestParameters": {"roleArn": [{"suffix": "break-glass"}]}},
    ),
    Finding(
        name="aws-impaired",
        runbook="region-impaired",
        meaning="AWS reports a problem with a service in this region.",
        severity=Severity.TICKET,
        source="aws.health",
        types=["AWS Health Event"],
        detail={"eventTypeCategory": ["issue"]},
    ),
    Finding(
        name="delivery-failed",
        runbook="delivery",
        meaning="A delivery was stopped or rolled back.",
        severity=Severity.TICKET,
        source="aws.codedeploy",
        types=["CodeDeploy Deployment State-change Notification"],
        detail={"state": ["FAILURE", "STOP"]},
    ),
)

_TOLD_AT_THE_EDGE = ("certificate-ends", "root-signed-in", "glass-broken")
EDGE_FINDINGS = tuple(finding for finding in FINDINGS if finding.name in _TOLD_AT_THE_EDGE)
"""What is told in the edge's region: of its own certificate, and of calls to what is global, the console and roles."""
