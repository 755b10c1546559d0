"""Idempotency keys and entity tags of others: neither replays an answer nor tells a version."""

import contextlib
import json

import msgspec
import pytest

import app  # noqa: F401 - declares every operation
from chalicelib import employers
from chalicelib.errors import NotFound
from functions import openapi
from functions.http import ENDPOINTS
from security.principal import Audience, Principal
from tests import samples
from tests.security.matrix.requests import RECIPES
from tests.security.matrix.test_matrix import GIVEN, door, expected, said

pytestmark = pytest.mark.emulator


def _headed(name: str) -> list:
    """The operations that describe a header of this name."""
    described = json.loads(json.dumps(openapi.document()))
    return [
        entry
        for entry in ENDPOINTS
        if name in json.dumps(described["paths"][entry.path][entry.method.lower()].get("parameters", []))
    ]


KEYED = _headed("Idempotency-Key")
TAGGED = _headed("If-Match")
ALIKE = {"partners_snapshot"}
"""Answers that are rightly the same: two partners who list nothing that they have are told four counts of nothing.

`test_a_snapshot_under_the_key_of_another_is_one_s_own` tells them apart.
"""


def test_such_operations_are_found():
    assert len(KEYED) >= 10
    assert len(TAGGED) >= 10


def allowed_requests(country, entry):
    """What each caller may send, by caller."""
    world, everybody, _, _ = country
    for caller in everybody.values():
        if door(entry, caller) is None:
            for sent in RECIPES[entry.name](world, caller):
                if expected(entry, sent.caller or caller, sent.resource) == GIVEN:
                    yield sent.caller or caller, sent
                    break


@pytest.mark.parametrize("entry", KEYED, ids=[entry.name for entry in KEYED])
def test_a_key_of_somebody_else_replays_nothing(country, entry):
    world, _, client, _ = country
    found = list(allowed_requests(country, entry))
    first, sent = found[0]
    headers = {**sent.headers, "idempotency-key": f"kunci-{entry.name}"}
    own = client.send(first, entry.method, sent.path(entry.path), sent.content, headers)
    assert own.status in GIVEN, own.text
    for caller, other in found[1:]:
        # The other's own address, with the first one's key and body.
        same = msgspec.structs.replace(other, raw=sent.content, headers=headers)
        reply = client.send(caller, entry.method, same.path(entry.path), same.content, headers)
        assert world.leaks(caller, reply, said(entry, same)) == []
        if reply.status in GIVEN and caller.principal.id != first.principal.id and entry.name not in ALIKE:
            assert reply.text != own.text or not own.text, f"{caller.name} got the answer of {first.name}"
    if entry.name == "employers_add_member":
        _take_out(world, json.loads(sent.content)["person_id"])


def _take_out(world, person_id) -> None:
    """Let no employer know somebody whom others' owners added under the first one's body."""
    for side, employer_id in world.employers.items():
        owner = Principal(id=world.owners[side], roles=frozenset({Audience.EMPLOYER}))
        with contextlib.suppress(NotFound):
            employers.remove_member(owner, employer_id, person_id)


def test_a_snapshot_under_the_key_of_another_is_one_s_own(country):
    """The other's key is free for a body of one's own; one's own is not."""
    entry = next(each for each in KEYED if each.name == "partners_snapshot")
    (first, sent), (other, _) = list(allowed_requests(country, entry))[:2]
    _, _, client, _ = country
    headers = {**sent.headers, "idempotency-key": "kunci-milik-yang-lain"}
    path, bodies = sent.path(entry.path), [json.dumps({"identifiers": [name]}).encode() for name in ("K-1", "K-2")]
    mine, again = (client.send(first, entry.method, path, body, headers) for body in bodies)
    theirs = client.send(other, entry.method, path, bodies[1], headers)
    assert (mine.status, again.status, theirs.status) == (200, 409, 200)
    assert "K-2" in theirs.text


def test_a_key_opens_nothing_to_who_left(country):
    """Who was a member when they sent it gets no answer to the same key afterwards."""
    from chalicelib.employers.model import Role
    from tests.security.matrix.world import HOME, Caller

    world, everybody, client, _ = country
    person_id = world.person("short", HOME, agreed=False)
    owner = everybody["owner"].principal
    employers.add_member(owner, world.employers["a"], person_id, Role.RECRUITER)
    caller = Caller("short", Principal(id=person_id, roles=frozenset({Audience.EMPLOYER})))
    body = json.dumps({"employer_id": world.employers["a"], "title": "Kasir Minimarket", "region": HOME}).encode()
    headers = {"idempotency-key": "keluar"}
    assert client.send(caller, "POST", "/v1/vacancies", body, headers).status == 201
    employers.remove_member(owner, world.employers["a"], person_id)
    refused = client.send(caller, "POST", "/v1/vacancies", body, headers)
    assert refused.status == 403
    assert world.leaks(caller, refused, body.decode()) == []


def test_a_registration_is_repeated_with_the_same_credentials_alone(country):
    world, everybody, client, _ = country
    public, headers = everybody["public"], {"idempotency-key": "daftar"}
    body = {"email": samples.email(), "password": samples.PASSWORD}
    first = client.send(public, "POST", "/v1/people", json.dumps(body).encode(), headers)
    assert first.status == 201
    world.note(first.body["person"]["id"])
    for other in ({**body, "password": "tebakan-orang-lain-9"}, {**body, "email": samples.email()}):
        refused = client.send(public, "POST", "/v1/people", json.dumps(other).encode(), headers)
        assert refused.status == 409
        assert world.leaks(public, refused, json.dumps(other)) == []


@pytest.mark.parametrize("entry", TAGGED, ids=[entry.name for entry in TAGGED])
def test_a_refusal_tells_no_version(country, entry):
    """With the right tag and with a wrong one whoever may not know the thing, or change it, hears the same."""
    world, everybody, client, _ = country
    with world.sharing():
        for name in ("another seeker", "owner of another", "officer elsewhere", "officer without regions"):
            caller = everybody[name]
            if door(entry, caller) is not None:
                continue
            for sent in RECIPES[entry.name](world, caller):
                asking = sent.caller or caller
                if expected(entry, asking, sent.resource) == GIVEN:
                    continue
                replies = [
                    client.send(asking, entry.method, sent.path(entry.path), sent.content, {**sent.headers, **tag})
                    for tag in ({"if-match": '"1"'}, {"if-match": '"999"'}, {})
                ]
                by_tag = {(reply.status, reply.text) for reply in replies if reply.status != 428}
                assert len(by_tag) == 1, f"{entry.path} as {name}: {by_tag}"
                assert "etag" not in replies[0].headers
