"""Every operation, asked by everybody, with what its description allows and with what it forbids.

Whatever is sent: no 5xx, and an answer of a status, a media type and a form that the description names. What the
description forbids is refused, and so is who does not prove who they are.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import GenerationMode

from security.principal import Audience
from tests.effort import effort
from tests.fuzz.cases import CONFORMS, REFUSES, forbids, operations, sensible
from tests.fuzz.transport import ORIGIN
from tests.fuzz.world import OFFICIALS, World, entry_of, made, world

__all__ = ["world"]

pytestmark = pytest.mark.emulator
every = pytest.mark.parametrize("operation", operations(), ids=lambda found: found.label)
ROLES = (Audience.PUBLIC, Audience.SEEKER, Audience.EMPLOYER, *OFFICIALS, Audience.PARTNER)
ENDS_THE_ACCOUNT = {"DELETE /v1/people/me", "DELETE /v1/sessions/current"}
"""Whoever asks for these is signed out afterwards: a new person asks each time."""


def admitted(operation) -> list[Audience]:
    """The roles of an operation; where anybody may call, those who see more of it too."""
    audience = entry_of(operation.method, operation.path).audience
    own = [role for role in ROLES if role in audience]
    return own if Audience.PUBLIC not in audience else [*own, Audience.EMPLOYER, Audience.OFFICER]


def headers(world: World, operation, role: Audience) -> dict[str, str]:
    if operation.label in ENDS_THE_ACCOUNT and role not in (Audience.PUBLIC, Audience.PARTNER):
        return {"Authorization": f"Bearer {made().token}"}
    return world.headers(role)


def sent(case, world: World, proof: dict[str, str], checks) -> None:
    case.call_and_validate(base_url=ORIGIN, session=world.client, headers=proof, checks=checks)


@every
def test_what_the_description_allows_is_answered_as_it_says(world, operation):
    known = world.known(operation.path)

    @effort(3)
    @given(data=st.data())
    def tried(data):
        fixed = data.draw(st.sampled_from([known, known, {}])) if known else {}
        case = data.draw(operation.as_strategy(GenerationMode.POSITIVE, path_parameters=fixed or None))
        if data.draw(st.integers(0, 3)):
            case.body = sensible(case.body, world)
            case.query = sensible(dict(case.query or {}), world)
        role = data.draw(st.sampled_from([*admitted(operation), *ROLES]))
        sent(case, world, headers(world, operation, role), CONFORMS)

    tried()


FORBIDDING = [operation for operation in operations() if forbids(operation)]
UNPROVEN = ({}, {"Authorization": "Bearer a.b.c"}, {"Authorization": "Basic eDp5"}, {"Signature": "sig=:AAAA:"})
CLOSED = [found for found in operations() if Audience.PUBLIC not in entry_of(found.method, found.path).audience]


@pytest.mark.parametrize("operation", FORBIDDING, ids=lambda found: found.label)
def test_what_the_description_forbids_is_refused(world, operation):
    known = world.known(operation.path)

    @effort(3)
    @given(data=st.data())
    def tried(data):
        case = data.draw(operation.as_strategy(GenerationMode.NEGATIVE, path_parameters=known or None))
        role = data.draw(st.sampled_from(admitted(operation)))
        sent(case, world, headers(world, operation, role), REFUSES)

    tried()


@pytest.mark.parametrize("operation", CLOSED, ids=lambda found: found.label)
def test_nobody_is_answered_who_does_not_prove_who_they_are(world, operation):
    known = world.known(operation.path)

    @effort(1)
    @given(case=operation.as_strategy(GenerationMode.POSITIVE, path_parameters=known or None))
    def tried(case):
        for proof in UNPROVEN:
            reply = case.call(base_url=ORIGIN, session=world.client, headers=proof)
            assert reply.status_code == 401, (proof, reply.text)
            case.validate_response(reply, checks=CONFORMS)

    tried()


METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


@every
def test_a_method_that_is_not_described_is_refused_with_those_that_are(world, operation):
    described = {found.method.upper() for found in operations() if found.path == operation.path}
    path = operation.path.format_map({**dict.fromkeys(PARAMETERS, "x"), **world.known(operation.path)})
    for method in METHODS - described:
        reply = world.send(Audience.ADMIN, method, path)
        assert reply.status_code == 405, (method, reply.text)
        assert described <= set(reply.headers["Allow"].split(", "))


PARAMETERS = {part[1:-1] for found in operations() for part in found.path.split("/") if part.startswith("{")}
