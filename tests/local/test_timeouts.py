"""Functions have the same time here as in the cloud."""

from infra_cdk.functions.specs import FUNCTIONS
from local.events.delivery import deliver
from local.events.timeouts import TIMEOUTS, timeout_of

CALLED = {each.name: each.timeout for each in FUNCTIONS if each.source is not None}


def test_every_function_has_the_time_of_its_specification():
    assert {name: timeout_of(name) for name in CALLED} == CALLED


def test_no_function_is_named_that_there_is_not():
    assert TIMEOUTS.keys() <= CALLED.keys()


def test_an_invocation_is_told_the_time_of_its_function():
    told = {}
    for name in ("pull_feeds", "send_messages", "somebody_elses"):
        deliver(name, lambda _, context, name=name: told.update({name: context.get_remaining_time_in_millis()}), {}, ())
    assert {name: round(millis / 1000) for name, millis in told.items()} == {
        "pull_feeds": 840,
        "send_messages": 30,
        "somebody_elses": 60,
    }
