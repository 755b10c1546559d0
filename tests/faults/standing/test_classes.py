"""Each class of faults on each kind of operation: a right answer or a clean refusal; repeated, it is done, and once."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator

import httpx
import pytest

from bench.faults.proxy import Fate, Judge, always
from bench.faults.standing import FaultyPlatform
from bench.faults.wire import Message
from security import vault
from tests.faults.conftest import Rule, Trouble
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
"""What becomes of requests on the way."""


def _says(service: str, code: str, status: int = 400, **more: object) -> Rule:
    return {"service": service, "error": {"code": code, "status": status}, **more}


def _conflict(**more: object) -> Rule:
    reasons = {"CancellationReasons": [{"Code": "TransactionConflict"}]}
    error = {"code": "TransactionCanceledException", "fields": reasons}
    return {"service": "dynamodb", "operation": "TransactWriteItems", "error": error, **more}


WORDS: dict[str, Rule] = {
    "tables throttle": _says("dynamodb", "ProvisionedThroughputExceededException"),
    "tables throttle one in three": _says("dynamodb", "ThrottlingException", sequence=[1, 2]),
    "transactions conflict": _conflict(),
    "transactions conflict twice": _conflict(times=2),
    "keys throttle": _says("kms", "ThrottlingException"),
    "objects slow down": _says("s3", "SlowDown", 503),
    "queues throttle": _says("sqs", "RequestThrottled"),
    "identity throttles": _says("cognito-idp", "TooManyRequestsException"),
    "clock of ours is wrong to tables": _says("dynamodb", "RequestTimeTooSkewed", 403),
    "clock of ours is wrong to objects": _says("s3", "RequestTimeTooSkewed", 403),
}
"""What AWS says in a service's place, in its own words."""

SILENT: dict[str, Judge] = {
    "tables hang": _all(Fate.HANG, _of("dynamodb")),
    "keys, objects, queues and identity hang": _all(Fate.HANG, _of("kms", "s3", "sqs", "cognito-idp")),
}
"""What never answers: time-outs, which are shortened here."""


@contextlib.contextmanager
def happening(platform: FaultyPlatform, words: Trouble, fault: str) -> Iterator[None]:
    """Let ``fault`` happen within the block."""
    if fault in WORDS:
        with words.rules(WORDS[fault]), platform.failing():
            platform.services.upstream = words.port
            yield
    else:
        with platform.failing(services=(FAULTS | SILENT).get(fault, always)):
            yield


def assert_clean(answer: httpx.Response) -> None:
    """A refusal is a problem document that says when to come back, and nothing of what is inside."""
    assert answer.status_code in REFUSALS, f"{answer.status_code}: {answer.text}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) > 0
    problem = json.loads(answer.text)
    assert problem["status"] == answer.status_code
    assert "Traceback" not in answer.text
    assert "127.0.0.1" not in answer.text


def _cases(*faults: str) -> list[tuple[str, str]]:
    """Every fault with some operations, every operation with some faults; `make faults` tries all of them."""
    return [
        (fault, operation)
        for row, fault in enumerate(faults)
        for column, operation in enumerate(OPERATIONS)
        if os.environ.get("PADAN_ALL_FAULTS") == "1" or (row + column) % SHARE == 0
    ]


def _assert_once(platform: FaultyPlatform, world: World, words: Trouble, fault: str, operation: str) -> None:
    ready = getattr(world, operation)()
    with happening(platform, words, fault):
        answer = ready.ask()
    if not answer.is_success:
        assert_clean(answer)
    assert ready.times() <= 1
    again = ready.ask()
    assert again.is_success, f"{again.status_code}: {again.text}"
    assert ready.times() == 1


@pytest.mark.parametrize(("fault", "operation"), _cases(*FAULTS, *WORDS))
def test_an_operation_under_a_fault(
    platform: FaultyPlatform, world: World, aws_words: Trouble, fault: str, operation: str
) -> None:
    _assert_once(platform, world, aws_words, fault, operation)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(("fault", "operation"), _cases(*SILENT))
def test_an_operation_that_nobody_answers_in_time(
    platform: FaultyPlatform, world: World, aws_words: Trouble, fault: str, operation: str
) -> None:
    _assert_once(platform, world, aws_words, fault, operation)


CERTAIN = [
    ("tables down", "draft"),
    ("identity down", "register"),
    ("keys down", "register"),
    ("objects down", "push"),
    ("tables throttle", "profile"),
    ("transactions conflict", "submit"),
    ("keys throttle", "register"),
    ("objects slow down", "push"),
    ("clock of ours is wrong to tables", "apply"),
    ("clock of ours is wrong to objects", "push"),
]
"""A fault that lasts, and an operation that cannot do without what fails."""


@pytest.mark.parametrize(("fault", "operation"), CERTAIN)
def test_what_cannot_do_without_it_is_refused_and_nothing_is_done(
    platform: FaultyPlatform, world: World, aws_words: Trouble, fault: str, operation: str
) -> None:
    """That a fault happens at all: the rest of this file would pass without any."""
    ready = getattr(world, operation)()
    # Keys that are kept in memory are good without the service.
    vault.forget()
    with happening(platform, aws_words, fault):
        answer = ready.ask()
        assert answer.status_code == 503, f"{answer.status_code}: {answer.text}"
        assert_clean(answer)
        if fault in WORDS:
            assert aws_words.fired(), "nothing was said"
    assert ready.times() == 0
    assert ready.ask().is_success
    assert ready.times() == 1


def test_a_provider_that_is_asked_too_often_is_told_of_as_that(
    platform: FaultyPlatform, world: World, aws_words: Trouble
) -> None:
    ready = world.register()
    with happening(platform, aws_words, "identity throttles"):
        answer = ready.ask()
    assert answer.status_code == 429
    assert_clean(answer)
    assert ready.times() == 0
    assert ready.ask().is_success


@pytest.mark.parametrize("fault", ["tables throttle one in three", "transactions conflict twice", "every write twice"])
@pytest.mark.parametrize("operation", ["register", "submit", "save_search"])
def test_what_passes_is_outlasted(
    platform: FaultyPlatform, world: World, aws_words: Trouble, fault: str, operation: str
) -> None:
    """Whoever asks does not notice."""
    ready = getattr(world, operation)()
    with happening(platform, aws_words, fault):
        answer = ready.ask()
    assert answer.is_success, f"{answer.status_code}: {answer.text}"
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
