"""Each class of faults on each kind of operation: a right answer or a clean refusal; repeated, it is done, and once."""

import json
import os
from collections.abc import Callable

import httpx
import pytest

from bench.faults.proxy import Fate, Judge
from bench.faults.standing import FaultyPlatform
from bench.faults.wire import Message
from tests.faults.standing.operations import OPERATIONS, World

pytestmark = pytest.mark.emulator
REFUSALS = {429, 503}
SHARE = 8


def _of(*services: str) -> Callable[[Message], bool]:
    return lambda request: request.service in services


def _all(fate: Fate, concerns: Callable[[Message], bool]) -> Judge:
    return lambda request: fate if concerns(request) else Fate.PASS


def _writes(request: Message) -> bool:
    return request.operation in {"TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem"}


FAULTS: dict[str, Judge] = {
    "tables down": _all(Fate.LOSE_REQUEST, _of("dynamodb")),
    "writes done and never confirmed": _all(Fate.LOSE_ANSWER, _writes),
    "every write twice": _all(Fate.TWICE, _writes),
    "identity down": _all(Fate.LOSE_REQUEST, _of("cognito-idp")),
    "identity never confirms": _all(Fate.LOSE_ANSWER, _of("cognito-idp")),
    "keys down": _all(Fate.LOSE_REQUEST, _of("kms")),
    "objects down": _all(Fate.LOSE_REQUEST, _of("s3")),
    "queues down": _all(Fate.LOSE_REQUEST, _of("sqs")),
    "queues never confirm": _all(Fate.LOSE_ANSWER, _of("sqs")),
    "mail down": _all(Fate.LOSE_REQUEST, _of("ses")),
    "everything slow": _all(Fate.LATE, _of("kms", "s3", "sqs", "cognito-idp")),
}


def assert_clean(answer: httpx.Response) -> None:
    """A refusal is a problem document that says when to come back, and nothing of what is inside."""
    assert answer.status_code in REFUSALS, f"{answer.status_code}: {answer.text}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    problem = json.loads(answer.text)
    assert problem["status"] == answer.status_code
    assert "Traceback" not in answer.text
    assert "127.0.0.1" not in answer.text


CASES = [
    (fault, operation)
    for row, fault in enumerate(FAULTS)
    for column, operation in enumerate(OPERATIONS)
    if os.environ.get("PADAN_ALL_FAULTS") == "1" or (row + column) % SHARE == 0
]
"""Every fault with some operations, every operation with some faults; `make faults` tries all of them."""


@pytest.mark.parametrize(("fault", "operation"), CASES)
def test_an_operation_under_a_fault(platform: FaultyPlatform, world: World, fault: str, operation: str) -> None:
    ready = getattr(world, operation)()
    with platform.failing(services=FAULTS[fault]):
        answer = ready.ask()
    if not answer.is_success:
        assert_clean(answer)
    assert ready.times() <= 1
    again = ready.ask()
    assert again.is_success, f"{again.status_code}: {again.text}"
    assert ready.times() == 1


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_whose_answer_is_lost_on_the_way_to_the_client(
    platform: FaultyPlatform, world: World, operation: str
) -> None:
    ready = getattr(world, operation)()
    with platform.failing(front=lambda _: Fate.LOSE_ANSWER), pytest.raises(httpx.TransportError):
        ready.ask()
    assert ready.times() == 1
    again = ready.ask()
    assert again.is_success, f"{again.status_code}: {again.text}"
    assert ready.times() == 1


def test_searches_and_health_do_not_need_the_services_that_are_down(platform: FaultyPlatform, world: World) -> None:
    with platform.failing(services=_all(Fate.LOSE_REQUEST, _of("cognito-idp", "kms", "s3", "sqs", "ses"))):
        assert world.search().ask().is_success
        assert world.feed().ask().is_success


def test_afterwards_everything_is_whole(platform: FaultyPlatform, world: World) -> None:
    """What was stored while services failed is indexed, its messages went out, nothing was given up."""
    from bench.faults.lost_answers import dead_letters, indexed

    platform.settle()
    assert [str(finding) for finding in (*indexed(), *dead_letters()) if not finding.fine] == []


def test_a_registration_that_nobody_confirmed_keeps_its_account(platform: FaultyPlatform, world: World) -> None:
    """The person was stored: to take the account back would shut them out of what is theirs."""
    ready = world.register()
    with platform.failing(services=FAULTS["writes done and never confirmed"]):
        assert_clean(ready.ask())
    again = ready.ask()
    assert again.status_code == 201
    assert again.json()["session"], "nobody can sign in"
    assert ready.times() == 1


def test_a_code_is_not_spent_on_a_provider_that_is_down(platform: FaultyPlatform, world: World) -> None:
    from chalicelib.people.codes import code_of

    person = world.person()
    started = world.good("POST", "/v1/sessions/codes", {"email": person.email})["code_id"]
    proof = {"code_id": started, "code": code_of(started)}
    with platform.failing(services=FAULTS["identity down"]):
        assert_clean(world.send("POST", "/v1/sessions", proof))
    assert world.good("POST", "/v1/sessions", proof)["access_token"]
    assert world.send("POST", "/v1/sessions", proof).status_code == 401
