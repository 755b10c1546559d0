"""The metrics that are watched and shown are those that the code emits, with the same dimensions, and the other way."""

import ast
import re
from pathlib import Path

import pytest

from infra_cdk.monitoring.dashboards.operations import operations_dashboard
from infra_cdk.monitoring.dashboards.service import service_dashboard
from infra_cdk.monitoring.indicators import INDICATORS, SERVICE, found_metrics, own_metric
from infra_cdk.monitoring.model import NAMESPACE

ROOMS = ("app.py", "chalicelib", "functions", "search", "security")
_EMITTED_BY = "chalicelib.observability"


def emitted():
    """Every call of ``measure``: name, unit and dimensions, as the source has them."""
    for room in ROOMS:
        path = Path(room)
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            tree = ast.parse(file.read_text())
            if _imports_measure(tree):
                yield from (_said(call, file) for call in ast.walk(tree) if _measures(call))


def _imports_measure(tree):
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == _EMITTED_BY)
    return any(alias.name == "measure" for node in imports for alias in node.names)


def _measures(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "measure"


def _said(call, file):
    name, unit = call.args[0], call.args[2] if len(call.args) > 2 else ast.Constant("Count")
    assert isinstance(name, ast.Constant), f"{file}: a metric's name must be written out"
    assert isinstance(unit, ast.Constant)
    return name.value, unit.value, tuple(sorted(keyword.arg for keyword in call.keywords))


def test_what_the_code_emits_is_what_is_listed():
    listed = {(each.name, each.unit, tuple(sorted(each.dimensions))) for each in INDICATORS}
    assert set(emitted()) == listed


def test_every_indicator_is_shown_or_watched(home, all_alarms):
    watched = {metric.name for alarm in all_alarms(home) for metric in alarm.metrics if metric.namespace == NAMESPACE}
    shown = {name for body in (service_dashboard(home), operations_dashboard(home)) for name in names_in(body)}
    assert watched | shown == {indicator.name for indicator in INDICATORS}


def names_in(body):
    """Names of our own metrics in the widgets of a dashboard."""
    for widget in body["widgets"]:
        for line in widget["properties"].get("metrics", ()):
            if line[0] == NAMESPACE:
                yield line[1]
            elif isinstance(line[0], dict):
                yield from re.findall(rf"{{{NAMESPACE},[^}}]*}} MetricName=\"(\w+)\"", line[0]["expression"])


def test_alarms_and_widgets_name_every_dimension_that_is_emitted(home, all_alarms):
    dimensions = {each.name: {SERVICE, *each.dimensions} for each in INDICATORS}
    for alarm in all_alarms(home):
        for metric in alarm.metrics:
            if metric.namespace == NAMESPACE:
                assert {name for name, _ in metric.dimensions} == dimensions[metric.name]
    for body in (service_dashboard(home), operations_dashboard(home)):
        for widget in body["widgets"]:
            for line in widget["properties"].get("metrics", ()):
                if line[0] == NAMESPACE:
                    assert set(line[2:-1:2]) == dimensions[line[1]]


def test_a_dimension_that_is_not_emitted_is_refused(home):
    with pytest.raises(ValueError, match="operation"):
        own_metric(home, "Latency", "p95")
    with pytest.raises(ValueError, match="region"):
        found_metrics(home, "VacancyStep", "Sum", 300, region="32")
    with pytest.raises(KeyError):
        own_metric(home, "Invented", "Sum")


def test_a_search_for_metrics_is_cloudwatchs(home):
    assert found_metrics(home, "VacancyStep", "Sum", 300, state="published") == (
        'SEARCH(\'{Padan,channel,service,state} MetricName="VacancyStep" service="padan-pilot" '
        "state=\"published\"', 'Sum', 300)"
    )


def test_functions_call_themselves_what_is_watched(home, pilot):
    from infra_cdk.constructs.environment import variables
    from infra_cdk.functions.surroundings import Arns, Surroundings

    told = {field: field for field in Surroundings.__struct_fields__ if field != "streams"}
    found = variables(Arns(place=pilot.home, around=Surroundings(**told, streams={})))
    assert found["PADAN_SERVICE"] == home.service == "padan-pilot"
