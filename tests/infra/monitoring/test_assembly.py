"""What alarms look at is what the other stacks make, under the very same names."""

import json
import re

import pytest

_NAMED = {
    "FunctionName": ("AWS::Serverless::Function", "FunctionName"),
    "QueueName": ("AWS::SQS::Queue", "QueueName"),
    "TableName": ("AWS::DynamoDB::GlobalTable", "TableName"),
    "DomainName": ("AWS::OpenSearchService::Domain", "DomainName"),
    "ApiName": ("AWS::Serverless::Api", "Name"),
    "WebACL": ("AWS::WAFv2::WebACL", "Name"),
    "BackupVaultName": ("AWS::Backup::BackupVault", "BackupVaultName"),
    "SourceBucket": ("AWS::S3::Bucket", "BucketName"),
    "CanaryName": ("AWS::Synthetics::Canary", "Name"),
    "ses:configuration-set": ("AWS::SES::ConfigurationSet", "Name"),
}
"""Dimension of a metric: the type of what it names, and the property that has the name."""


@pytest.fixture(params=["home", "recovery"])
def role(request):
    return request.param


def resources(assembly, role, kind):
    stacks = f"padan-pilot-{role}-"
    return [resource["Properties"] for stack, _, resource in assembly.resources(kind) if stack.startswith(stacks)]


def watched(assembly, role):
    """Every dimension that an alarm of a place looks at, as pairs."""
    for alarm in resources(assembly, role, "AWS::CloudWatch::Alarm"):
        metrics = [query["MetricStat"]["Metric"] for query in alarm.get("Metrics", ()) if "MetricStat" in query]
        for metric in metrics or [alarm]:
            yield from ((each["Name"], each["Value"]) for each in metric.get("Dimensions", ()))


@pytest.mark.parametrize("dimension", sorted(_NAMED))
def test_names_in_alarms_are_names_of_resources(assembly, role, dimension):
    kind, field = _NAMED[dimension]
    looked_at = {value for name, value in watched(assembly, role) if name == dimension}
    made = {resource.get(field) for resource in resources(assembly, role, kind)}
    if dimension == "TableName" and role == "recovery":
        made = {name for name in looked_at if name in _replicas(assembly)}
    assert looked_at or (role == "recovery" and dimension in ("BackupVaultName", "SourceBucket"))
    assert looked_at <= made


def _replicas(assembly):
    """Tables that have a replica in the recovery region."""
    tables = [properties["Properties"] for _, _, properties in assembly.resources("AWS::DynamoDB::GlobalTable")]
    return {table["TableName"] for table in tables if len(table["Replicas"]) > 1}


def test_deliveries_watch_alarms_that_are_there(assembly, role):
    made = {alarm["AlarmName"] for alarm in resources(assembly, role, "AWS::CloudWatch::Alarm")}
    watching = [
        name
        for function in resources(assembly, role, "AWS::Serverless::Function")
        for name in function.get("DeploymentPreference", {}).get("Alarms", ())
    ]
    assert watching
    assert set(watching) <= made
    assert {name for name in made if name.endswith("-errors-live")} == set(watching)


def test_lines_are_counted_in_groups_that_are_there(assembly, role):
    made = {group.get("LogGroupName") for group in resources(assembly, role, "AWS::Logs::LogGroup") if _plain(group)}
    counted = {each["LogGroupName"] for each in resources(assembly, role, "AWS::Logs::MetricFilter")}
    assert counted
    assert counted <= made


def _plain(group):
    return isinstance(group.get("LogGroupName"), str)


def test_every_log_group_has_an_end(assembly, role):
    groups = resources(assembly, role, "AWS::Logs::LogGroup")
    assert groups
    assert all(group.get("RetentionInDays") for group in groups)


def test_the_rule_that_copies_objects_is_the_one_that_is_watched(assembly):
    watched_rules = {value for name, value in watched(assembly, "home") if name == "RuleId"}
    made = {
        rule["Id"]
        for bucket in resources(assembly, "home", "AWS::S3::Bucket")
        for rule in bucket.get("ReplicationConfiguration", {}).get("Rules", ())
    }
    assert watched_rules == made


def test_gateways_and_certificates_of_the_place_are_watched(assembly, role):
    named = {name: json.dumps(value) for name, value in watched(assembly, role)}
    assert re.search("NatGateway|NATGateway", named["NatGatewayId"])
    assert "Certificate" in named["CertificateArn"]


@pytest.mark.parametrize(("later", "earlier"), [("monitoring", "platform"), ("alarms", "monitoring")])
def test_filters_come_after_the_functions_and_composites_after_their_parts(assembly, role, later, earlier):
    manifest = json.loads((assembly.folder / "manifest.json").read_text())
    needed = manifest["artifacts"][f"padan-pilot-{role}-{later}"]["dependencies"]
    assert f"padan-pilot-{role}-{earlier}" in needed
