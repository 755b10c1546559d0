"""OpenSearch is killed: everything but searching goes on, and what was written meanwhile is found when it is back."""

import time
from collections.abc import Iterator

import pytest

from bench.faults.standing import FaultyPlatform
from chalicelib.finding import ladder
from tests.faults.cluster.conftest import Passing
from tests.faults.standing.operations import OPERATIONS, World
from tests.faults.standing.test_classes import assert_clean

pytestmark = [pytest.mark.emulator, pytest.mark.engine]
KNOWN = "/v1/vacancies?q=kasir"
SEARCHES = {"search"}
SEEN_SECONDS = 60.0
"""By when a search sees what the index confirmed: a shard that nobody searched for a while is refreshed when asked."""


@pytest.fixture(scope="module")
def killed(platform: FaultyPlatform, world: World) -> Iterator[FaultyPlatform]:
    """The platform, whose index was killed after a search."""
    assert world.send("GET", KNOWN).status_code == 200
    platform.settle()
    platform.kill_index()
    yield platform
    if platform.lost_part is not None:
        platform.revive_index()


@pytest.mark.parametrize("operation", sorted(set(OPERATIONS) - SEARCHES))
def test_what_is_no_search_is_done_as_ever(killed: FaultyPlatform, world: World, operation: str) -> None:
    assert killed.lost_part is not None, "the index is there"
    ready = getattr(world, operation)()
    answer = ready.ask()
    assert answer.is_success, f"{answer.status_code}: {answer.text}"
    assert ready.times() == 1
    assert ready.ask().is_success
    assert ready.times() == 1


def test_a_search_of_a_moment_ago_is_answered_and_any_other_refused(killed: FaultyPlatform, world: World) -> None:
    kept = world.send("GET", KNOWN)
    assert kept.status_code == 200
    assert "answer_stale" in kept.json()["degraded"]
    assert_clean(world.send("GET", "/v1/vacancies?q=juru%20las%20bawah%20air"))


def test_health_says_what_is_missing(killed: FaultyPlatform, world: World) -> None:
    answer = world.send("GET", "/v1/health")
    assert answer.status_code == 503
    found = {each["name"]: each["status"] for each in answer.json()["dependencies"]}
    assert [name for name, status in found.items() if status != "ok"] == ["index"]


def test_what_was_written_while_it_was_away_is_found_when_it_is_back(
    killed: FaultyPlatform, world: World, calm: Passing
) -> None:
    """Nothing is set aside, nothing waits for the nightly comparison, nobody has to put anything back."""
    from bench.faults.lost_answers import dead_letters, indexed

    assert_clean(world.send("GET", KNOWN))
    for _ in range(3):
        assert world.push().ask().is_success
    assert killed.lost_part is not None, "the index is there"
    killed.revive_index()
    killed.settle()
    until = time.monotonic() + SEEN_SECONDS
    while (wrong := [str(finding) for finding in (*indexed(), *dead_letters()) if not finding.fine]) != []:
        assert time.monotonic() < until, wrong
        time.sleep(0.5)
    calm.more += 2 * ladder.LONGEST_PAUSE_SECONDS
    answer = world.send("GET", KNOWN)
    assert answer.status_code == 200
    assert "answer_stale" not in answer.json()["degraded"]
