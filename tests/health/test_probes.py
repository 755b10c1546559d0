"""Every dependency is asked at once, none is waited for too long, and nothing that goes wrong goes further."""

import threading
import time

import pytest

from chalicelib.health.probes import PROBES, Status, health

WAIT = 0.2


def _broken():
    raise RuntimeError("the address of orang@contoh.invalid is secret")


@pytest.fixture
def hanging():
    """A dependency that answers when the test is over."""
    released = threading.Event()
    yield released.wait
    released.set()


def test_all_is_well_when_every_dependency_is():
    found = health({"one": lambda: 1, "two": lambda: None})
    assert found.status is Status.OK
    assert [(each.name, each.status) for each in found.dependencies] == [("one", "ok"), ("two", "ok")]


def test_a_broken_dependency_is_named_and_its_neighbours_answer():
    found = health({"one": lambda: 1, "broken": _broken, "two": lambda: 2})
    assert found.status is Status.FAILING
    assert {each.name: each.status.value for each in found.dependencies} == {
        "one": "ok",
        "broken": "failing",
        "two": "ok",
    }
    assert "contoh" not in str(found)


def test_a_hanging_dependency_is_not_waited_for(hanging):
    began = time.monotonic()
    found = health({"hangs": hanging, "one": lambda: 1}, patience=WAIT)
    assert time.monotonic() - began < 10 * WAIT
    hangs, one = found.dependencies
    assert (hangs.status, one.status) == (Status.FAILING, Status.OK)
    assert hangs.milliseconds == WAIT * 1000


def test_several_that_hang_cost_no_more_than_one(hanging):
    began = time.monotonic()
    found = health({str(number): hanging for number in range(10)}, patience=WAIT)
    assert time.monotonic() - began < 8 * WAIT
    assert {each.status for each in found.dependencies} == {Status.FAILING}


def test_all_are_asked_at_once():
    gate = threading.Barrier(3, timeout=5)
    assert health(dict.fromkeys("abc", gate.wait)).status is Status.OK


def test_how_long_each_took_is_told():
    moment = threading.Event()
    found = health({"slow": lambda: moment.wait(0.05), "quick": lambda: None})
    slow, quick = found.dependencies
    assert slow.milliseconds >= 50 > quick.milliseconds >= 0


def test_without_dependencies_all_is_well():
    assert health({}).status is Status.OK


def test_what_every_deployment_depends_on_is_asked():
    assert set(PROBES) == {"tables", "index", "queues", "objects", "identity"}
