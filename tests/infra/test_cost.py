"""Bills are added up as a person would add them, for every resource, and more use never costs less."""

import itertools

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra_cdk.assembly import SynthesizedStack
from infra_cdk.cost.cases import case
from infra_cdk.cost.load import Profile, month, read_profiles
from infra_cdk.cost.model import bill
from infra_cdk.cost.prices import Price, PriceError, Prices, Tier, read_prices
from infra_cdk.cost.report import report
from infra_cdk.cost.table import FREE, PRICED
from infra_cdk.cost.use import runs
from infra_cdk.data.classification import TABLES, DataClass
from infra_cdk.deployment import SIZES
from infra_cdk.properties.world import World

HOME, ABROAD = "ap-southeast-3", "ap-southeast-1"
PRICES = read_prices()
PROFILES, ASSUMED = read_profiles()
IDLE = month(PROFILES["pilot"].times(0), ASSUMED)
BUSY = month(PROFILES["pilot"], ASSUMED)
PERSONAL_TABLES = sum(1 for kind in TABLES.values() if kind is DataClass.PERSONAL)


def world(pilot, **resources):
    """Return a world of one stack at home."""
    named = SynthesizedStack(
        name="padan-pilot-home-any",
        account=pilot.account,
        region=HOME,
        template={"Resources": {name: {"Type": kind, "Properties": has} for name, (kind, has) in resources.items()}},
        size=0,
        tags={},
        protected=True,
        dependencies=(),
    )
    return World([named], pilot)


def amounts(found):
    return {(line.key, line.region): line.amount for line in found.lines}


def test_a_domain_costs_its_nodes_masters_and_disks(pilot):
    has = {
        "ClusterConfig": {
            "InstanceType": "r7g.large.search",
            "InstanceCount": 3,
            "DedicatedMasterEnabled": True,
            "DedicatedMasterType": "m7g.medium.search",
            "DedicatedMasterCount": 3,
        },
        "EBSOptions": {"VolumeSize": 50},
    }
    found = bill(world(pilot, Domain=("AWS::OpenSearchService::Domain", has)), IDLE, PRICES)
    # 3 x 730 h x 0.2136 + 3 x 730 h x 0.0816 + 3 x 50 GB x 0.1464
    assert found.total == pytest.approx(467.784 + 178.704 + 21.96)


def test_a_table_costs_in_each_region_where_it_is(pilot):
    replica = {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}
    has = {
        "TableName": "padan-pilot-people",
        "BillingMode": "PAY_PER_REQUEST",
        "Replicas": [{"Region": HOME} | replica, {"Region": ABROAD}],
    }
    found = amounts(bill(world(pilot, People=("AWS::DynamoDB::GlobalTable", has)), BUSY, PRICES))
    writes = BUSY.writes[DataClass.PERSONAL] / PERSONAL_TABLES / 1e6
    assert found["dynamodb.writes", HOME] == pytest.approx(writes * 0.7115)
    assert found["dynamodb.writes", ABROAD] == pytest.approx(writes * 0.7115)
    assert found["dynamodb.reads", ABROAD] == 0
    stored = BUSY.stored[DataClass.PERSONAL] / PERSONAL_TABLES
    assert found["dynamodb.storage", HOME] == pytest.approx(stored * 0.285)
    assert found["dynamodb.recovery", HOME] == pytest.approx(stored * 0.228)
    assert ("dynamodb.recovery", ABROAD) not in found


def test_a_table_with_units_of_its_own_costs_them_when_nobody_calls(pilot):
    least = {"MinCapacity": 500, "MaxCapacity": 40_000}
    has = {
        "TableName": "padan-pilot-people",
        "BillingMode": "PROVISIONED",
        "GlobalSecondaryIndexes": [{"IndexName": "by_due", "KeySchema": []}],
        "WriteProvisionedThroughputSettings": {"WriteCapacityAutoScalingSettings": least},
        "Replicas": [
            {"Region": HOME, "ReadProvisionedThroughputSettings": {"ReadCapacityAutoScalingSettings": least}},
        ],
    }
    found = amounts(bill(world(pilot, People=("AWS::DynamoDB::GlobalTable", has)), IDLE, PRICES))
    # The table and its index: 2 x 500 units x 730 h.
    assert found["dynamodb.write-hours", HOME] == pytest.approx(1_000 * 730 * 0.00074)
    assert found["dynamodb.read-hours", HOME] == pytest.approx(1_000 * 730 * 0.000148)


def test_a_function_costs_what_people_queues_and_schedules_make_it_do(pilot):
    permission = {"FunctionName": {"Ref": "Work"}, "Principal": "apigateway.amazonaws.com"}
    rule = {"ScheduleExpression": "rate(1 hour)", "Targets": [{"Arn": {"Fn::GetAtt": ["Work", "Arn"]}}]}
    found = amounts(
        bill(
            world(
                pilot,
                Work=("AWS::Lambda::Function", {"MemorySize": 1024, "Architectures": ["arm64"]}),
                May=("AWS::Lambda::Permission", permission),
                Hourly=("AWS::Events::Rule", rule),
            ),
            BUSY,
            PRICES,
        )
    )
    hourly = 24 * 30.4
    # 7,000 visits x 30.4 days x 25 requests of 80 ms, and 729.6 runs of 20 s, with 1 GB.
    assert BUSY.requests == 5_320_000
    assert found["lambda.requests", HOME] == pytest.approx((5_320_000 + hourly) / 1e6 * 0.20)
    assert found["lambda.arm64", HOME] == pytest.approx((5_320_000 * 0.08 + hourly * 20) * 0.0000133334)


def test_instances_that_are_kept_initialised_cost_all_month(pilot):
    kept = {"FunctionName": {"Ref": "Work"}, "ProvisionedConcurrencyConfig": {"ProvisionedConcurrentExecutions": 20}}
    work = {"MemorySize": 512, "Architectures": ["arm64"]}
    found = bill(world(pilot, Work=("AWS::Lambda::Function", work), Live=("AWS::Lambda::Alias", kept)), IDLE, PRICES)
    assert found.total == pytest.approx(20 * 0.5 * 2_628_000 * 0.0000033334)


def test_a_queue_takes_what_the_load_says_and_polls_for_the_rest(pilot):
    has = {"QueueName": "padan-pilot-partner-items"}
    found = amounts(bill(world(pilot, Items=("AWS::SQS::Queue", has)), BUSY, PRICES))
    sent = 5_000 * 30.4
    assert found["sqs.requests", HOME] == pytest.approx((sent + 2 * sent / 20) / 1e6 * 0.40)


def test_a_queue_that_the_load_does_not_know_is_named(pilot):
    has = {"QueueName": "padan-pilot-invoices"}
    with pytest.raises(PriceError, match="invoices"):
        bill(world(pilot, Items=("AWS::SQS::Queue", has)), BUSY, PRICES)


def test_an_alarm_costs_by_its_metrics_and_a_band_threefold(pilot):
    metric = {"MetricStat": {"Metric": {"MetricName": "Errors", "Namespace": "AWS/Lambda"}}}
    found = bill(
        world(
            pilot,
            Two=("AWS::CloudWatch::Alarm", {"Metrics": [metric, metric]}),
            Band=("AWS::CloudWatch::Alarm", {"Metrics": [metric], "ThresholdMetricId": "band"}),
        ),
        IDLE,
        PRICES,
    )
    assert found.total == pytest.approx(0.20 + 0.30)


def test_people_who_sign_in_are_paid_for_in_tiers(pilot):
    load = msgspec.structs.replace(IDLE, active=60_000)
    found = bill(world(pilot, Pool=("AWS::Cognito::UserPool", {"UserPoolTier": "LITE"})), load, PRICES)
    assert found.total == pytest.approx(50_000 * 0.0055 + 10_000 * 0.0046)


def test_tiers_are_those_of_the_account_and_not_of_a_resource(pilot):
    load = msgspec.structs.replace(IDLE, requests=400e6)
    stage = ("AWS::ApiGateway::Stage", {})
    found = amounts(bill(world(pilot, One=stage, Two=stage), load, PRICES))
    assert found["apigateway.requests", HOME] == pytest.approx(333 * 4.25 + (800 - 333) * 3.53)


def test_a_type_without_a_price_or_a_reason_is_named(pilot):
    with pytest.raises(PriceError, match="AWS::Redshift::Cluster"):
        bill(world(pilot, Store=("AWS::Redshift::Cluster", {})), IDLE, PRICES)


def test_every_type_is_priced_or_free_for_a_reason_and_not_both(worlds):
    there = {resource.kind for one in worlds for resource in one.resources}
    assert sorted({*PRICED, *FREE} - there) == [], "no deployment has these"
    assert set(PRICED) & set(FREE) == set()
    assert [kind for kind, reason in FREE.items() if not reason] == []


@pytest.mark.parametrize(
    ("expression", "times"),
    [
        ("rate(5 minutes)", 288 * 30.4),
        ("rate(1 day)", 30.4),
        ("cron(0 18 * * ? *)", 30.4),
        ("cron(0/15 * * * ? *)", 96 * 30.4),
        ("cron(0,30 1-4 * * ? *)", 8 * 30.4),
        ("cron(0 2 ? * SUN *)", 30.4 / 7),
        ("cron(0 3 1 * ? *)", 30.4 / 31),
    ],
)
def test_schedules_are_counted(expression, times):
    assert runs(expression) == pytest.approx(times)


def test_a_schedule_that_cannot_be_read_is_named():
    with pytest.raises(ValueError, match="at"):
        runs("at(2026-01-01T00:00:00)")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('[[price]]\nkey = "a"\nservice = "s"\nunit = "u"\nsource = "p"\nbasis = "seen"\n', "either"),
        ('[[price]]\nkey = "a"\nservice = "s"\nunit = "u"\nsource = "p"\nbasis = "guessed"\n', "basis"),
        (
            '[[price]]\nkey = "a"\nservice = "s"\nunit = "u"\nsource = "p"\nbasis = "seen"\namounts = {x = 1.0}\n',
            "other",
        ),
        (
            '[[price]]\nkey = "a"\nservice = "s"\nunit = "u"\nsource = "p"\nbasis = "seen"\n'
            "tiers = [{ amount = 1.0, up_to = 5.0 }]\n",
            "no end",
        ),
    ],
)
def test_a_malformed_price_is_named(tmp_path, content, word):
    file = tmp_path / "prices.toml"
    file.write_text(f"read = 2026-01-01\n{content}")
    with pytest.raises(PriceError, match=word):
        read_prices(file)


def test_a_price_stands_once(tmp_path):
    entry = '[[price]]\nkey = "a"\nservice = "s"\nunit = "u"\nsource = "p"\nbasis = "seen"\namounts = {"*" = 1.0}\n'
    file = tmp_path / "prices.toml"
    file.write_text(f"read = 2026-01-01\n{entry}{entry}")
    with pytest.raises(PriceError, match="twice"):
        read_prices(file)


def test_no_price_is_kept_without_use_and_none_is_missing(worlds):
    used = {line.key for one in worlds for line in case("any", one).used.lines}
    nodes = {capacity.search.data_type for capacity in SIZES.values()}
    nodes |= {capacity.search.master_type for capacity in SIZES.values()}
    used |= {f"opensearch.{node}" for node in nodes}
    optional = {"waf.bot-control", "waf.bot-requests", "lambda.x86_64", "lambda.warm.x86_64", "cognito.essentials",
                "cognito.plus", "dynamodb.write-hours", "dynamodb.read-hours"}  # fmt: skip
    assert set(PRICES.by_key) - used - optional == set()


def test_the_profiles_are_those_of_the_sizes_and_name_their_sources():
    assert set(PROFILES) == set(SIZES)
    assert all(profile.sources for profile in PROFILES.values())


@given(
    quantity=st.floats(0, 1e9),
    more=st.floats(0, 1e9),
    tiers=st.lists(st.tuples(st.floats(1, 1e8), st.floats(0, 10)), max_size=4),
)
def test_more_of_a_tiered_unit_never_costs_less(quantity, more, tiers):
    ends = sorted({end for end, _ in tiers})
    made = (*(Tier(amount, end) for end, (_, amount) in zip(ends, tiers, strict=False)), Tier(0.5))
    price = Price(key="k", service="s", unit="u", source="p", basis="seen", tiers=made)
    assert price.cost(quantity + more, HOME) >= price.cost(quantity, HOME) - 1e-6


FIELDS = ("people", "visits_a_day", "vacancies_a_year", "applications_a_year", "partner_items_a_day")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(base=st.tuples(*(st.floats(0, 1e6) for _ in FIELDS)), field=st.sampled_from(FIELDS), more=st.floats(1, 1e6))
def test_more_use_never_costs_less(worlds, base, field, more):
    less = Profile(**dict(zip(FIELDS, base, strict=True)))
    greater = msgspec.structs.replace(less, **{field: getattr(less, field) + more})
    deployed = worlds[0]
    assert bill(deployed, month(greater, ASSUMED), PRICES).total >= bill(deployed, month(less, ASSUMED), PRICES).total


def test_recovery_that_stands_ready_costs_more_than_one_that_does_not(worlds):
    warm, cold = case("warm", worlds[0]), case("cold", worlds[1])
    assert warm.idle.total > cold.idle.total
    assert warm.idle.total < warm.used.total


def test_what_stands_by_is_not_paid_for_requests(worlds):
    found = amounts(case("warm", worlds[0]).used)
    assert found["apigateway.requests", ABROAD] == 0
    assert found["apigateway.requests", HOME] > 0


def test_the_report_adds_up(worlds):
    cases = [case("warm", worlds[0]), case("cold", worlds[1])]
    lines = list(report(cases, PRICES))
    rows = {cells[1].strip(): cells[2:-1] for line in lines if line.startswith("|") for cells in [line.split("|")]}
    total = cases[0].used.total
    assert rows["**a month**"][0].strip() == f"**{total:,.0f}**"
    assert float(rows["per thousand people"][0]) == pytest.approx(total / 100, abs=0.01)
    assert set(cases[0].used.by_service()) >= set(itertools.islice(rows, 6, None)) - {""}
    assert str(PRICES.read) in lines[0]


def test_prices_name_what_is_not_there():
    with pytest.raises(PriceError, match="add it"):
        Prices(read=PRICES.read, by_key={}).of("lambda.requests")
