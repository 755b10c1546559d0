"""The dashboards show what is there, laid out without gaps or overlaps, in words that their readers know."""

import json
import re

import pytest

from infra_cdk.monitoring.dashboards.operations import operations_dashboard
from infra_cdk.monitoring.dashboards.service import service_dashboard
from infra_cdk.monitoring.dashboards.widgets import COLUMNS, Chart, Line, States, View, Words, body
from infra_cdk.monitoring.model import Metric
from infra_cdk.monitoring.slo.objectives import objectives

_MOST_WIDGETS, _MOST_METRICS = 500, 500
BOARDS = {"service": service_dashboard, "operations": operations_dashboard}


@pytest.fixture(params=sorted(BOARDS))
def board(request, home):
    return BOARDS[request.param](home)


def charts(board):
    return [widget["properties"] for widget in board["widgets"] if widget["type"] == "metric"]


def test_widgets_neither_overlap_nor_leave_the_grid(board):
    taken = set()
    for widget in board["widgets"]:
        cells = {
            (widget["x"] + column, widget["y"] + row)
            for column in range(widget["width"])
            for row in range(widget["height"])
        }
        assert not taken & cells
        assert widget["x"] + widget["width"] <= COLUMNS
        taken |= cells


def test_a_dashboard_fits_cloudwatch(board):
    assert len(board["widgets"]) <= _MOST_WIDGETS
    assert all(0 < len(chart["metrics"]) <= _MOST_METRICS for chart in charts(board))
    assert json.loads(json.dumps(board)) == board


def test_expressions_name_lines_of_their_own_chart(board):
    for chart in charts(board):
        options = [line[-1] for line in chart["metrics"]]
        ids = [option["id"] for option in options]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[a-z][a-zA-Z0-9_]*", each) for each in ids)
        for option in options:
            if "expression" in option and "SEARCH" not in option["expression"]:
                words = set(re.findall(r"\b[a-z]\w*", option["expression"]))
                assert words <= set(ids), option["expression"]


def test_hidden_lines_serve_a_visible_one(board):
    for chart in charts(board):
        assert any(line[-1].get("visible", True) for line in chart["metrics"]), chart["title"]


def test_the_service_speaks_both_languages(home):
    titles = [chart["title"] for chart in charts(service_dashboard(home))]
    assert all(" · " in title for title in titles)
    shown = " ".join(titles)
    for words in (
        "registrations",
        "published",
        "searches",
        "applications",
        "by partner",
        "rejected share",
        "hours to publication",
    ):
        assert words in shown


def test_the_service_shows_every_promise_over_the_whole_month(home):
    promised = [chart for chart in charts(service_dashboard(home)) if chart.get("setPeriodToTimeRange")]
    assert len(promised) == len(objectives(home))
    assert all(chart["metrics"][-1][0]["expression"].startswith("100 * (1 - (") for chart in promised)
    assert service_dashboard(home)["start"] == "-P30D"


def test_operators_see_every_function_queue_and_table(home):
    text = json.dumps(operations_dashboard(home))
    names = [*home.function_names.values(), *(home.place.named(table) for table in home.tables)]
    names += [home.place.named(name) for queue in home.queues for name in (queue.name, queue.dead_letter)]
    assert all(f'"{name}"' in text for name in names)
    assert home.domain in text
    assert "EstimatedCharges" in text


def test_the_bill_is_read_where_aws_keeps_it(home):
    (bill,) = (chart for chart in charts(operations_dashboard(home)) if "EstimatedCharges" in json.dumps(chart))
    assert bill["region"] == "us-east-1"
    assert bill["annotations"]["horizontal"] == [{"label": "budget", "value": 6000.0}]


def test_rows_follow_one_another():
    metric = Metric(namespace="N", name="M", statistic="Sum", dimensions=(("A", "1"),))
    chart = Chart(title="t", lines=(Line(label="l", metric=metric),), width=16, height=6)
    placed = body([Words(text="# x"), chart, States(title="s", alarms=("a",), width=12)], "here", 1)["widgets"]
    assert [(each["x"], each["y"]) for each in placed] == [(0, 0), (0, 1), (0, 7)]
    assert placed[1]["properties"]["metrics"] == [
        ["N", "M", "A", "1", {"label": "l", "id": "line0", "stat": "Sum", "period": 300}]
    ]


def test_a_number_over_all_the_time_has_no_course():
    chart = Chart(title="t", lines=(Line(label="l", expression="1"),), view=View.NUMBERS, whole=True)
    (placed,) = body([chart], "here", 1)["widgets"]
    assert placed["properties"]["sparkline"] is False


def test_the_stack_has_both_with_the_place_in_their_names(of_type, pilot):
    boards = of_type(pilot.recovery_place, "AWS::CloudWatch::Dashboard")
    assert {each["Properties"]["DashboardName"] for each in boards} == {
        "padan-pilot-recovery-service",
        "padan-pilot-recovery-operations",
    }
