"""Proofs of the caller that are none: every operation refuses each of them, and tells which header is wrong."""

from datetime import timedelta

import pytest

import app  # noqa: F401 - declares every operation
from chalicelib import partners
from chalicelib.clock import FixedClock
from functions.http import Endpoint
from security import identity
from security.identity import TokenVerifier
from security.keys import KeySet
from security.principal import Audience
from tests.functions.bad_input.data import AUTHORIZATIONS, SIGNATURE_HEADERS
from tests.functions.bad_input.world import ENDPOINTS, EVERY_ROLE, World, named, prepared, problem
from tests.security.conftest import MOMENT
from tests.security.test_identity import SETTINGS, Issuer, claims, published, token

__all__ = ["prepared"]

pytestmark = pytest.mark.emulator
CLOCK = FixedClock(MOMENT)
BEARER = [entry for entry in ENDPOINTS if Audience.PARTNER not in entry.audience]
CLOSED = [entry for entry in BEARER if Audience.PUBLIC not in entry.audience]
SIGNED = [entry for entry in ENDPOINTS if Audience.PARTNER in entry.audience]
REFUSED_CLAIMS = {
    "foreign_issuer": {"iss": "https://elsewhere.example/pool"},
    "foreign_client": {"client_id": "another-app"},
    "not_an_access_token": {"token_use": "id"},
    "token_expired": {"exp": int(MOMENT.timestamp()) - 3600},
    "token_not_yet_valid": {"nbf": int(MOMENT.timestamp()) + 3600},
    "unknown_account": {"username": "root"},
}


@pytest.fixture
def tokens(prepared: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world with the real verification of tokens, under keys of the test."""
    verifier = TokenVerifier(SETTINGS, KeySet(Issuer(published()), timedelta(minutes=1), CLOCK), CLOCK)
    monkeypatch.setattr(identity, "verify_bearer", verifier.verify)
    return prepared


def sent(world: World, entry: Endpoint, authorization: str | None):
    headers = {} if authorization is None else {"authorization": authorization}
    return world.send(entry, b"{}" if entry.body is not None else None, headers=headers)


@pytest.mark.parametrize("entry", CLOSED, ids=named)
def test_nobody_is_not_let_in(tokens, entry):
    reply = sent(tokens, entry, None)
    assert problem(reply).status == 401
    assert reply.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("entry", BEARER, ids=named)
def test_what_is_no_token_is_refused_also_where_none_is_needed(tokens, entry):
    for authorization in AUTHORIZATIONS:
        assert problem(sent(tokens, entry, authorization)).status == 401, authorization


@pytest.mark.parametrize("entry", BEARER, ids=named)
def test_each_wrong_claim_is_refused_by_its_code(tokens, entry):
    for code, changes in REFUSED_CLAIMS.items():
        found = problem(sent(tokens, entry, f"Bearer {token(claims(CLOCK, **changes))}"))
        assert found.status == 401
        assert [(error.pointer, error.code) for error in found.errors] == [("Authorization", code)]


@pytest.mark.parametrize("entry", CLOSED, ids=named)
def test_every_other_role_is_refused(tokens, entry):
    for roles in ([], *([role.value] for role in EVERY_ROLE - entry.audience), ["partner"], ["public"], ["root"]):
        made = token(claims(CLOCK, **{"cognito:groups": roles}))
        assert problem(sent(tokens, entry, f"Bearer {made}")).status == 403, roles


@pytest.mark.parametrize("entry", CLOSED, ids=named)
def test_a_role_of_the_audience_passes_this_door(tokens, entry):
    """What follows may refuse for reasons of its own, but not for want of a proof."""
    for role in entry.audience:
        made = token(claims(CLOCK, **{"cognito:groups": [role.value]}))
        reply = tokens.send(entry, headers={"authorization": f"Bearer {made}"}, query={"bukan_parameter": ["1"]})
        assert problem(reply).status == 400


@pytest.mark.parametrize("entry", SIGNED, ids=named)
def test_what_is_no_signature_is_refused_by_its_header(prepared, entry):
    before = prepared.stored()
    for headers in SIGNATURE_HEADERS:
        found = problem(prepared.send(entry, b"{}", headers=headers))
        assert found.status == 401
        assert {error.pointer for error in found.errors} <= {"Signature", "Signature-Input", "Content-Digest"}
        assert found.errors
    assert prepared.stored() == before
    assert partners.partner(prepared.partner.id).keys == ()
