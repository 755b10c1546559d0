"""Proof of the caller: a bearer token, or a partner's signature."""

import msgspec

from chalicelib.errors import FieldError, Forbidden, Unauthenticated
from chalicelib.settings import Offices, Proofs, read
from chalicelib.texts import Text
from functions.calls import Call
from security.principal import ANONYMOUS, Audience, Principal


def proven(call: Call, audience: frozenset[Audience]) -> Principal:
    """Return who calls, whatever they may do; `ANONYMOUS` without a proof. Raises `Unauthenticated` for a wrong one.

    A public operation with a token still verifies it, so that a stale client learns of it at once.
    """
    return _prove(call, audience)


def admitted(call: Call, principal: Principal, audience: frozenset[Audience]) -> Call:
    """Return the call with its proven caller.

    Raises `Unauthenticated` when a proof is missing, `Forbidden` when the caller is none of ``audience``, or would be
    it by a role of an office alone, which needs a second factor (``second_factor_required``), or has a session that
    began with too little proof (``second_proof_required``).
    """
    if Audience.PUBLIC not in audience and not principal.roles & audience:
        if principal is ANONYMOUS:
            raise Unauthenticated(Text("Masuk dahulu.", "Sign in first."))
        raise Forbidden
    return msgspec.structs.replace(call, principal=_honoured(_in_proof(call.path, principal, audience), audience))


def _honoured(principal: Principal, audience: frozenset[Audience]) -> Principal:
    """Return the caller without their roles of an office while these need a second factor and there is none.

    Such a caller may enrol one, end their session, and do what their other roles allow. Raises `Forbidden`.
    """
    if read(Offices).second_factor == "optional":
        return principal
    from chalicelib.people import second_factor
    from security.session_lives import OFFICES

    if OFFICES.isdisjoint(principal.roles):
        return principal
    if second_factor.is_confirmed(principal.id):
        return principal
    bare = msgspec.structs.replace(principal, roles=principal.roles - OFFICES, regions=())
    if bare.roles & audience or Audience.PUBLIC in audience or audience >= OFFICES | {Audience.SEEKER}:
        return bare
    text = Text("Pasang faktor kedua dahulu.", "Set up a second factor first.")
    raise Forbidden(text, [FieldError(pointer="Authorization", code="second_factor_required", detail=text)])


def _in_proof(path: str, principal: Principal, audience: frozenset[Audience]) -> Principal:
    """Return the caller, without a role where their session began with one proof and two are needed.

    Such a caller may make the second one and end the session (`people.half_proven`), and ask for what is public. Raises
    `Forbidden` with the code ``second_proof_required``.
    """
    if not principal.session or read(Proofs).second_proof == "off":
        return principal
    from chalicelib.people import half_proven

    if half_proven.opens(path) or not half_proven.holds(principal.id, principal.session):
        return principal
    if Audience.PUBLIC in audience:
        return msgspec.structs.replace(principal, roles=frozenset(), regions=())
    text = Text(
        "Buktikan kontak Anda, pasang aplikasi autentikator, atau buat kata sandi bila belum punya.",
        "Prove a contact, set up an authenticator, or choose a password if you have none.",
    )
    raise Forbidden(text, [FieldError(pointer="Authorization", code="second_proof_required", detail=text)])


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
