"""Every queue of work has dead letters that outlive it, and takes messages from whom it is for."""

import json

import pytest

from chalicelib.resources import QUEUES, STREAM_FAILURES
from infra_cdk.constructs.documents_scan import scan_rule
from infra_cdk.constructs.queues import Queues
from tests.infra.alone import SIZES, alone, statements

QUEUE, POLICY = "AWS::SQS::Queue", "AWS::SQS::QueuePolicy"
DAY = 24 * 3600


@pytest.fixture(scope="module", params=[(size, role) for size in SIZES for role in ("home", "recovery_place")], ids=str)
def variant(request, pilot):
    from msgspec.structs import replace

    size, role = request.param
    place = getattr(replace(pilot, size=size), role)
    return place, alone(place, lambda stack: Queues(stack, "Queues", place))


def queue(found, name):
    return found.one(QUEUE, QueueName=f"padan-pilot-{name}")


def test_queues_are_those_that_handlers_name(variant):
    _, found = variant
    expected = {STREAM_FAILURES.name} | {name for one in QUEUES for name in (one.name, one.dead_letter)}
    assert {one["QueueName"].removeprefix("padan-pilot-") for one in found.of(QUEUE)} == expected


def test_all_are_encrypted_and_refuse_plain_connections(variant):
    _, found = variant
    assert all(one["SqsManagedSseEnabled"] is True for one in found.of(QUEUE))
    policies = found.of(POLICY)
    assert len(policies) == len(found.of(QUEUE))
    for one in policies:
        assert any(
            statement["Effect"] == "Deny" and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
            for statement in one["PolicyDocument"]["Statement"]
        )


def test_work_that_fails_goes_to_its_own_dead_letters_which_live_longer(variant):
    place, found = variant
    for one in QUEUES:
        work, dead = queue(found, one.name), queue(found, one.dead_letter)
        assert work["RedrivePolicy"]["maxReceiveCount"] == one.max_receives
        assert one.dead_letter.replace("-", "") in str(work["RedrivePolicy"]["deadLetterTargetArn"])
        assert work["VisibilityTimeout"] == one.visibility
        assert work["MessageRetentionPeriod"] == 4 * DAY
        assert dead["MessageRetentionPeriod"] == 14 * DAY
        source = f"arn:aws:sqs:{place.region}:000000000000:padan-pilot-{one.name}"
        assert dead["RedriveAllowPolicy"] == {"redrivePermission": "byQueue", "sourceQueueArns": [source]}


def test_failed_records_of_streams_are_kept_and_no_queue_mixes_with_them(variant):
    _, found = variant
    failures = queue(found, STREAM_FAILURES.name)
    assert failures["MessageRetentionPeriod"] == 14 * DAY
    assert failures["RedriveAllowPolicy"] == {"redrivePermission": "denyAll"}


def from_outside(found):
    """Statements that let somebody send who is not of the account, with the queue that they are about."""
    return [
        (json.dumps(one["Queues"]), statement)
        for one in found.of(POLICY)
        for statement in statements(one["PolicyDocument"]).values()
        if statement["Effect"] == "Allow"
    ]


def test_only_the_rule_of_scanned_documents_sends_to_uploads_and_their_dead_letters(variant):
    place, found = variant
    rule = f"arn:aws:events:{place.region}:000000000000:rule/{scan_rule(place)}"
    sending = [statement for queues, statement in from_outside(found) if "Queuesdocuments" in queues]
    assert len(sending) == 2
    for statement in sending:
        assert statement["Action"] == "sqs:SendMessage"
        assert statement["Condition"] == {"ArnEquals": {"aws:SourceArn": rule}}


def test_only_rules_of_this_deployment_send_from_outside(variant):
    place, found = variant
    rules = f"arn:aws:events:{place.region}:000000000000:rule/padan-pilot-"
    queues = [queues for queues, _ in from_outside(found)]
    assert not [one for one in queues if "partneritems" in one or "notifications" in one]
    for _, statement in from_outside(found):
        assert statement["Principal"] == {"Service": "events.amazonaws.com"}
        sources = statement["Condition"]["ArnEquals"]["aws:SourceArn"]
        assert all(source.startswith(rules) for source in ([sources] if isinstance(sources, str) else sources))
