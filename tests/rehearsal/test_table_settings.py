"""What a table should have is read from its template, found out, and applied, and only what is lacking."""

import contextlib
import json

import pytest

from infra_cdk.drills.following import follow
from infra_cdk.drills.table_completing import apply, lacking
from infra_cdk.drills.table_settings import settings_of

HOME, AWAY = "ap-southeast-3", "ap-southeast-1"


def _replica(region):
    return {
        "Region": region,
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 7},
        "DeletionProtectionEnabled": True,
        "ContributorInsightsSpecification": {"Enabled": True},
        "GlobalSecondaryIndexes": [{"IndexName": "by_due", "ContributorInsightsSpecification": {"Enabled": True}}],
        "Tags": [{"Key": "stage", "Value": "pilot"}],
    }


@pytest.fixture
def settings(stack):
    properties = {
        "TableName": "vacancies",
        "StreamSpecification": {"StreamViewType": "NEW_AND_OLD_IMAGES"},
        "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True},
        "Replicas": [_replica(AWAY), _replica(HOME)],
    }
    table = {"Type": "AWS::DynamoDB::GlobalTable", "Properties": properties}
    return settings_of((stack({"Table": table}),))["vacancies"]


@pytest.fixture
def clients(emulator):
    from infra_cdk.rehearsal import account

    return lambda service, region: account.client(service, emulator.url, region)


@pytest.fixture
def table(clients):
    tables = clients("dynamodb", HOME)
    tables.create_table(
        TableName="vacancies",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "due")],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by_due",
                "KeySchema": [{"AttributeName": "due", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
    )
    tables.put_item(TableName="vacancies", Item={"pk": {"S": "one"}})
    yield tables
    for region in (AWAY, HOME):
        there = clients("dynamodb", region)
        with contextlib.suppress(there.exceptions.ResourceNotFoundException):
            there.update_table(TableName="vacancies", DeletionProtectionEnabled=False)
            there.delete_table(TableName="vacancies")


def test_the_home_region_comes_first(settings):
    assert [place.region for place in settings.regions] == [HOME, AWAY]
    assert settings.regions[0].insights == ("", "by_due")
    assert (settings.stream, settings.expires, settings.home) == ("NEW_AND_OLD_IMAGES", "expires", HOME)


@pytest.mark.emulator
def test_a_bare_table_lacks_everything_and_then_nothing(settings, clients, table):
    applied = apply(settings, clients)
    of_region = (
        "point-in-time recovery",
        "deletion protection",
        "contributor insights",
        "contributor insights of by_due",
        "tags",
    )
    # The emulator copies indexes' insights with neither; each aspect is reported once, in order.
    assert applied[:3] == ("stream", "time to live", f"replica in {AWAY}")
    assert applied[3:8] == tuple(f"{name} in {HOME}" for name in of_region)
    assert lacking(settings, clients) == ()
    assert apply(settings, clients) == ()
    replica = clients("dynamodb", AWAY).get_item(TableName="vacancies", Key={"pk": {"S": "one"}})
    assert replica["Item"]["pk"]["S"] == "one"


@pytest.mark.emulator
def test_one_missing_thing_is_named_and_mended(settings, clients, table):
    apply(settings, clients)
    table.update_time_to_live(
        TableName="vacancies", TimeToLiveSpecification={"Enabled": False, "AttributeName": "expires"}
    )
    clients("dynamodb", AWAY).update_table(TableName="vacancies", DeletionProtectionEnabled=False)
    assert lacking(settings, clients) == ("time to live", f"deletion protection in {AWAY}")
    assert apply(settings, clients) == ("time to live", f"deletion protection in {AWAY}")


class _SaysDays:
    """Tables that say over how many days they can be put back, as DynamoDB does and the emulator does not."""

    def __init__(self, tables, days):
        self._tables, self._days = tables, days

    def __getattr__(self, name):
        return getattr(self._tables, name)

    def describe_continuous_backups(self, **asked):
        found = self._tables.describe_continuous_backups(**asked)
        found["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]["RecoveryPeriodInDays"] = self._days
        return found


def _saying(clients, days):
    return lambda service, region: _SaysDays(clients(service, region), days)


@pytest.mark.emulator
def test_recovery_over_other_days_is_lacking_and_waited_for_no_longer_than_said(settings, clients, table):
    apply(settings, clients)
    assert lacking(settings, _saying(clients, 7)) == ()
    assert set(lacking(settings, _saying(clients, 35))) == {
        f"point-in-time recovery in {region}" for region in (HOME, AWAY)
    }
    with pytest.raises(TimeoutError, match=f"vacancies: point-in-time recovery in {HOME}: not within 0.3 s"):
        apply(settings, _saying(clients, 35), patience=0.3)


def _policy(region, *actions):
    refusal = {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": list(actions), "Resource": f"table in {region}"}
    return {"Version": "2012-10-17", "Statement": [refusal]}


@pytest.fixture
def append_only(stack):
    def replica(region):
        return _replica(region) | {"ResourcePolicy": {"PolicyDocument": _policy(region, "dynamodb:UpdateItem")}}

    properties = {"TableName": "vacancies", "Replicas": [replica(HOME), replica(AWAY)]}
    table = {"Type": "AWS::DynamoDB::GlobalTable", "Properties": properties}
    return settings_of((stack({"Table": table}),))["vacancies"]


def _stands(clients, region):
    tables = clients("dynamodb", region)
    arn = tables.describe_table(TableName="vacancies")["Table"]["TableArn"]
    return tables, arn, json.loads(tables.get_resource_policy(ResourceArn=arn)["Policy"])


@pytest.mark.emulator
def test_a_table_that_is_only_added_to_refuses_changes_again_in_every_region(append_only, clients, table):
    policies = tuple(f"resource policy in {region}" for region in (HOME, AWAY))
    applied = apply(append_only, clients)
    assert set(policies) <= set(applied)
    assert lacking(append_only, clients) == ()
    for region in (HOME, AWAY):
        assert _stands(clients, region)[2] == _policy(region, "dynamodb:UpdateItem")


@pytest.mark.emulator
def test_another_policy_is_found_and_replaced_and_the_same_one_in_other_words_is_not(append_only, clients, table):
    apply(append_only, clients)
    tables, arn, _ = _stands(clients, HOME)
    same = _policy(HOME, "dynamodb:UpdateItem")
    same["Statement"] = same["Statement"][0] | {"Action": "dynamodb:UpdateItem"}
    tables.put_resource_policy(ResourceArn=arn, Policy=json.dumps(same))
    assert lacking(append_only, clients) == ()
    weaker = _policy(HOME, "dynamodb:DeleteItem")
    tables.put_resource_policy(ResourceArn=arn, Policy=json.dumps(weaker))
    assert lacking(append_only, clients) == (f"resource policy in {HOME}",)
    assert apply(append_only, clients) == (f"resource policy in {HOME}",)
    assert _stands(clients, HOME)[2] == _policy(HOME, "dynamodb:UpdateItem")


def test_a_table_of_the_others_has_no_policy_to_restore(settings):
    assert {place.policy for place in settings.regions} == {""}


class _Lambda:
    def __init__(self, *mappings):
        self.mappings = list(mappings)

    def get_paginator(self, operation):
        assert operation == "list_event_source_mappings"
        return self

    def paginate(self):
        return [{"EventSourceMappings": list(self.mappings)}]

    def create_event_source_mapping(self, **told):
        name = told.pop("FunctionName")
        state = "Enabled" if told.pop("Enabled") else "Disabled"
        self.mappings.append({"UUID": "new", "FunctionArn": name, "State": state, **told})

    def delete_event_source_mapping(self, UUID):  # noqa: N803 - boto3's own name
        self.mappings = [each for each in self.mappings if each["UUID"] != UUID]


class _Tables:
    def describe_table(self, TableName):  # noqa: N803 - boto3's own name
        return {"Table": {"LatestStreamArn": f"arn:aws:dynamodb:r:1:table/{TableName}/stream/new"}}


def test_functions_follow_the_new_stream_with_their_settings_and_others_stay():
    old = {
        "UUID": "old",
        "FunctionArn": "index",
        "EventSourceArn": "arn:aws:dynamodb:r:1:table/vacancies/stream/old",
        "BatchSize": 100,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "MaximumRetryAttempts": 5,
        "State": "Disabled",
    }
    other = {"UUID": "other", "FunctionArn": "people", "EventSourceArn": "arn:aws:dynamodb:r:1:table/people/stream/old"}
    functions = _Lambda(old, other)
    parts = {"lambda": functions, "dynamodb": _Tables()}
    assert follow("vacancies", [HOME], lambda service, region: parts[service]) == ("index",)
    kept, made = functions.mappings
    assert kept == other
    assert made["EventSourceArn"].endswith("/stream/new")
    assert {name: made[name] for name in ("BatchSize", "MaximumRetryAttempts", "State", "StartingPosition")} == {
        "BatchSize": 100,
        "MaximumRetryAttempts": 5,
        "State": "Disabled",
        "StartingPosition": "TRIM_HORIZON",
    }
    assert follow("vacancies", [HOME], lambda service, region: parts[service]) == ()
