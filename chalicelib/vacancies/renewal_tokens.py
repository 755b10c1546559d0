"""What a renewal link carries: a vacancy, the time that it is to be renewed after, and until when the link is good.

Thirty-nine bytes, 52 signs, so that an SMS holds one: the vacancy's identifier, the beginning of its present time, the
link's last day, and 128 bits of an HMAC over these and the person whom the link was sent to. The person does not stand
in it: whoever the employer's members are when it is opened, it fits one of them or nobody. See
docs/decisions/0186-renewal-by-link.md.
"""

import base64
import hashlib
import hmac
import re
from datetime import date, timedelta

import msgspec

from chalicelib.identifiers import packed, unpacked
from chalicelib.secrets import lookup_secrets

SIGNS = 52
_FORM = re.compile(rf"[A-Za-z0-9_-]{{{SIGNS}}}")
_LABEL = b"renew a vacancy 1\n"
_SIGNATURE_BYTES = 16
_FIRST_DAY = date(2020, 1, 1)


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """What a link offers: to renew ``vacancy_id`` after its time since ``term`` (epoch seconds), up to ``last_day``."""

    vacancy_id: str
    term: int
    last_day: date


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A link that was read and not yet proven: `is_for` tells whether it is somebody's."""

    offer: Offer
    body: bytes
    signature: bytes

    def is_for(self, person_id: str) -> bool:
        """Tell in constant time whether the link was made for ``person_id``."""
        return any(hmac.compare_digest(self.signature, known) for known in _signatures(self.body, person_id))


def token_of(offer: Offer, person_id: str) -> str:
    """Return the text that proves that ``person_id`` was made this offer."""
    body = _packed(offer)
    return base64.urlsafe_b64encode(body + _signatures(body, person_id)[0]).decode()


def opened(token: str) -> Opened | None:
    """Return what ``token`` says, ``None`` for what is no token at all."""
    if _FORM.fullmatch(token) is None:
        return None
    raw = base64.urlsafe_b64decode(token)
    body, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
    return Opened(offer=_unpacked(body), body=body, signature=signature)


def _packed(offer: Offer) -> bytes:
    day = (offer.last_day - _FIRST_DAY).days
    return packed(offer.vacancy_id) + offer.term.to_bytes(4, "big") + day.to_bytes(2, "big")


def _unpacked(body: bytes) -> Offer:
    return Offer(
        vacancy_id=unpacked("vac", body[:17]),
        term=int.from_bytes(body[17:21], "big"),
        last_day=_FIRST_DAY + timedelta(days=int.from_bytes(body[21:], "big")),
    )


def _signatures(body: bytes, person_id: str) -> list[bytes]:
    """Return the one under the present secret, and behind it, while it takes another's place, the one under that."""
    said = _LABEL + body + person_id.encode()
    made = (hmac.new(secret, said, hashlib.sha256).digest() for secret in lookup_secrets())
    return [signature[:_SIGNATURE_BYTES] for signature in made]
