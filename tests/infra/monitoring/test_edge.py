"""What watches the edge."""

import json

import pytest

from infra_cdk.monitoring.alarms.edge import edge_alarms


@pytest.fixture(scope="module")
def template(pilot):
    from aws_cdk import App, Environment, Stack
    from aws_cdk import aws_kms as kms
    from aws_cdk.assertions import Template

    from infra_cdk.monitoring.constructs.edge import EdgeMonitoring

    stack = Stack(App(), "edge", env=Environment(account=pilot.account, region="us-east-1"))
    EdgeMonitoring(stack, "Monitoring", pilot, kms.Key(stack, "Key"), "arn:aws:acm:x:0:certificate/1", "E123")
    return Template.from_stack(stack).to_json()["Resources"]


def _of(template, kind):
    return [each["Properties"] for each in template.values() if each["Type"] == kind]


def test_names_tell_the_edge_from_the_places(template):
    assert {alarm["AlarmName"] for alarm in _of(template, "AWS::CloudWatch::Alarm")} == {
        f"padan-pilot-edge-{name}" for name in ("errors", "firewall-surge", "certificate-expires", "spending")
    }
    assert {topic["TopicName"] for topic in _of(template, "AWS::SNS::Topic")} == {
        f"padan-pilot-edge-{name}" for name in ("pages", "tickets", "signals")
    }


def test_the_bill_is_compared_with_the_budget(pilot):
    (spending,) = (alarm for alarm in edge_alarms(pilot, "c", "d") if alarm.name == "spending")
    assert (spending.metrics[0].namespace, spending.threshold) == ("AWS/Billing", 6_000)


def test_a_firewall_of_cloudfront_has_no_region(pilot):
    (surge,) = (alarm for alarm in edge_alarms(pilot, "c", "d") if alarm.name == "firewall-surge")
    assert dict(surge.metrics[0].dimensions) == {"Rule": "ALL", "WebACL": "padan-pilot-edge"}


def test_the_key_admits_those_who_send(template):
    (key,) = _of(template, "AWS::KMS::Key")
    assert "cloudwatch.amazonaws.com" in json.dumps(key["KeyPolicy"])
    (bus,) = (each for each in key["KeyPolicy"]["Statement"] if each.get("Sid") == "EventBus")
    assert bus["Condition"]["ArnLike"]["kms:EncryptionContext:aws:sns:topicArn"].startswith("arn:aws:sns:us-east-1:")
