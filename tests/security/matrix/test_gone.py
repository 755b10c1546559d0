"""Whoever was erased, with a token that is still good: nothing opens, and nothing comes to be in their name."""

import pytest

import app  # noqa: F401 - declares every operation
from chalicelib.people import erasure
from functions.http import ENDPOINTS
from security.principal import Audience, Principal
from tests.security.matrix.requests import RECIPES
from tests.security.matrix.test_matrix import said
from tests.security.matrix.world import HOME, Caller

pytestmark = pytest.mark.emulator
CLOSED = [
    entry
    for entry in ENDPOINTS
    if Audience.PUBLIC not in entry.audience and entry.audience & {Audience.SEEKER, Audience.EMPLOYER}
]
REPEATED = {"profiles_erase", "sessions_sign_out"}
"""Ending what is ended already is no change."""


@pytest.fixture(scope="package")
def gone(country) -> Caller:
    """Somebody erased, who had an employer."""
    world = country[0]
    person_id = world.person("gone", HOME, agreed=True)
    world.document("gone")
    erasure.erase(person_id, actor=person_id)
    return Caller("gone", Principal(id=person_id, roles=frozenset({Audience.SEEKER, Audience.EMPLOYER})))


@pytest.mark.parametrize("entry", CLOSED, ids=[f"{entry.method} {entry.path}" for entry in CLOSED])
def test_nothing_opens_and_nothing_is_made(country, gone, entry):
    world, _, client, spy = country
    for sent in RECIPES[entry.name](world, gone):
        if sent.caller is not None:
            continue
        spy.changes()
        reply = client.send(gone, entry.method, sent.path(entry.path), sent.content, sent.headers)
        changes = spy.changes()
        assert world.leaks(gone, reply, said(entry, sent)) == []
        if entry.name in REPEATED:
            assert reply.status == 204
            continue
        assert changes == []
        assert world.cache["name gone"] not in reply.text
        # A list may be there and hold nothing; what is undone already may be undone again.
        empty = {200} if entry.method == "GET" else {204} if entry.method == "DELETE" else set()
        assert reply.status in {401, 403, 404} | empty, f"{entry.path}: {reply.status} {reply.text[:200]}"
        if reply.status == 200:
            assert not reply.body.get("items"), reply.text
