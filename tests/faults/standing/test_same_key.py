"""One key stands for one body, whoever is first, however many ask, and also while the first is on its way."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest

from bench.faults.proxy import Fate, first_of
from bench.faults.standing import FaultyPlatform
from tests.faults.standing.operations import World

pytestmark = pytest.mark.emulator
MANY = 16


def _ask(world: World, path: str, body: object, token: str, key: str) -> httpx.Response:
    return httpx.post(
        f"{world.platform.url}{path}",
        json=body,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": key} if token else {"Idempotency-Key": key},
        timeout=60,
        trust_env=False,
    )


@pytest.mark.parametrize("late", [False, True], ids=["at-once", "while-the-first-is-on-its-way"])
def test_sixteen_bodies_under_one_key(platform: FaultyPlatform, world: World, late: bool) -> None:
    person, key, gate = world.person(), str(uuid4()), threading.Barrier(MANY)
    bodies = [{"parameters": {"q": words}} for words in ("kasir", "sopir", "perawat", "guru")]

    def ask(number: int) -> tuple[int, httpx.Response]:
        gate.wait()
        place = number % len(bodies)
        return place, _ask(world, "/v1/people/me/saved-searches", bodies[place], person.token, key)

    slow = first_of(Fate.LATE, lambda request: request.operation == "TransactWriteItems", times=MANY if late else 0)
    with platform.failing(services=slow), ThreadPoolExecutor(MANY) as pool:
        answers = list(pool.map(ask, range(MANY)))
    won = {place for place, answer in answers if answer.status_code == 201}
    assert len(won) == 1
    assert len({answer.json()["id"] for place, answer in answers if place in won}) == 1
    others = [answer for place, answer in answers if place not in won]
    assert {answer.status_code for answer in others} == {409}
    assert {answer.json()["type"].rpartition("/")[2] for answer in others} == {"idempotency-mismatch"}
    kept = world.good("GET", "/v1/people/me/saved-searches", None, person.token)["items"]
    assert len(kept) == 1


@pytest.mark.parametrize("path", ["submit", "withdraw"])
def test_a_step_repeated_under_its_key_is_one_step(world: World, path: str) -> None:
    person, vacancy = world.draft_of()
    body = {} if path == "withdraw" else None
    key = str(uuid4())
    first = _ask(world, f"/v1/vacancies/{vacancy}/{path}", body, person.token, key)
    second = _ask(world, f"/v1/vacancies/{vacancy}/{path}", body, person.token, key)
    without = _ask(world, f"/v1/vacancies/{vacancy}/{path}", body, person.token, str(uuid4()))
    assert first.status_code == second.status_code == 200
    assert first.headers["etag"] == second.headers["etag"]
    assert without.status_code == 409
    assert without.json()["type"].rpartition("/")[2] != "idempotency-mismatch"


def test_a_step_with_another_body_under_its_key_is_refused(world: World) -> None:
    person, vacancy = world.draft_of()
    key, path = str(uuid4()), f"/v1/vacancies/{vacancy}/withdraw"
    assert _ask(world, path, {"reason": "Sudah terisi."}, person.token, key).status_code == 200
    other = _ask(world, path, {"reason": "Salah ketik."}, person.token, key)
    assert (other.status_code, other.json()["type"].rpartition("/")[2]) == (409, "idempotency-mismatch")


def test_who_may_not_change_a_vacancy_any_more_learns_nothing_by_an_old_key(world: World) -> None:
    """The key is remembered with who used it: for anybody else it is a new one, and they are refused."""
    person, vacancy = world.draft_of()
    key, path = str(uuid4()), f"/v1/vacancies/{vacancy}/submit"
    assert _ask(world, path, None, person.token, key).status_code == 200
    assert _ask(world, path, None, world.person().token, key).status_code in {403, 404}


def test_sixteen_proofs_of_one_code_under_one_key_are_one(world: World) -> None:
    person = world.newcomer()
    path, body = world.confirmation(world.started(person))
    key, gate = str(uuid4()), threading.Barrier(MANY)

    def ask(_: int) -> int:
        gate.wait()
        return _ask(world, path, body, person.token, key).status_code

    with ThreadPoolExecutor(MANY) as pool:
        statuses = list(pool.map(ask, range(MANY)))
    # A code can be tried a few times only, and each twin that came too early is a try: whoever asks again is answered.
    assert 200 in statuses
    assert _ask(world, path, body, person.token, key).status_code == 200
