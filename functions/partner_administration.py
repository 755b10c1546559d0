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
    from chalicelib import idempotency

    _allow(call, "create")
    key = call.idempotency_key("add_partner")
    return _account(idempotency.alike(key, lambda: partners.add_partner(body.name, actor=call.principal.id)))


@endpoint(blueprint, "GET", "/v1/partners/{partner_id}", audience=_ADMIN)
def read(call: Call, partner_id: str) -> Answer[PartnerAccount]:
    """A partner with its keys, the revoked ones too, and whether it is suspended."""
    _allow(call, "read")
    return _account(partners.partner(partner_id))


@endpoint(blueprint, "POST", "/v1/partners/{partner_id}/keys", audience=_ADMIN, status=201)
def add_key(call: Call, partner_id: str, body: NewKey) -> Answer[IssuedKey]:
    """Give a partner another key, so that it can change keys without a pause; two are valid at a time.

    With ``public_key`` an ed25519 key is registered. Without it a shared secret for hmac-sha256 is made and told this
    one time; with an ``Idempotency-Key`` the same administrator is told it again when the answer was lost.
    """
    from chalicelib import idempotency
    from functions.partner_administration_types import IssuedKey
    from security.signature_types import Algorithm

    _allow(call, "update")
    once = call.idempotency_key("partner_key")
    if (public := body.public_key) is not None:
        key = idempotency.alike(once, lambda: partners.add_key(partner_id, public, actor=call.principal.id))
        told = IssuedKey(key_id=key.key_id, algorithm=key.algorithm)
    else:
        issued = partners.issue_secret(partner_id, actor=call.principal.id, once=once)
        told = IssuedKey(key_id=issued.key_id, algorithm=Algorithm.HMAC_SHA256, secret=issued.secret)
    return Answer(body=told, headers=_NEVER_KEPT)


@endpoint(blueprint, "DELETE", "/v1/partners/{partner_id}/keys/{key_id}", audience=_ADMIN)
def revoke_key(call: Call, partner_id: str, key_id: str) -> Answer[PartnerAccount]:
    """Revoke a key: from this answer on no request that it signed is accepted. Again: nothing changes."""
    _allow(call, "update")
    return _account(partners.revoke_key(partner_id, key_id, actor=call.principal.id))


@endpoint(blueprint, "POST", "/v1/partners/{partner_id}/suspension", audience=_ADMIN)
def suspend(call: Call, partner_id: str, body: Reason) -> Answer[PartnerAccount]:
    """Suspend a partner: from this answer on none of its requests is accepted; its vacancies stay as they are.

    Its feed is fetched no more, and what it pushed before and is still queued waits until the partner may go on.
    """
    _allow(call, "update")
    key = call.idempotency_key("suspend_partner")
    return _account(partners.suspend(partner_id, body.reason, actor=call.principal.id, key=key))


@endpoint(blueprint, "DELETE", "/v1/partners/{partner_id}/suspension", audience=_ADMIN)
def resume(call: Call, partner_id: str) -> Answer[PartnerAccount]:
    """Let a suspended partner go on with the keys that it has; what waited of its pushes is queued again."""
    _allow(call, "update")
    return _account(partners.resume(partner_id, actor=call.principal.id))


def _allow(call: Call, action: str) -> None:
    from security.policy import Action, Resource, ResourceKind, require

    require(call.principal, Action(action), Resource(kind=ResourceKind.PARTNER))


def _account(found: Partner) -> Answer[PartnerAccount]:
    from functions.partner_administration_types import account_of

    return Answer(body=account_of(found), headers=_NEVER_KEPT)
