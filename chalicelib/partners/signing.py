"""Proof that a partner sent a request."""

from collections.abc import Mapping

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.partners.keys import key_of
from security.nonces_table import NonceTable
from security.principal import Audience, Principal
from security.signatures import SignedRequest, verify


def authenticate(
    method: str, url: str, headers: Mapping[str, str], body: bytes, clock: Clock = SYSTEM_CLOCK
) -> Principal:
    """Return the partner that signed the request; raises `Unauthenticated` that says which header is wrong and why."""
    request = SignedRequest(method=method, url=url, headers=headers, body=body)
    verified = verify(request, key_of, NonceTable(), clock)
    return Principal(id=verified.partner_id, roles=frozenset({Audience.PARTNER}))
