"""Widgets as data, and a dashboard's body in CloudWatch's words."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec

from infra_cdk.monitoring.model import DAY, Metric

COLUMNS = 24
"""Width of a dashboard in CloudWatch's grid."""


class View(StrEnum):
    """How a widget shows its values, in CloudWatch's words."""

    LINES = "timeSeries"
    NUMBERS = "singleValue"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One curve or number: a metric, or an expression over others (``SEARCH`` makes a curve for each it finds)."""

    label: str
    metric: Metric | None = None
    expression: str = ""
    hidden: bool = False
    id: str = ""


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A widget of metrics. ``whole``: one value over all the time that is shown; ``limits`` are drawn across."""

    title: str
    lines: tuple[Line, ...]
    view: View = View.LINES
    period: int = 300
    width: int = 8
    height: int = 6
    stacked: bool = False
    whole: bool = False
    limits: tuple[tuple[str, float], ...] = ()
    region: str = ""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A widget of text in Markdown."""

    text: str
    width: int = COLUMNS
    height: int = 1


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """A widget of log lines that a question finds."""

    title: str
    question: str
    groups: tuple[str, ...]
    width: int = COLUMNS
    height: int = 6


class States(msgspec.Struct, frozen=True, kw_only=True):
    """A widget of alarms and how they stand."""

    title: str
    alarms: tuple[str, ...]
    width: int = COLUMNS
    height: int = 3


Widget = Chart | Words | Rows | States


def body(widgets: Sequence[Widget], region: str, days: int) -> dict[str, Any]:
    """Return a dashboard that shows the last ``days`` days, its widgets laid out row by row in their order."""
    placed: list[dict[str, Any]] = []
    x = y = tallest = 0
    for widget in widgets:
        if x + widget.width > COLUMNS:
            x, y, tallest = 0, y + tallest, 0
        place = {"x": x, "y": y, "width": widget.width, "height": widget.height}
        placed.append({**place, **_rendered(widget, region)})
        x, tallest = x + widget.width, max(tallest, widget.height)
    return {"start": f"-P{days}D", "periodOverride": "inherit", "widgets": placed}


def _rendered(widget: Widget, region: str) -> dict[str, Any]:
    if isinstance(widget, Words):
        return {"type": "text", "properties": {"markdown": widget.text}}
    if isinstance(widget, Rows):
        sources = " | ".join(f"SOURCE '{group}'" for group in widget.groups)
        properties = {"title": widget.title, "query": f"{sources} | {widget.question}", "region": region}
        return {"type": "log", "properties": {**properties, "view": "table"}}
    if isinstance(widget, States):
        return {"type": "alarm", "properties": {"title": widget.title, "alarms": list(widget.alarms)}}
    return {"type": "metric", "properties": _chart(widget, region)}


def _chart(chart: Chart, region: str) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "title": chart.title,
        "view": chart.view.value,
        "stacked": chart.stacked,
        "region": chart.region or region,
        "period": chart.period,
        "metrics": [_line(line, chart.period, number) for number, line in enumerate(chart.lines)],
    }
    if chart.whole:
        properties["setPeriodToTimeRange"] = True
    if chart.view is View.NUMBERS:
        properties["sparkline"] = not chart.whole
    if chart.limits:
        properties["annotations"] = {"horizontal": [{"label": label, "value": value} for label, value in chart.limits]}
    return properties


def _line(line: Line, period: int, number: int) -> list[Any]:
    options: dict[str, Any] = {"label": line.label, "id": line.id or f"line{number}"}
    if line.hidden:
        options["visible"] = False
    if line.metric is None:
        return [{**options, "expression": line.expression, "period": period}]
    metric = line.metric
    named = [text for dimension in metric.dimensions for text in dimension]
    return [metric.namespace, metric.name, *named, {**options, "stat": metric.statistic, "period": period}]


def numbers(title: str, *lines: Line, width: int = 6, period: int = DAY) -> Chart:
    """Return a widget that shows the newest value of each line and its course."""
    return Chart(title=title, lines=lines, view=View.NUMBERS, period=period, width=width, height=4)
