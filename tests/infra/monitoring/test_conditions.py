"""Single alarms ring when what they say is so, and not before."""

import pytest

from infra_cdk.monitoring.alarms.queues import PATIENCE
from infra_cdk.monitoring.model import Comparison, Missing
from tests.infra.monitoring.alarms import single_alarms
from tests.infra.monitoring.expressions import rings


@pytest.fixture(scope="module")
def alarm(home):
    found = {each.name: each for each in single_alarms(home)}
    return found.__getitem__


def _windows(alarm, *values):
    """One value in each window, by the only metric or by id; ``None`` is silence."""
    metric = alarm.metrics[0].id
    return [
        {
            key: [] if one is None else [one]
            for key, one in (value.items() if isinstance(value, dict) else [(metric, value)])
        }
        for value in values
    ]


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("interface-errors", [{"bad": 3, "total": 100}] * 3, True),
        ("interface-errors", [{"bad": 1, "total": 100}] * 3, False),
        ("interface-errors", [{"bad": 5, "total": 10}] * 3, False),
        ("interface-errors", [{"bad": 9, "total": 100}, {"bad": 0, "total": 100}, {"bad": 0, "total": 100}], False),
        ("interface-errors", [{"bad": None, "total": 100}] * 3, False),
        ("index_vacancies-errors", [1, 0, 1], True),
        ("index_vacancies-errors", [0, 0, 1], False),
        ("reconcile_indices-errors", [1, None, None], True),
        ("index_vacancies-errors-live", [0, 1], True),
        ("index_vacancies-behind", [301_000, 0, 302_000], True),
        ("index_vacancies-behind", [300_000] * 3, False),
        ("queue-partner-items-stalled", [601, 700], True),
        ("queue-partner-items-stalled", [601, 600], False),
        ("queue-partner-items-dead-not-empty", [1], True),
        ("queue-partner-items-dead-not-empty", [0], False),
        ("queue-stream-failures-not-empty", [1], True),
        ("take_off_vacancies-missed", [None, None], True),
        ("take_off_vacancies-missed", [None, 1], False),
        ("backup-missing", [None, None], True),
        ("backup-missing", [3, None], False),
        ("outside-failing", [100, None, None], True),
        ("outside-failing", [100, 100, 0], False),
        ("table-vacancies-replica-behind", [None] * 3, False),
        ("table-vacancies-replica-behind", [61_000] * 3, True),
        ("index-red", [1], True),
        ("index-red", [0], False),
        ("index-disk", [10_239], True),
        ("index-disk", [10_241], False),
        ("index-drift-vacancies", [11], True),
        ("index-drift-vacancies", [10], False),
        ("index-drift-vacancies", [None], False),
        ("feeds-troubled", [1], True),
        ("feeds-troubled", [0], False),
        ("feeds-troubled", [None], False),
        ("mail-bounces", [0.051], True),
        ("certificate-1-expires", [29], True),
        ("sms-spending", [301], True),
        ("sms-spending", [299], False),
    ],
)
def test_an_alarm_rings_when_it_should(alarm, name, values, expected):
    assert rings(alarm(name), _windows(alarm(name), *values)) is expected


def test_a_throttled_index_of_a_table_is_heard(alarm):
    throttled = alarm("table-vacancies-throttled")
    (metric,) = (
        each
        for each in throttled.metrics
        if each.name == "WriteThrottleEvents" and ("GlobalSecondaryIndexName", "by_review") in each.dimensions
    )
    assert rings(throttled, [{metric.id: [1.0]}] * 3)
    assert not rings(throttled, [{}] * 3)


def test_errors_of_any_operation_count_together(alarm):
    failing = alarm("table-people-errors")
    assert rings(failing, [{metric.id: [1.0] for metric in failing.metrics[:5]}] * 3)
    assert not rings(failing, [{metric.id: [1.0] for metric in failing.metrics[:4]}] * 3)


@pytest.mark.parametrize(
    ("blocked", "allowed", "expected"), [(600, 400, True), (400, 600, False), (90, 10, False), (600, None, True)]
)
def test_a_firewall_that_turns_most_away_is_heard(alarm, blocked, allowed, expected):
    surge = alarm("firewall-surge")
    assert rings(surge, _windows(surge, *[{"blocked": blocked, "allowed": allowed}] * 3)) is expected


def test_silence_alarms_only_where_it_is_the_fault(home):
    loud = {alarm.name for alarm in single_alarms(home) if alarm.missing is Missing.ALARMING}
    missed = {f"{function.name}-missed" for function in home.functions if function.every}
    assert loud == {"outside-failing", "backup-missing"} | missed


def test_low_disk_is_a_fifth_of_the_disk(alarm, pilot):
    disk = alarm("index-disk")
    assert (disk.comparison, disk.threshold) == (Comparison.BELOW, pilot.capacity.search.disk * 1_024 / 5)


def test_codes_are_good_for_longer_than_their_queue_may_wait(home):
    from chalicelib.people.verification_model import LIFETIME

    assert PATIENCE["notifications"] < LIFETIME.total_seconds()


def test_a_queue_is_patient_for_longer_than_one_attempt(home):
    assert all(PATIENCE[queue.name] > queue.visibility for queue in home.queues)
