"""What administrators send and see of partners."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.partners import Partner
from chalicelib.partners.model import RegisteredKey
from security.signature_types import Algorithm


class NewPartner(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The name of a portal; equal but for spelling is the same portal."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]


class NewKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An ed25519 public key in PEM, or nothing to be given a shared secret."""

    public_key: Annotated[str, Meta(max_length=1_000)] | None = None


class Reason(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a partner is suspended; for administrators, never shown to others."""

    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class IssuedKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A new key; ``secret`` (base64) is told this one time."""

    key_id: str
    algorithm: Algorithm
    secret: str | None = None

    def __repr__(self) -> str:
        """Never show the secret."""
        return f"IssuedKey({self.key_id})"


class KeyView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A key without what it is made of; ``revoked_at`` when it opens nothing any more. Times in UTC."""

    key_id: str
    algorithm: Algorithm
    added_at: datetime
    revoked_at: datetime | None = None


class PartnerAccount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A partner as administrators see it; ``suspended_at`` and ``reason`` while it is suspended."""

    id: str
    name: str
    added_at: datetime
    keys: tuple[KeyView, ...]
    suspended_at: datetime | None = None
    reason: str | None = None


def account_of(partner: Partner) -> PartnerAccount:
    """Return what administrators see of ``partner``."""
    stopped = partner.suspension
    return PartnerAccount(
        id=partner.id,
        name=partner.name,
        added_at=partner.added_at,
        keys=tuple(_key(key) for key in partner.keys),
        suspended_at=stopped.since if stopped else None,
        reason=stopped.reason if stopped else None,
    )


def _key(key: RegisteredKey) -> KeyView:
    return KeyView(key_id=key.id, algorithm=key.algorithm, added_at=key.added_at, revoked_at=key.revoked_at)
