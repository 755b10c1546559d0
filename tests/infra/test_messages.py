"""Mail that arrives: signed, aligned, over TLS; what bounces is counted and nobody's address is kept."""

import json

import pytest

from infra_cdk.constructs.messages import MAIL_FROM
from infra_cdk.deployment import Role
from tests.infra.small_stacks import complaints, only, template

RECORD = "AWS::Route53::RecordSet"


@pytest.fixture(params=list(Role))
def place(request, pilot):
    return pilot.home if request.param is Role.HOME else pilot.recovery_place


@pytest.fixture
def stack(place):
    return template(place, "messages")


def records(stack, kind):
    return [each["Properties"] for each in stack.find_resources(RECORD).values() if each["Properties"]["Type"] == kind]


def test_the_identity_is_the_domain_of_the_sender(stack, place):
    identity = only(stack, "AWS::SES::EmailIdentity")
    assert identity["EmailIdentity"] == place.deployment.mail_sender.rpartition("@")[2]


def test_mail_is_signed_by_keys_whose_records_the_zone_has(stack, place):
    assert only(stack, "AWS::SES::EmailIdentity")["DkimSigningAttributes"] == {"NextSigningKeyLength": "RSA_2048_BIT"}
    keys = records(stack, "CNAME")
    assert len(keys) == 3
    assert {key["HostedZoneId"] for key in keys} == {place.deployment.hosted_zone}


def test_bounces_come_back_to_a_name_of_this_region(stack, place):
    """SES takes exactly one MX record there, and it names the region: so the two places need two names."""
    attributes = only(stack, "AWS::SES::EmailIdentity")["MailFromAttributes"]
    name = f"{MAIL_FROM[place.role]}.{place.deployment.domain}"
    assert attributes == {"BehaviorOnMxFailure": "REJECT_MESSAGE", "MailFromDomain": name}
    (exchange,) = records(stack, "MX")
    assert (exchange["Name"], exchange["ResourceRecords"]) == (
        f"{name}.",
        [f"10 feedback-smtp.{place.region}.amazonses.com"],
    )
    assert [each["ResourceRecords"] for each in records(stack, "TXT") if each["Name"] == f"{name}."] == [
        ['"v=spf1 include:amazonses.com ~all"']
    ]


def test_the_two_places_write_no_record_twice(pilot):
    names = [
        {(json.dumps(each["Name"]), each["Type"]) for kind in ("MX", "TXT") for each in records(stack, kind)}
        for stack in (template(place, "messages") for place in (pilot.home, pilot.recovery_place))
    ]
    assert not names[0] & names[1]


def test_the_policy_on_forged_mail_is_said_once(stack, place):
    policies = [each for each in records(stack, "TXT") if each["Name"].startswith("_dmarc.")]
    assert len(policies) == (1 if place.is_home else 0)
    for policy in policies:
        (text,) = policy["ResourceRecords"]
        assert text.startswith('"v=DMARC1; p=quarantine;')
        assert f"rua=mailto:{place.deployment.operations_email}" in text


def test_every_mail_goes_by_the_configuration(stack, place):
    configuration = only(stack, "AWS::SES::ConfigurationSet")
    assert configuration["Name"] == place.named("mail")
    assert configuration["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}
    assert configuration["ReputationOptions"] == {"ReputationMetricsEnabled": True}
    assert configuration["SuppressionOptions"] == {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
    named = only(stack, "AWS::SES::EmailIdentity")["ConfigurationSetAttributes"]["ConfigurationSetName"]["Ref"]
    assert named in stack.find_resources("AWS::SES::ConfigurationSet")


def test_events_are_counted_and_carry_no_address_anywhere(stack):
    destination = only(stack, "AWS::SES::ConfigurationSetEventDestination")["EventDestination"]
    assert {"bounce", "complaint", "reject"} <= set(destination["MatchingEventTypes"])
    assert set(destination) == {"CloudWatchDestination", "Enabled", "MatchingEventTypes"}
    for kind in ("AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::KinesisFirehose::DeliveryStream"):
        stack.resource_count_is(kind, 0)


def test_the_alarms_watch_this_configuration(stack, place):
    """SES measures reputation by the name of the set, which alarms and set must spell alike."""
    from infra_cdk.monitoring.alarms.messages import alarms
    from infra_cdk.monitoring.watched import watched

    metrics = [metric for alarm in alarms(watched(place)) for metric in alarm.metrics if metric.namespace == "AWS/SES"]
    name = only(stack, "AWS::SES::ConfigurationSet")["Name"]
    assert {metric.name for metric in metrics} == {"Reputation.BounceRate", "Reputation.ComplaintRate"}
    assert {metric.dimensions for metric in metrics} == {(("ses:configuration-set", name),)}


def test_cloudformation_knows_all_of_it_in_its_region(stack, place):
    assert complaints(stack, place.region) == []
