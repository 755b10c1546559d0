"""Who was told that they are registered is looked for with patience, and not believed to be there."""

import asyncio

import msgspec
import pytest

from bench.load import registering as module
from bench.load.registering import Registering
from bench.load.wire import NoReply, Reply


class Platform:
    """Registers everybody, without a session for those of ``sessionless``; ``script`` answers what comes afterwards."""

    def __init__(self, script=(), sessionless=False):
        self.script, self.sessionless, self.asked = list(script), sessionless, []

    async def send(self, method, target, headers, content=b""):
        self.asked.append((method, target, headers.get("Authorization"), content))
        if (method, target) == ("POST", "/v1/people"):
            session = {} if self.sessionless else {"session": {"access_token": "t-1"}}
            return reply(201, {"person": {"id": "per_1"}, **session})
        status, body = self.script.pop(0)
        if status == 0:
            raise NoReply(target)
        return reply(status, body)


def reply(status, body):
    return Reply(status=status, headers={}, content=msgspec.json.encode(body))


def looked_for(platform):
    async def run():
        people = Registering(platform)
        await people.work()
        return await people.lost()

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    monkeypatch.setattr(module, "_PAUSE_SECONDS", 0.0)


ME, OTHER, NOTHING = {"id": "per_1"}, {"id": "per_2"}, {}


@pytest.mark.parametrize(
    ("script", "notes"),
    [
        ([(200, ME)], ()),
        ([(503, NOTHING), (429, NOTHING), (0, NOTHING), (200, ME)], ()),
        ([(401, NOTHING)], ("GET /v1/people/me: 401",)),
        ([(200, OTHER)], ("GET /v1/people/me: 200",)),
        ([(503, NOTHING)] * 20, ("GET /v1/people/me: 503",)),
        ([(0, NOTHING)] * 20, ("GET /v1/people/me: no answer",)),
    ],
)
def test_patience_ends_with_an_answer(script, notes):
    lost = looked_for(Platform(script))
    assert (lost.acknowledged, lost.missing, lost.notes) == (1, len(notes), notes)


def test_who_got_no_session_signs_in():
    platform = Platform([(503, NOTHING), (201, {"access_token": "t-2"}), (200, ME)], sessionless=True)
    assert looked_for(platform).missing == 0
    assert [each[1] for each in platform.asked] == ["/v1/people", "/v1/sessions", "/v1/sessions", "/v1/people/me"]
    assert platform.asked[-1][2] == "Bearer t-2"
    credentials = msgspec.json.decode(platform.asked[1][3])
    registered = msgspec.json.decode(platform.asked[0][3])
    assert credentials == {name: registered[name] for name in ("email", "password")}


def test_who_cannot_sign_in_is_missing():
    assert looked_for(Platform([(401, NOTHING)], sessionless=True)).notes == ("POST /v1/sessions: 401",)
