"""What CloudFormation is told of alarms, topics and findings."""

import json
import re
from pathlib import Path

import pytest

from infra_cdk.monitoring.alarms import store_alarms
from infra_cdk.monitoring.composites import STANDING, composites
from infra_cdk.monitoring.model import Alarm, Metric, Severity
from infra_cdk.monitoring.slo.burning import burn_composites

RUNBOOKS = Path("docs/runbooks")
ALARM, COMPOSITE = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"
_LIMIT_RESOURCES, _LIMIT_BYTES = 500, 1_000_000


@pytest.fixture
def every(of_type, pilot):
    """Every alarm of home, composites too, by name."""
    found = [*of_type(pilot.home, ALARM), *of_type(pilot.home, COMPOSITE)]
    return {each["Properties"]["AlarmName"]: each["Properties"] for each in found}


def test_alarms_have_the_names_that_other_stacks_know(every, pilot, home, all_alarms):
    wanted = {pilot.home.named(alarm.name) for alarm in (*all_alarms(home), *composites(home))}
    assert set(every) == wanted
    assert pilot.home.named("index_vacancies-errors-live") in every


def test_every_alarm_tells_somebody_and_names_a_runbook_that_is_there(every):
    for name, alarm in every.items():
        assert alarm["AlarmActions"], name
        (page,) = re.findall(r"Runbook: docs/runbooks/([a-z-]+)\.md$", alarm["AlarmDescription"])
        assert (RUNBOOKS / f"{page}.md").is_file(), page
        assert len(alarm["AlarmDescription"]) <= 1_024


def test_runbooks_are_read_where_the_deployment_says(varied, of_type):
    place = varied(runbooks="https://wiki.padan.example/").home
    (description,) = (
        each["Properties"]["AlarmDescription"]
        for each in of_type(place, ALARM)
        if each["Properties"]["AlarmName"] == place.named("index-red")
    )
    assert description.endswith("Runbook: https://wiki.padan.example/index-cluster.md")


def test_only_composites_burns_and_few_others_wake_someone(home, all_alarms):
    # Terms of law that run out, and an audit that somebody has changed, can wait for no morning.
    terms = {"rights-overdue", "breach-due", "breach-overdue"}
    alone = {alarm.name for alarm in all_alarms(home) if alarm.severity is Severity.PAGE}
    assert alone == terms | {"backup-missing", "audit-changed"}
    pages = {composite.name for composite in composites(home) if composite.severity is Severity.PAGE}
    burns = {composite.name for composite in burn_composites(home) if composite.severity is Severity.PAGE}
    assert pages == burns | {"search-down", "intake-stalled", "notifications-stalled", "region-impaired", "unreachable"}


def test_composites_listen_to_alarms_that_are_there(every, of_type, pilot, home):
    for composite in of_type(pilot.home, COMPOSITE):
        heard = re.findall(r'ALARM\("([^"]+)"\)', composite["Properties"]["AlarmRule"])
        assert heard
        assert set(heard) <= set(every)
        own = set(heard) - {pilot.home.named(alarm.name) for alarm in store_alarms(home)}
        assert len(composite["DependsOn"]) == len(own)


def test_a_composite_rings_when_each_group_does(of_type, pilot):
    (rule,) = (
        each["Properties"]["AlarmRule"]
        for each in of_type(pilot.home, COMPOSITE)
        if each["Properties"]["AlarmName"] == pilot.home.named("slo-searches-quick-hour")
    )
    long, short = (pilot.home.named(f"slo-searches-quick-hour-{window}") for window in ("long", "short"))
    assert rule == f'(ALARM("{long}")) AND (ALARM("{short}"))'


def test_at_home_no_part_of_a_composite_is_left_out(home, names, pilot):
    assert [one for one in composites(home) if one.name in {each.name for each in STANDING}] == list(STANDING)
    abroad = {part for composite in composites(names(pilot.recovery_place)) for part in composite.parts}
    assert "table-people-errors" not in abroad
    assert all(all(composite.groups) for composite in composites(names(pilot.recovery_place)))


def test_topics_are_encrypted_and_read(of_type, pilot):
    topics = of_type(pilot.home, "AWS::SNS::Topic")
    assert {topic["Properties"]["TopicName"] for topic in topics} == {
        pilot.home.named(name) for name in ("pages", "tickets", "signals")
    }
    assert all("KmsMasterKeyId" in topic["Properties"] for topic in topics)
    subscriptions = [each["Properties"] for each in of_type(pilot.home, "AWS::SNS::Subscription")]
    assert [(each["Protocol"], each["Endpoint"]) for each in subscriptions] == [("email", pilot.operations_email)] * 2


def test_budgets_may_tell_tickets(of_type, pilot):
    policies = json.dumps(of_type(pilot.home, "AWS::SNS::TopicPolicy"))
    assert policies.count("budgets.amazonaws.com") == 3


def test_every_topic_is_told_over_tls_alone(of_type, pilot):
    for policy in of_type(pilot.home, "AWS::SNS::TopicPolicy"):
        denials = [each for each in policy["Properties"]["PolicyDocument"]["Statement"] if each["Effect"] == "Deny"]
        assert denials[0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_band_compares_with_what_is_usual(every, pilot):
    silence = every[pilot.home.named("interface-silence")]
    assert silence["ThresholdMetricId"] == "band"
    assert "Threshold" not in silence
    assert [query["Id"] for query in silence["Metrics"]] == ["calls", "band"]
    assert silence["Metrics"][1]["Expression"] == "ANOMALY_DETECTION_BAND(calls, 4)"


def test_an_expression_alone_returns_data(every, pilot):
    errors = every[pilot.home.named("interface-errors")]
    assert [query["ReturnData"] for query in errors["Metrics"]] == [False, False, True]


def test_quantiles_are_extended_statistics(every, pilot):
    latency = every[pilot.home.named("interface-latency-p99")]
    assert latency["ExtendedStatistic"] == "p99"
    assert "Statistic" not in latency


@pytest.mark.parametrize("size", ["national", "worknet"])
def test_each_stack_fits_cloudformation(templates, varied, size):
    deployment = varied(size=size, personal_data_abroad=True)
    for place in (deployment.home, deployment.recovery_place):
        for template in templates(place):
            assert len(template["Resources"]) < 0.8 * _LIMIT_RESOURCES
            assert len(json.dumps(template, indent=1)) < 0.8 * _LIMIT_BYTES


def test_a_composite_over_an_alarm_of_nowhere_is_not_made(pilot, home):
    from aws_cdk import App, Stack

    from infra_cdk.monitoring.constructs.alarms import Alarms
    from infra_cdk.monitoring.constructs.topics import Topics

    stack = Stack(App(), "alone")
    topics = Topics(stack, "Topics", pilot.home, None)
    with pytest.raises(KeyError, match="slo-"):
        Alarms(stack, "Alarms", pilot.home, topics, (), composites(home), {alarm.name for alarm in store_alarms(home)})


def _alarm(**changes):
    metric = Metric(namespace="N", name="M", statistic="Sum")
    usual = {"name": "a", "runbook": "r", "meaning": "m", "severity": Severity.TICKET, "metrics": (metric,)}
    return Alarm(**{**usual, **changes})


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": 90},
        {"period": 172_800},
        {"period": 300, "windows": 300},
        {"period": 86_400, "windows": 8},
        {"windows": 2, "breaches": 3},
        {"metrics": ()},
        {"metrics": tuple(Metric(id=f"m{n}", namespace="N", name="M", statistic="Sum") for n in range(2))},
        {
            "metrics": tuple(Metric(id=f"m{n}", namespace="N", name="M", statistic="Sum") for n in range(11)),
            "expression": "m1",
        },
    ],
)
def test_what_cloudwatch_refuses_stops_the_synthesis(wrong):
    with pytest.raises(ValueError, match="a: "):
        _alarm(**wrong)


def test_the_longest_watch_is_a_week():
    assert _alarm(period=86_400, windows=7, breaches=7).windows == 7
