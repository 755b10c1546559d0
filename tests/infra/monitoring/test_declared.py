"""What is watched is what the app declares."""

import pytest

from chalicelib.resources import QUEUES
from chalicelib.tables import all_tables
from infra_cdk.functions.specs import API as PACKAGED_API
from infra_cdk.functions.specs import FUNCTIONS
from infra_cdk.monitoring.declared import API, Kind, functions, of_kind, seconds_between


def test_every_function_of_the_app_is_known_by_its_name():
    assert API == PACKAGED_API
    assert {function.name for function in functions()} == {function.name for function in FUNCTIONS}


def test_consumers_are_known_with_what_they_consume():
    assert {function.source for function in of_kind(Kind.QUEUE)} == {queue.name for queue in QUEUES}
    tables = {model.Meta.logical_name for model in all_tables() if getattr(model.Meta, "stream_view_type", None)}
    assert {function.source for function in of_kind(Kind.STREAM)} == tables
    (index,) = (function for function in functions() if function.name == "index_vacancies")
    assert (index.kind, index.source) == (Kind.STREAM, "vacancies")


def test_schedules_say_how_often():
    every = {function.name: function.every for function in of_kind(Kind.SCHEDULE)}
    assert every["take_off_vacancies"] == 900
    assert every["reconcile_indices"] == 86_400


@pytest.mark.parametrize(
    ("expression", "seconds"), [("rate(5 minutes)", 300), ("rate(1 hour)", 3_600), ("cron(0 19 * * ? *)", 86_400)]
)
def test_seconds_between_runs(expression, seconds):
    assert seconds_between(expression) == seconds


@pytest.mark.parametrize("expression", ["cron(0 19 ? * MON *)", "at(2026-01-01T00:00:00)", "rate(1 fortnight)"])
def test_a_schedule_that_cannot_be_watched_stops_the_synthesis(expression):
    with pytest.raises((ValueError, KeyError)):
        seconds_between(expression)
