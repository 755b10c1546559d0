"""An OpenSearch that is slow, answers by half, is not the one that answers, or answers nobody: 200 or a clean 503."""

import httpx
import pytest

from bench.faults.proxy import Fate, Judge
from bench.faults.standing import FaultyPlatform
from bench.faults.wire import Message
from chalicelib.finding import ladder
from tests.faults.cluster.conftest import Passing
from tests.faults.standing.operations import World
from tests.faults.standing.test_classes import assert_clean

pytestmark = [pytest.mark.emulator, pytest.mark.engine]
KNOWN = "/v1/vacancies?q=kasir&facets=region,occupation"
OTHER = "/v1/vacancies?q=penerjemah%20isyarat"


def _all(fate: Fate) -> Judge:
    return lambda _: fate


def _searches(fate: Fate) -> Judge:
    return lambda request: fate if _is_search(request) else Fate.PASS


def _is_search(request: Message) -> bool:
    return request.path.endswith("/_search")


BROKEN = {
    "cut off": _all(Fate.CUT),
    "not its own answer": _all(Fate.STRANGE),
    "lost on the way there": _all(Fate.LOSE_REQUEST),
    "lost on the way back": _all(Fate.LOSE_ANSWER),
}


def _counted(world: World, path: str) -> dict:
    answer = world.send("GET", path)
    assert answer.status_code == 200, f"{answer.status_code}: {answer.text}"
    return answer.json()


@pytest.mark.parametrize("fault", BROKEN)
def test_what_was_asked_before_is_answered_and_what_was_not_is_refused(
    platform: FaultyPlatform, world: World, calm: Passing, fault: str
) -> None:
    before = _counted(world, KNOWN)
    assert before["total"] > 0
    assert before["degraded"] == []
    with platform.failing(index=BROKEN[fault]):
        during = _counted(world, KNOWN)
        assert_clean(world.send("GET", OTHER))
        assert world.send("GET", f"/v1/vacancies/{before['items'][0]['id']}").status_code == 200
    assert "answer_stale" in during["degraded"]
    assert [item["id"] for item in during["items"]] == [item["id"] for item in before["items"]]
    assert during["facets"] == before["facets"]
    calm.more += 2 * ladder.LONGEST_PAUSE_SECONDS
    assert "answer_stale" not in _counted(world, KNOWN)["degraded"], "it does not come back"


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("path", ["/v1/vacancies/{id}/similar", "/v1/suggestions?q=kas"])
def test_whoever_else_needs_the_index_is_refused_cleanly_or_answered(
    platform: FaultyPlatform, world: World, calm: Passing, fault: str, path: str
) -> None:
    found = _counted(world, KNOWN)["items"][0]["id"]
    with platform.failing(index=BROKEN[fault]):
        answer = world.send("GET", path.format(id=found))
    if answer.status_code != 200:
        assert_clean(answer)
    assert world.send("GET", path.format(id=found)).status_code == 200


def test_recommendations_and_candidates_are_refused_cleanly(
    platform: FaultyPlatform, world: World, calm: Passing
) -> None:
    person, (owner, _) = world.person(), world.employer_side
    _, draft = world.draft_of()
    asked = [("/v1/people/me/recommendations", person.token), (f"/v1/vacancies/{draft}/candidates", owner.token)]
    with platform.failing(index=BROKEN["not its own answer"]):
        answers = [world.send("GET", path, None, token) for path, token in asked]
    for answer in answers:
        assert answer.status_code < 500 or assert_clean(answer) is None


def test_an_index_that_loses_every_third_search_is_asked_again(
    platform: FaultyPlatform, world: World, calm: Passing
) -> None:
    """Nobody notices: what is lost is asked again, within the same search."""
    numbers = iter(range(1_000))

    def judge(request: Message) -> Fate:
        return Fate.LOSE_ANSWER if _is_search(request) and next(numbers) % 3 == 0 else Fate.PASS

    before = platform.index.met[Fate.LOSE_ANSWER]
    with platform.failing(index=judge):
        answers = [world.send("GET", f"/v1/vacancies?q={words}") for words in ("sopir", "guru", "perawat", "koki")]
    assert platform.index.met[Fate.LOSE_ANSWER] >= before + 4
    assert [(answer.status_code, answer.json()["degraded"]) for answer in answers] == [(200, [])] * 4


def test_a_slow_index_is_asked_for_less_step_by_step(platform: FaultyPlatform, world: World, calm: Passing) -> None:
    """Each answer takes longer than what counts as slow: facets go, then loosening; no search fails or lies."""
    before = _counted(world, KNOWN)
    lacking: list[set[str]] = []

    def late(request: Message) -> Fate:
        if _is_search(request):
            calm.more += ladder.SLOW_SECONDS + 0.5
        return Fate.PASS

    with platform.failing(index=late):
        for _ in range(12):
            answer = _counted(world, f"{KNOWN}&limit=20")
            lacking.append(set(answer["degraded"]))
            assert answer["total"] == before["total"]
    assert lacking[0] == set()
    assert any(lacks & {"facets_stale", "facets_left_out"} for lacks in lacking)
    assert "answer_stale" not in set().union(*lacking), "an index that answers is not given up"
    calm.more += 20 * ladder.CALM_SECONDS
    assert _counted(world, KNOWN)["degraded"] == []


def test_an_index_that_hangs_is_left_within_the_patience_of_a_search(
    platform: FaultyPlatform, world: World, calm: Passing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The patiences are shortened to tenths here; that they reach down to the socket is what is tried."""
    import time

    from chalicelib.finding import degrading

    monkeypatch.setattr(degrading, "PATIENCE_SECONDS", 0.8)
    monkeypatch.setattr(degrading, "LAST_PATIENCE_SECONDS", 0.5)
    _counted(world, KNOWN)
    began = time.monotonic()
    with platform.failing(index=_searches(Fate.HANG)):
        during = _counted(world, KNOWN)
        assert_clean(world.send("GET", OTHER))
    assert "answer_stale" in during["degraded"]
    assert time.monotonic() - began < 8.0, "a search waits longer than it may"


def test_health_names_the_index_and_nothing_else(platform: FaultyPlatform, world: World, calm: Passing) -> None:
    from chalicelib.health.probes import health

    with platform.failing(index=BROKEN["lost on the way there"]):
        found = {each.name: each.status.value for each in health().dependencies}
    assert found.pop("index") == "failing"
    assert set(found.values()) == {"ok"}
    assert {each.status.value for each in health().dependencies} == {"ok"}


def test_the_workers_go_on_where_answers_are_lost(platform: FaultyPlatform, world: World) -> None:
    """Every other answer to a write of the index is lost or cut; in the end it is as the table."""
    from bench.faults.lost_answers import dead_letters, indexed

    numbers = iter(range(100_000))
    fates = (Fate.PASS, Fate.LOSE_ANSWER, Fate.PASS, Fate.CUT, Fate.PASS, Fate.TWICE)

    def judge(request: Message) -> Fate:
        return fates[next(numbers) % len(fates)] if request.path.endswith("/_bulk") else Fate.PASS

    with platform.failing(index=judge):
        for _ in range(6):
            assert world.push().ask().is_success
        platform.settle()
    assert platform.index.met[Fate.LOSE_ANSWER] + platform.index.met[Fate.CUT] > 0
    assert [str(finding) for finding in (*indexed(), *dead_letters()) if not finding.fine] == []


def test_a_front_without_its_index_answers_at_once(platform: FaultyPlatform, world: World, calm: Passing) -> None:
    """When it is known that the index is away nobody waits for it any more."""
    with platform.failing(index=BROKEN["lost on the way there"]):
        for number in range(6):
            world.send("GET", f"{OTHER}{number}")
        before = sum(platform.index.met.values())
        answers: list[httpx.Response] = [world.send("GET", f"{OTHER}-{number}") for number in range(5)]
        assert {answer.status_code for answer in answers} == {503}
        assert sum(platform.index.met.values()) == before, "the index was asked although it was known to be away"
