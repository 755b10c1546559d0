"""Who did what is recorded, the account is watched once, and costs are told of before they come."""

import json

import pytest

from infra_cdk.constructs.governance import Governance
from infra_cdk.constructs.keys import Keys
from infra_cdk.data.classification import TABLES, DataClass
from infra_cdk.data.config_rules import RULES
from infra_cdk.data.stores import DATA_STORES
from tests.infra.alone import alone, statements, variants

BUCKET, RULE = "AWS::S3::Bucket", "AWS::Config::ConfigRule"
PERSONAL = {name for name, data_class in TABLES.items() if data_class is DataClass.PERSONAL}


def made(place):
    return alone(place, lambda stack: Governance(stack, "Governance", place, Keys(stack, "Keys", place).data))


variant = variants(made)


@pytest.fixture(scope="module")
def home(pilot):
    return made(pilot.home)


@pytest.fixture(scope="module")
def recovery(pilot):
    return made(pilot.recovery_place)


def trail(found):
    return found.one("AWS::CloudTrail::Trail")


def test_the_trail_spans_regions_and_proves_that_it_is_whole(variant):
    _, found = variant
    properties = trail(found)
    assert properties["IsLogging"] is True
    assert properties["IsMultiRegionTrail"] is True
    assert properties["EnableLogFileValidation"] is True
    assert "KeysData" in str(properties["KMSKeyId"])
    assert "Calls" in str(properties["CloudWatchLogsLogGroupArn"])


def selector(found, kind):
    """What a selector of data events selects."""
    for one in trail(found)["AdvancedEventSelectors"]:
        fields = {field["Field"]: field for field in one["FieldSelectors"]}
        if fields.get("resources.type", {}).get("Equals") == [kind]:
            return fields["resources.ARN"]
    raise AssertionError(kind)


def test_every_touch_of_personal_data_is_recorded_wherever_it_lies(variant):
    deployment, found = variant
    places = [deployment.home, deployment.recovery_place][: 1 + deployment.personal_data_abroad]
    expected_tables = {f"arn:aws:dynamodb:{p.region}:000000000000:table/{p.named(t)}" for p in places for t in PERSONAL}
    assert set(selector(found, "AWS::DynamoDB::Table")["Equals"]) == expected_tables
    personal = [store for store in DATA_STORES if store.data_class is DataClass.PERSONAL]
    expected_objects = {f"arn:aws:s3:::{p.bucket(store.name)}/" for p in places for store in personal}
    assert set(selector(found, "AWS::S3::Object")["StartsWith"]) == expected_objects


def test_management_is_recorded_with_reads(home):
    (management,) = [one for one in trail(home)["AdvancedEventSelectors"] if one["Name"] == "Management"]
    assert management["FieldSelectors"] == [{"Field": "eventCategory", "Equals": ["Management"]}]


@pytest.mark.parametrize(("days", "mode"), [(14, "COMPLIANCE"), (0, "GOVERNANCE")])
def test_the_trails_bucket_is_locked(varied, days, mode):
    bucket = made(varied(lock_grace_days=days).home).named(BUCKET, '"BucketName": "padan-pilot-trail-')
    assert bucket["ObjectLockConfiguration"]["Rule"]["DefaultRetention"] == {"Days": 365, "Mode": mode}


def test_the_trail_alone_writes_to_its_bucket(home):
    policy = home.named("AWS::S3::BucketPolicy", "TrailWrites")
    allowed = {sid: one for sid, one in statements(policy["PolicyDocument"]).items() if one["Effect"] == "Allow"}
    assert set(allowed) == {"TrailLooks", "TrailWrites"}
    for one in allowed.values():
        source = one["Condition"]["StringEquals"]["aws:SourceArn"]
        assert source == "arn:aws:cloudtrail:ap-southeast-3:000000000000:trail/padan-pilot-trail"
    assert allowed["TrailWrites"]["Condition"]["StringEquals"]["s3:x-amz-acl"] == "bucket-owner-full-control"


def test_the_record_of_calls_stays_at_home(home, recovery):
    assert len(home.of("AWS::CloudTrail::Trail")) == 1
    assert recovery.of("AWS::CloudTrail::Trail") == []


@pytest.mark.parametrize("place", ["home", "recovery"])
def test_both_regions_are_watched(request, place):
    found = request.getfixturevalue(place)
    detector = found.one("AWS::GuardDuty::Detector")
    assert detector["Enable"] is True
    enabled = {one["Name"] for one in detector["Features"] if one["Status"] == "ENABLED"}
    assert enabled >= {"S3_DATA_EVENTS", "LAMBDA_NETWORK_LOGS", "RUNTIME_MONITORING"}
    standards = str(found.of("AWS::SecurityHub::Standard"))
    assert "nist-800-53" in standards
    assert "aws-foundational-security-best-practices" in standards
    assert found.one("AWS::AccessAnalyzer::Analyzer")["Type"] == "ACCOUNT"


@pytest.mark.parametrize(("place", "globally"), [("home", True), ("recovery", False)])
def test_configurations_are_recorded_and_judged(request, place, globally):
    found = request.getfixturevalue(place)
    recorder = found.one("AWS::Config::ConfigurationRecorder")
    assert recorder["RecordingGroup"] == {"AllSupported": True, "IncludeGlobalResourceTypes": globally}
    expected = {rule.identifier for rule in RULES if globally or not rule.once}
    rules = found.of(RULE)
    assert {one["Source"]["SourceIdentifier"] for one in rules} == expected
    assert {one["Source"]["Owner"] for one in rules} == {"AWS"}
    assert len(str(max((one["ConfigRuleName"] for one in rules), key=len))) <= 128


def test_configurations_are_delivered_to_a_bucket_that_does_not_lock(home):
    bucket = home.named(BUCKET, '"BucketName": "padan-pilot-configuration-')
    assert "ObjectLockConfiguration" not in bucket
    assert "configuration" in str(home.one("AWS::Config::DeliveryChannel")["S3BucketName"])


def test_tags_that_everything_carries_are_asked_for(home):
    asked = home.named(RULE, "REQUIRED_TAGS")["InputParameters"]
    assert sorted(asked.values()) == ["application", "data-class", "owner", "stage"]


def test_encryption_access_recovery_and_backups_are_judged():
    judged = {rule.identifier for rule in RULES}
    assert judged >= {
        "DYNAMODB_PITR_ENABLED",
        "DYNAMODB_TABLE_ENCRYPTED_KMS",
        "DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
        "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED",
        "S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC",
        "CLOUD_TRAIL_ENABLED",
    }


def test_an_account_that_somebody_else_looks_after_is_left_alone(varied):
    found = made(varied(account_wide=False).home)
    kinds = {one["Type"] for one in found.resources.values()}
    once = ("AWS::GuardDuty::Detector", "AWS::SecurityHub", "AWS::Config", "AWS::AccessAnalyzer")
    assert not [kind for kind in kinds if kind.startswith(once)]
    assert "AWS::CloudTrail::Trail" in kinds


def test_the_budget_tells_at_each_step_and_by_forecast(recovery, pilot):
    budget = recovery.one("AWS::Budgets::Budget")
    assert budget["Budget"]["BudgetLimit"] == {"Amount": pilot.monthly_budget, "Unit": "USD"}
    told = [
        (one["Notification"]["NotificationType"], one["Notification"]["Threshold"])
        for one in budget["NotificationsWithSubscribers"]
    ]
    assert told == [("ACTUAL", 50), ("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100)]
    addresses = {s["Address"] for one in budget["NotificationsWithSubscribers"] for s in one["Subscribers"]}
    assert addresses == {pilot.operations_email}


def test_costs_are_watched_where_cloudformation_knows_budgets(home, recovery):
    assert home.of("AWS::Budgets::Budget") == []
    assert len(recovery.of("AWS::Budgets::Budget")) == 1


def test_a_jump_of_costs_is_told(recovery):
    subscription = recovery.one("AWS::CE::AnomalySubscription")
    impact = json.loads(subscription["ThresholdExpression"])["Dimensions"]
    assert impact["Values"] == ["300"]
    assert recovery.one("AWS::CE::AnomalyMonitor")["MonitorDimension"] == "SERVICE"


def test_one_deployment_of_many_watches_its_own_costs(varied):
    found = made(varied(account_wide=False).recovery_place)
    assert found.one("AWS::Budgets::Budget")["Budget"]["CostFilters"] == {"TagKeyValue": ["user:stage$pilot"]}
    monitor = found.one("AWS::CE::AnomalyMonitor")
    assert monitor["MonitorType"] == "CUSTOM"
    assert json.loads(monitor["MonitorSpecification"])["And"][1] == {"Tags": {"Key": "stage", "Values": ["pilot"]}}


@pytest.mark.parametrize(("place", "region"), [("home", "ap-southeast-3"), ("recovery", "ap-southeast-1")])
def test_cloudformation_has_every_type_in_its_region(request, place, region):
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

    known = set(PROVIDER_SCHEMA_MANAGER.get_resource_types(region))
    assert {one["Type"] for one in request.getfixturevalue(place).resources.values()} <= known


def test_what_is_marked_and_not_backed_up_is_found(home):
    framework = home.one("AWS::Backup::Framework")
    controls = {one["ControlName"]: one.get("ControlScope") for one in framework["FrameworkControls"]}
    scope = {"Tags": [{"Key": "backup", "Value": "planned"}]}
    assert controls["BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN"] == scope
    assert controls["BACKUP_LAST_RECOVERY_POINT_CREATED"] == scope


def test_the_framework_comes_after_the_record_that_its_checks_need(home, recovery, varied):
    for found in (home, recovery):
        (framework,) = found.whole("AWS::Backup::Framework")
        needed = {found.resources[name]["Type"] for name in framework["DependsOn"]}
        assert needed >= {"AWS::Config::ConfigurationRecorder", "AWS::Config::DeliveryChannel"}
    assert made(varied(account_wide=False).home).of("AWS::Backup::Framework") == []
