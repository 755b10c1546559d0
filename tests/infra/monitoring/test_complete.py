"""Nothing that the app declares goes unwatched, and the proof of it can fail."""

import msgspec
import pytest

from chalicelib.resources import Queue
from infra_cdk.monitoring.alarms import queues
from infra_cdk.monitoring.declared import Function, Kind
from tests.infra.monitoring.alarms import single_alarms
from tests.infra.monitoring.requirements import gaps, seen_by


@pytest.mark.parametrize("abroad", [False, True])
def test_every_function_queue_stream_table_and_copy_has_its_alarms(names, varied, all_alarms, abroad):
    watched = names(varied(personal_data_abroad=abroad).home)
    assert gaps(watched, all_alarms(watched)) == set()


def test_taking_any_needed_alarm_away_is_noticed(home, all_alarms):
    alarms = all_alarms(home)
    for alarm in alarms:
        others = [other for other in alarms if other is not alarm]
        alone = set(seen_by(alarm)) - {need for other in others for need in seen_by(other)}
        needed = alone & gaps(home, [])
        assert gaps(home, others) == needed
    needed = [alarm for alarm in alarms if gaps(home, [other for other in alarms if other is not alarm])]
    assert len(needed) > 100


def test_what_the_app_declares_tomorrow_is_watched_tomorrow(home):
    new = (
        Function(name="count_views", kind=Kind.STREAM, source="views"),
        Function(name="tidy", kind=Kind.SCHEDULE, every=3_600),
    )
    names = {**home.function_names, **{function.name: home.place.named(function.name) for function in new}}
    grown = msgspec.structs.replace(
        home, functions=(*home.functions, *new), function_names=names, tables={**home.tables, "views": ("by_day",)}
    )
    assert gaps(grown, single_alarms(grown)) == set()
    assert len(single_alarms(grown)) > len(single_alarms(home)) + 6


def test_a_queue_without_a_decision_on_its_patience_stops_the_synthesis(home):
    grown = msgspec.structs.replace(home, queues=(*home.queues, Queue(name="webhooks")))
    with pytest.raises(KeyError, match="webhooks"):
        list(queues.alarms(grown))


def test_a_place_that_stands_by_misses_no_schedules(names, pilot):
    standing_by = names(pilot.recovery_place)
    assert not any(alarm.name.endswith("-missed") for alarm in single_alarms(standing_by))
    assert not any(alarm.name == "backup-missing" for alarm in single_alarms(standing_by))


def test_abroad_there_are_no_alarms_on_tables_that_may_not_be_there(names, pilot):
    seen = {value for alarm in single_alarms(names(pilot.recovery_place)) for _, value in seen_by(alarm)}
    assert pilot.home.named("vacancies") in seen
    assert pilot.home.named("people") not in seen
