"""Burn-rate alarms ring when a budget burns, stay quiet when it does not, and stop soon after."""

import random

import pytest

from infra_cdk.monitoring.model import DAY, Severity
from infra_cdk.monitoring.slo.burning import BURNS, burn_alarms, burn_composites, burning
from infra_cdk.monitoring.slo.objectives import BUDGET_DAYS, objectives
from tests.infra.monitoring.expressions import rings, worked_out

HOUR, SIX_HOURS, A_DAY, THREE_DAYS = BURNS
_STEP = 60
"""Seconds between the moments at which events are made up."""


@pytest.fixture(scope="module")
def watch(home):
    """Tell which composites of an objective ring, given the raw values of each minute until now, the newest last."""
    alarms = {alarm.name: alarm for alarm in burn_alarms(home)}
    composites = {composite.name: composite for composite in burn_composites(home)}

    def listen(objective, minutes):
        return [burn for burn in BURNS if _sounds(alarms, composites[burning(objective, burn)], minutes)]

    return listen


def _sounds(alarms, composite, minutes):
    return all(
        any(rings(alarms[name], _windows(alarms[name], minutes)) for name in group) for group in composite.groups
    )


def _windows(alarm, minutes):
    """Gather the minutes into the alarm's windows, the newest last."""
    long = alarm.period // _STEP
    cut = [minutes[-long * number : len(minutes) - long * (number - 1)] for number in range(alarm.windows, 0, -1)]
    return [{metric.id: _gathered(metric, window) for metric in alarm.metrics} for window in cut]


def _gathered(metric, window):
    return [value for minute in window for value in minute[metric.id]]


def searches(length, slow_share, a_minute=30, seed=7):
    """Minutes of searches, of which ``slow_share`` takes more than half a second."""
    dice = random.Random(seed)
    made = []
    for _ in range(length // _STEP):
        slow = [dice.random() < slow_share for _ in range(a_minute)]
        latencies = [dice.uniform(501, 4_000) if one else dice.uniform(20, 500) for one in slow]
        made.append({"total": latencies, "within": latencies})
    return made


def calls(length, bad, total):
    """Minutes of calls, of which ``bad`` in each minute failed."""
    return [{"total": [1.0] * total, "bad": [1.0] * bad} for _ in range(length // _STEP)]


def test_the_rates_spend_the_shares_that_the_workbook_names():
    assert [round(burn.spent, 3) for burn in BURNS] == [0.02, 0.05, 0.1, 0.1]
    assert [burn.severity for burn in BURNS] == [Severity.PAGE, Severity.PAGE, Severity.TICKET, Severity.TICKET]
    assert [burn.long // burn.short for burn in BURNS] == [12, 12, 12, 12]


def test_search_is_promised_within_half_a_second_for_999_of_1000(home):
    (search,) = (each for each in objectives(home) if each.name == "searches-quick")
    assert search.target == 0.999
    assert [(metric.name, metric.statistic) for metric in search.metrics] == [
        ("Latency", "SampleCount"),
        ("Latency", "PR(:500)"),
    ]
    assert dict(search.metrics[0].dimensions)["operation"] == "searching_find_vacancies"
    assert worked_out(search.burn(), {"total": 1_000, "within": 99.9}) == pytest.approx(1)
    assert worked_out(search.burn(), {"total": 1_000, "within": 98.56}) == pytest.approx(14.4)


def test_the_operation_is_one_of_the_interface(home):
    import app  # noqa: F401 - registers the endpoints
    from functions.http import ENDPOINTS

    operations = {endpoint.name for endpoint in ENDPOINTS}
    promised = {dict(metric.dimensions).get("operation") for each in objectives(home) for metric in each.metrics}
    assert promised - {None} <= operations


def test_a_month_as_promised_is_quiet(watch):
    assert watch("searches-quick", searches(3 * DAY, 0.0005)) == []


def test_a_bad_hour_wakes_someone(watch):
    minutes = searches(3 * DAY - HOUR.long, 0) + searches(HOUR.long, 0.03, a_minute=200)
    assert HOUR in watch("searches-quick", minutes)


def test_it_is_quiet_again_minutes_after_it_is_mended(watch):
    burning_hour = searches(3 * DAY - HOUR.long, 0) + searches(HOUR.long, 0.05, a_minute=200)
    assert HOUR in watch("searches-quick", burning_hour)
    assert HOUR not in watch("searches-quick", burning_hour + searches(HOUR.short, 0))


def test_a_burst_of_a_minute_wakes_nobody(watch):
    minutes = searches(3 * DAY - 60, 0.0003) + searches(60, 0.2)
    assert [burn for burn in watch("searches-quick", minutes) if burn.severity is Severity.PAGE] == []


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.002, {THREE_DAYS}), (0.005, {THREE_DAYS, A_DAY}), (0.0085, {THREE_DAYS, A_DAY, SIX_HOURS})],
)
def test_a_slow_burn_makes_a_ticket_before_it_wakes(watch, share, expected):
    assert set(watch("searches-quick", searches(3 * DAY, share, a_minute=100))) == expected


def test_one_bad_day_of_three_is_no_slow_burn(watch):
    minutes = searches(2 * DAY, 0) + searches(DAY, 0.0025)
    assert THREE_DAYS not in watch("searches-quick", minutes)


@pytest.mark.parametrize(("bad", "rate"), [(0, 0.0), (1, 5.0), (3, 15.0)])
def test_calls_that_fail_burn_their_share(home, watch, bad, rate):
    (available,) = (each for each in objectives(home) if each.name == "api-available")
    assert worked_out(available.burn(), {"total": 200, "bad": bad}) == pytest.approx(rate)
    assert (HOUR in watch("api-available", calls(3 * DAY, bad, 200))) is (rate > HOUR.factor)


def test_nothing_fails_where_no_failure_is_counted(home):
    (available,) = (each for each in objectives(home) if each.name == "api-available")
    assert worked_out(available.burn(), {"total": 200, "bad": None}) == 0


def test_a_few_calls_at_night_prove_nothing(watch):
    quiet_night = calls(3 * DAY, 0, 0)[:-60] + calls(3_600, 1, 1)
    assert watch("api-available", quiet_night) == []


def test_silence_is_no_burn(watch):
    assert watch("pushes-receipted", [{"total": [], "within": []}] * (3 * DAY // _STEP)) == []


def test_pushes_that_wait_wake_someone(watch):
    late = [{"total": [400.0], "within": [400.0]}] * (3 * DAY // _STEP)
    assert watch("pushes-receipted", late) == list(BURNS)


def test_budgets_are_counted_over_thirty_days(home):
    assert BUDGET_DAYS == 30
    assert all(0 < objective.budget < 0.0101 for objective in objectives(home))
