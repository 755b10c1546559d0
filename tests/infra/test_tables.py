"""Tables are encrypted, restorable, protected and tagged, here and abroad; people's tables leave by decision alone."""

import pytest

from infra_cdk.constructs.keys import Keys
from infra_cdk.constructs.tables import Tables
from infra_cdk.data.backups import KEYS
from infra_cdk.data.classification import TABLES, DataClass
from infra_cdk.data.models import tables
from infra_cdk.deployment import SIZES as CAPACITIES
from tests.infra.alone import SIZES, alone

TABLE = "AWS::DynamoDB::GlobalTable"
HOME, ABROAD = "ap-southeast-3", "ap-southeast-1"
PERSONAL = {name for name, data_class in TABLES.items() if data_class is DataClass.PERSONAL}


def made(deployment):
    place = deployment.home

    def build(stack):
        Tables(stack, "Tables", place, Keys(stack, "Keys", place))

    found = alone(place, build)
    prefix = deployment.prefix
    return {one["Properties"]["TableName"].removeprefix(prefix): one for one in found.whole(TABLE)}


@pytest.fixture(
    scope="module",
    params=[
        *((size, abroad, "on-demand") for size in SIZES for abroad in (False, True)),
        ("worknet", True, "autoscaled"),
    ],
    ids=str,
)
def variant(request, pilot):
    from msgspec.structs import replace

    size, abroad, mode = request.param
    deployment = replace(pilot, size=size, personal_data_abroad=abroad, table_mode=mode)
    return deployment, made(deployment)


def replicas(table):
    return {one["Region"]: one for one in table["Properties"]["Replicas"]}


def test_every_model_has_a_class_and_every_class_a_model():
    assert {table.name for table in tables()} == set(TABLES)


def test_every_model_has_a_table_that_stays(variant):
    _, found = variant
    assert set(found) == set(TABLES)
    assert {one["DeletionPolicy"] for one in found.values()} == {"Retain"}
    assert {one["UpdateReplacePolicy"] for one in found.values()} == {"Retain"}


def test_people_are_abroad_only_by_decision(variant):
    deployment, found = variant
    for name, table in found.items():
        may_leave = name not in PERSONAL or deployment.personal_data_abroad
        assert set(replicas(table)) == ({HOME, ABROAD} if may_leave else {HOME})


def test_each_copy_is_restorable_protected_watched_and_encrypted_by_our_key(variant):
    _, found = variant
    for name, table in found.items():
        days = 7 if name == KEYS else 35
        assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
        for region, copy in replicas(table).items():
            recovery = copy["PointInTimeRecoverySpecification"]
            assert recovery == {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": days}
            assert copy["DeletionProtectionEnabled"] is True
            assert copy["ContributorInsightsSpecification"] == {"Enabled": True, "Mode": "THROTTLED_KEYS"}
            key = copy["SSESpecification"]["KMSMasterKeyId"]
            assert "KeysData" in str(key)
            assert (region == HOME) or ABROAD in str(key)


def test_each_copy_says_whose_data_it_holds_and_that_it_is_backed_up(variant):
    deployment, found = variant
    for name, table in found.items():
        for copy in replicas(table).values():
            assert {tag["Key"]: tag["Value"] for tag in copy["Tags"]} == {
                "application": "padan",
                "stage": "pilot",
                "owner": deployment.operations_email,
                "data-class": TABLES[name].value,
                **({} if name == KEYS else {"backup": "planned"}),
            }


def test_keys_streams_indices_and_expiry_are_the_models(variant):
    _, found = variant
    for table in tables():
        properties = found[table.name]["Properties"]
        names = [key["AttributeName"] for key in properties["KeySchema"]]
        assert names == [key.name for key in (table.partition, table.sort) if key]
        indices = {one["IndexName"]: one["Projection"] for one in properties.get("GlobalSecondaryIndexes", [])}
        assert {index.name: _projection(index.carries) for index in table.indexes} == indices
        assert ("TimeToLiveSpecification" in properties) is table.expires
        if table.stream:
            assert properties["StreamSpecification"]["StreamViewType"] == table.stream.value


def _projection(carries):
    if carries is None:
        return {"ProjectionType": "ALL"}
    return (
        {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(carries)} if carries else {"ProjectionType": "KEYS_ONLY"}
    )


def test_indices_carry_no_more_than_the_models_say(variant):
    _, found = variant
    indices = found["vacancies"]["Properties"]["GlobalSecondaryIndexes"]
    assert {one["Projection"]["ProjectionType"] for one in indices} == {"KEYS_ONLY", "INCLUDE"}


def test_the_bill_has_a_ceiling(variant):
    deployment, found = variant
    capacity = CAPACITIES[deployment.size]
    for table in found.values():
        properties = table["Properties"]
        if deployment.table_mode == "on-demand":
            assert properties["BillingMode"] == "PAY_PER_REQUEST"
            assert properties["WriteOnDemandThroughputSettings"] == {"MaxWriteRequestUnits": capacity.most_units}
            for index in properties.get("GlobalSecondaryIndexes", ()):
                assert index["WriteOnDemandThroughputSettings"] == {"MaxWriteRequestUnits": capacity.most_units}
            for copy in properties["Replicas"]:
                for part in (copy, *copy.get("GlobalSecondaryIndexes", ())):
                    assert part["ReadOnDemandThroughputSettings"] == {"MaxReadRequestUnits": capacity.most_units}
        else:
            assert properties["BillingMode"] == "PROVISIONED"


def test_capacity_follows_the_load_of_tables_and_indices(pilot):
    from msgspec.structs import replace

    capacity = CAPACITIES["worknet"]
    properties = made(replace(pilot, size="worknet", personal_data_abroad=True, table_mode="autoscaled"))["vacancies"][
        "Properties"
    ]
    scaled = [properties["WriteProvisionedThroughputSettings"]["WriteCapacityAutoScalingSettings"]]
    scaled += [
        index["WriteProvisionedThroughputSettings"]["WriteCapacityAutoScalingSettings"]
        for index in properties["GlobalSecondaryIndexes"]
    ]
    for copy in properties["Replicas"]:
        for part in [copy, *copy["GlobalSecondaryIndexes"]]:
            scaled.append(part["ReadProvisionedThroughputSettings"]["ReadCapacityAutoScalingSettings"])
    assert len(scaled) == 5 + 2 * 5
    assert {(one["MinCapacity"], one["MaxCapacity"]) for one in scaled} == {(capacity.least_units, capacity.most_units)}


def test_protection_ends_on_the_way_to_a_teardown(varied):
    found = made(varied(protected=False))
    assert not any(copy["DeletionProtectionEnabled"] for table in found.values() for copy in replicas(table).values())
