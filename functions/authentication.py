"""Proof of the caller: a bearer token, or a partner's signature."""

import msgspec

from chalicelib.errors import Forbidden, Unauthenticated
from chalicelib.texts import Text
from functions.calls import Call
from security.principal import ANONYMOUS, Audience, Principal


def authenticated(call: Call, audience: frozenset[Audience]) -> Call:
    """Return the call with its proven caller.

    Raises `Unauthenticated` when a proof is missing or wrong, `Forbidden` when the caller is none of ``audience``.
    A public operation with a token still verifies it, so that a stale client learns of it at once.
    """
    principal = _prove(call, audience)
    if Audience.PUBLIC not in audience and not principal.roles & audience:
        if principal is ANONYMOUS:
            raise Unauthenticated(Text("Masuk dahulu.", "Sign in first."))
        raise Forbidden
    return msgspec.structs.replace(call, principal=principal)


def _prove(call: Call, audience: frozenset[Audience]) -> Principal:
    if Audience.PARTNER in audience:
        from chalicelib.partners.signing import authenticate

        return authenticate(call.method, call.url, call.headers, call.raw_body)
    header = call.headers.get("authorization")
    if header is None:
        return ANONYMOUS
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated(Text("Gunakan Authorization: Bearer.", "Use Authorization: Bearer."))
    from security.identity import verify_bearer

    return verify_bearer(token.strip())
