"""Scanned documents, clean or not, come to the queue of uploads in the form that the platform reads."""

import json
import re

import pytest

from chalicelib.documents.files import key_of
from chalicelib.documents.queueing import uploaded_keys
from infra_cdk.constructs.buckets import Buckets
from infra_cdk.constructs.documents_scan import DocumentsScan
from infra_cdk.constructs.keys import Keys
from infra_cdk.constructs.queues import Queues
from infra_cdk.deployment import Role
from tests.infra.alone import alone


def made(deployment, role):
    """The scan in the place of a role, with what it needs there."""
    place = deployment.home if role is Role.HOME else deployment.recovery_place

    def build(stack):
        key = Keys(stack, "Keys", place).data
        documents = Buckets(stack, "Buckets", place, key).documents
        DocumentsScan(stack, "Scan", place, documents, key, Queues(stack, "Queues", place).uploads)

    return place, alone(place, build)


@pytest.fixture(scope="module", params=list(Role))
def scan(request, pilot):
    from msgspec.structs import replace

    return made(replace(pilot, personal_data_abroad=True, active=request.param), request.param)


@pytest.mark.parametrize("standby", list(Role))
def test_the_place_that_stands_by_scans_nothing_again(varied, standby):
    active = Role.RECOVERY if standby is Role.HOME else Role.HOME
    _, found = made(varied(personal_data_abroad=True, active=active), standby)
    assert found.of("AWS::GuardDuty::MalwareProtectionPlan") == []
    assert found.one("AWS::Events::Rule")["State"] == "DISABLED"


def test_the_active_place_announces_what_was_scanned(scan):
    _, found = scan
    assert found.one("AWS::Events::Rule")["State"] == "ENABLED"


def test_every_document_is_scanned_and_tagged(scan):
    _, found = scan
    plan = found.one("AWS::GuardDuty::MalwareProtectionPlan")
    assert plan["Actions"] == {"Tagging": {"Status": "ENABLED"}}
    assert "Bucketsdocuments" in str(plan["ProtectedResource"]["S3Bucket"]["BucketName"])
    assert "ObjectPrefixes" not in plan["ProtectedResource"]["S3Bucket"]


def test_the_bucket_tells_the_event_bus_of_uploads(scan):
    _, found = scan
    documents = found.named("AWS::S3::Bucket", '"BucketName": "padan-pilot-documents-')
    assert documents["NotificationConfiguration"] == {"EventBridgeConfiguration": {"EventBridgeEnabled": True}}


def test_the_rule_hears_of_this_bucket_whatever_was_found(scan):
    place, found = scan
    pattern = found.one("AWS::Events::Rule")["EventPattern"]
    assert pattern["source"] == ["aws.guardduty"]
    assert pattern["detail"] == {"s3ObjectDetails": {"bucketName": [place.bucket("documents")]}}


def test_what_the_rule_sends_is_read_as_an_upload(scan):
    _, found = scan
    (target,) = found.one("AWS::Events::Rule")["Targets"]
    transformer = target["InputTransformer"]
    event = {"detail": {"s3ObjectDetails": {"objectKey": key_of("per_1", "doc_2")}}}
    values = {name: _at(event, path) for name, path in transformer["InputPathsMap"].items()}
    message = re.sub(r"<(\w+)>", lambda found: values[found[1]], transformer["InputTemplate"])
    json.loads(message)
    assert list(uploaded_keys(message)) == ["people/per_1/doc_2"]


def _at(event, path):
    for step in path.removeprefix("$.").split("."):
        event = event[step]
    return event


def test_what_cannot_be_sent_is_a_dead_letter(scan):
    _, found = scan
    (target,) = found.one("AWS::Events::Rule")["Targets"]
    assert "Queuesdocumentsdead" in str(target["DeadLetterConfig"]["Arn"])
    assert target["RetryPolicy"]["MaximumEventAgeInSeconds"] == 86400


def test_the_scan_may_read_and_tag_and_nothing_else(scan):
    place, found = scan
    role = found.one("AWS::IAM::Role", RoleName=f"padan-pilot-{place.role}-documents-scan")
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "malware-protection-plan.guardduty.amazonaws.com"}
    policy = found.named("AWS::IAM::ManagedPolicy", "s3:PutObjectVersionTagging")
    scanning = [s for s in policy["PolicyDocument"]["Statement"] if "s3:GetObjectTagging" in s["Action"]]
    assert len(scanning) == 1
    actions = {
        action
        for statement in policy["PolicyDocument"]["Statement"]
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    }
    assert not {action for action in actions if "Delete" in action and not action.startswith("events:")}
    assert all(statement["Resource"] != "*" for statement in policy["PolicyDocument"]["Statement"])
