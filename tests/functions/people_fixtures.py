"""An API of people's routes on the emulator, and people who are registered with it."""

from typing import Any

import msgspec
import pytest

from chalicelib.people import codes
from tests import samples
from tests.functions.api import Api
from tests.platform_fixtures import Platform


class Someone(msgspec.Struct, frozen=True):
    """A registered person with a client in their name."""

    id: str
    email: str
    api: Api
    version: str


@pytest.fixture
def api(platform: Platform) -> Api:
    """Everybody's client."""
    return Api()


def registered(api: Api, **more: Any) -> Someone:
    """Register somebody new."""
    address = samples.email()
    reply = api("POST", "/v1/people", {"email": address, "password": samples.PASSWORD, **more})
    assert reply.status == 201, reply.text
    token = reply.body["session"]["access_token"]
    return Someone(reply.body["person"]["id"], address, api.as_bearer(token), reply.headers["etag"])


def verified(api: Api, **more: Any) -> Someone:
    """Register somebody new and prove their e-mail address."""
    person = registered(api, **more)
    started = person.api("POST", "/v1/people/me/verifications", {"channel": "email"})
    assert started.status == 201, started.text
    code = codes.code_of(started.body["id"])
    path = f"/v1/people/me/verifications/{started.body['id']}/confirm"
    confirmed = person.api("POST", path, {"code": code})
    assert confirmed.body["state"] == "active", confirmed.text
    return msgspec.structs.replace(person, version=confirmed.headers["etag"])


@pytest.fixture
def someone(api: Api) -> Someone:
    """Somebody who just registered."""
    return registered(api)


@pytest.fixture
def active(api: Api) -> Someone:
    """Somebody with a proven e-mail address."""
    return verified(api)
