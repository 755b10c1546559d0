"""Partners and their keys, for administrators: adding, rotating, revoking, suspending. Each act is in the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import partners
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.partners import Partner
    from functions.partner_administration_types import IssuedKey, NewKey, NewPartner, PartnerAccount, Reason

blueprint = Blueprint(__name__)
_ADMIN = [Audience.ADMIN]
_NEVER_KEPT = {"Cache-Control": "no-store"}


@endpoint(blueprint, "POST", "/v1/partners", audience=_ADMIN, status=201)
def add(call: Call, body: NewPartner) -> Answer[PartnerAccount]:
    """Register a partner portal; one that has this name already is returned as it is."""
    _allow(call, "create")
    return _account(partners.add_partner(body.name, actor=call.principal.id))


@endpoint(blueprint, "GET", "/v1/partners/{partner_id}", audience=_ADMIN)
def read(call: Call, partner_id: str) -> Answer[PartnerAccount]:
    """A partner with its keys, the revoked ones too, and whether it is suspended."""
    _allow(call, "read")
    return _account(partners.partner(partner_id))


@endpoint(blueprint, "POST", "/v1/partners/{partner_id}/keys", audience=_ADMIN, status=201)
def add_key(call: Call, partner_id: str, body: NewKey) -> Answer[IssuedKey]:
    """Give a partner another key, so that it can change keys without a pause; two are valid at a time.

    With ``public_key`` an ed25519 key is registered. Without it a shared secret for hmac-sha256 is made and told this
    one time.
    """
    from functions.partner_administration_types import IssuedKey
    from security.signature_types import Algorithm

    _allow(call, "update")
    if body.public_key is not None:
        key = partners.add_key(partner_id, body.public_key, actor=call.principal.id)
        told = IssuedKey(key_id=key.key_id, algorithm=key.algorithm)
    else:
        issued = partners.issue_secret(partner_id, actor=call.principal.id)
        told = IssuedKey(key_id=issued.key_id, algorithm=Algorithm.HMAC_SHA256, secret=issued.secret)
    return Answer(body=told, headers=_NEVER_KEPT)


@endpoint(blueprint, "DELETE", "/v1/partners/{partner_id}/keys/{key_id}", audience=_ADMIN)
def revoke_key(call: Call, partner_id: str, key_id: str) -> Answer[PartnerAccount]:
    """Revoke a key: from this answer on no request that it signed is accepted. Again: nothing changes."""
    _allow(call, "update")
    return _account(partners.revoke_key(partner_id, key_id, actor=call.principal.id))


@endpoint(blueprint, "POST", "/v1/partners/{partner_id}/suspension", audience=_ADMIN)
def suspend(call: Call, partner_id: str, body: Reason) -> Answer[PartnerAccount]:
    """Suspend a partner: from this answer on none of its requests is accepted; its vacancies stay as they are."""
    _allow(call, "update")
    return _account(partners.suspend(partner_id, body.reason, actor=call.principal.id))


@endpoint(blueprint, "DELETE", "/v1/partners/{partner_id}/suspension", audience=_ADMIN)
def resume(call: Call, partner_id: str) -> Answer[PartnerAccount]:
    """Let a suspended partner go on with the keys that it has."""
    _allow(call, "update")
    return _account(partners.resume(partner_id, actor=call.principal.id))


def _allow(call: Call, action: str) -> None:
    from security.policy import Action, Resource, ResourceKind, require

    require(call.principal, Action(action), Resource(kind=ResourceKind.PARTNER))


def _account(found: Partner) -> Answer[PartnerAccount]:
    from functions.partner_administration_types import account_of

    return Answer(body=account_of(found), headers=_NEVER_KEPT)
