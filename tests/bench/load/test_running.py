"""A short run on a platform of its own: everybody who was told that something is done finds it done."""

import asyncio

import pytest

from bench.load.arrivals import PROFILE, Kind, arrivals
from bench.load.outcomes import Ending
from bench.load.running import PARTNER, Place, run_profile, run_registrations
from bench.serving import served


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A platform with a portal and nothing else."""
    with served(tmp_path_factory.mktemp("load") / "data") as platform:
        platform.command("partner", "add", PARTNER)
        yield Place(url=platform.url, data=platform.data)


def test_nothing_that_was_acknowledged_is_lost_under_load(place):
    coming = list(arrivals(30, 4, seed=11, shares={**PROFILE, Kind.WRITE: 15, Kind.PUSH: 3}))
    assert {each.kind for each in coming} == {Kind.SEARCH, Kind.SUGGESTION, Kind.WRITE, Kind.PUSH}
    run = asyncio.run(run_profile(place, coming))
    assert len(run.outcomes) == len(coming)
    assert not [each.note for each in run.outcomes if each.ending in (Ending.FAILED, Ending.REFUSED)]
    assert run.writes.acknowledged == _good(run, Kind.WRITE)
    assert run.items.acknowledged == 100 * _good(run, Kind.PUSH)
    assert run.losses == 0


def test_everybody_who_was_told_that_they_are_registered_is(place):
    coming = list(arrivals(10, 2, seed=11, shares={Kind.REGISTRATION: 1}))
    run = asyncio.run(run_registrations(place, coming))
    assert run.people.acknowledged == _good(run, Kind.REGISTRATION) > 0
    assert run.losses == 0


def _good(run, kind):
    return sum(1 for each in run.outcomes if each.kind is kind and each.ending in (Ending.ANSWERED, Ending.DEGRADED))
