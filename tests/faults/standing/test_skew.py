"""Our clock, AWS's and a client's disagree: nobody is let in or shut out by minutes, and it is said what is wrong."""

from datetime import timedelta

import httpx
import pytest

from bench.faults.standing import FaultyPlatform
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from infra_cdk.rehearsal.postings import postings
from security.signatures import SignedRequest, sign
from tests.faults.standing.operations import World

pytestmark = pytest.mark.emulator


def _pushed(world: World, minutes: float) -> httpx.Response:
    import msgspec

    body = msgspec.json.Encoder().encode_lines(list(postings(1, 999)))
    url, headers = f"{world.platform.front.url}/v1/partner/vacancies", {"Content-Type": "application/x-ndjson"}
    clock = FixedClock(SYSTEM_CLOCK.now() + timedelta(minutes=minutes))
    signed = sign(SignedRequest(method="POST", url=url, headers=headers, body=body), world._key, clock)
    return world.client.post(url, content=body, headers={**headers, **signed})


@pytest.mark.parametrize("minutes", [-4, 0])
def test_a_partners_clock_may_go_wrong_by_minutes(world: World, minutes: float) -> None:
    assert _pushed(world, minutes).status_code == 202


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_partners_clock_that_goes_wrong_by_more_is_named(world: World, minutes: float) -> None:
    answer = _pushed(world, minutes)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"], "it does not say what is wrong"


@pytest.mark.parametrize("minutes", [-10, 10])
def test_our_clock_goes_wrong_by_ten_minutes(
    platform: FaultyPlatform, world: World, minutes: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tokens live for an hour: one that was just given is good, or refused as a token is, and no failure of ours."""
    import time

    person, real = world.person(), time.time
    with monkeypatch.context() as patch:
        patch.setattr(SYSTEM_CLOCK.__class__, "now", _moved(SYSTEM_CLOCK.__class__.now, timedelta(minutes=minutes)))
        patch.setattr(time, "time", lambda: real() + minutes * 60)
        answers = [
            world.send("GET", "/v1/people/me", None, person.token),
            world.send("POST", "/v1/people/me/saved-searches", {"parameters": {"q": "kasir"}}, person.token),
            world.send("GET", "/v1/vacancies?q=kasir"),
        ]
    assert {answer.status_code for answer in answers} <= {200, 201, 401}
    assert answers[-1].status_code == 200
    assert world.send("GET", "/v1/people/me", None, person.token).status_code == 200


def _moved(now, by):
    return lambda self: now(self) + by
