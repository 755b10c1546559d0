"""Partners and their keys: two at a time for rotation, revocation at once."""

import base64
from collections.abc import Callable
from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, InvalidInput, NotFound, Unavailable, invalid
from chalicelib.identifiers import is_identifier, new_identifier
from chalicelib.partners import table
from chalicelib.partners.model import KEYS_AT_A_TIME, IssuedSecret, Partner, RegisteredKey
from chalicelib.tables import ConditionRefused
from chalicelib.texts import Text
from search.normalise import normalise
from security.shared_secrets import new_secret, open_secret, seal_secret
from security.signatures import Algorithm, PartnerKey

_NAME = "partner-name"
_KEY = "partner-key"
_LONGEST_NAME = 100
_ATTEMPTS = 4


def add_partner(name: str, clock: Clock = SYSTEM_CLOCK) -> Partner:
    """Register a partner, or return the one that has this name (however it is spelled); raises `InvalidInput`."""
    known = normalise(name)
    if not known or len(name) > _LONGEST_NAME:
        raise invalid("/name", "invalid", Text("Nama mitra 1-100 karakter.", "A partner's name has 1 to 100 signs."))
    partner = Partner(id=new_identifier("par", clock), name=name.strip(), added_at=clock.now())

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.PartnerItem(partner.id, partner=partner))
        uniqueness.claim(transaction, _NAME, known, partner.id)

    try:
        tables.write(build)
    except ConditionRefused:
        return partner_named(name)
    return partner


def partner_named(name: str) -> Partner:
    """Return the partner with this name; raises `NotFound`."""
    identifier = uniqueness.holder(_NAME, normalise(name))
    if identifier is None:
        raise NotFound(Text("Mitra tidak dikenal.", "Unknown partner."))
    return partner(identifier)


def partner(partner_id: str) -> Partner:
    """Return a partner; raises `NotFound`."""
    return table.load_partner(partner_id).partner


def add_key(partner_id: str, public_pem: str | bytes, clock: Clock = SYSTEM_CLOCK) -> PartnerKey:
    """Register an ed25519 public key in PEM. Raises `Conflict` when two are valid already, `InvalidInput`."""
    public = _checked(public_pem)
    key = RegisteredKey(id=new_identifier("key", clock), public=public, added_at=clock.now())
    _register(partner_id, key)
    return _verifying(partner_id, key)


def issue_secret(partner_id: str, clock: Clock = SYSTEM_CLOCK) -> IssuedSecret:
    """Make a shared secret for hmac-sha256, for partners whose systems know no ed25519; only its sealed form is kept.

    Raises `Conflict` when two keys are valid already, `Unavailable`.
    """
    secret, key_id = new_secret(), new_identifier("key", clock)
    sealed = seal_secret(secret, key_id)
    _register(
        partner_id, RegisteredKey(id=key_id, algorithm=Algorithm.HMAC_SHA256, secret=sealed, added_at=clock.now())
    )
    return IssuedSecret(key_id=key_id, secret=base64.b64encode(secret).decode("ascii"))


def _register(partner_id: str, key: RegisteredKey) -> None:
    def added(present: Partner) -> Partner:
        if len(present.valid_keys) >= KEYS_AT_A_TIME:
            text = Text("Sudah ada dua kunci; cabut satu dahulu.", "There are two keys; revoke one first.")
            raise Conflict(text)
        return msgspec.structs.replace(present, keys=(*present.keys, key))

    _change(partner_id, added, key.id)


def revoke_key(partner_id: str, key_id: str, clock: Clock = SYSTEM_CLOCK) -> Partner:
    """Make a key useless from now on; raises `NotFound`. Revoking twice keeps the first moment."""
    now = clock.now()

    def revoked(present: Partner) -> Partner:
        if all(key.id != key_id for key in present.keys):
            raise NotFound(Text("Kunci tidak dikenal.", "Unknown key."))
        return msgspec.structs.replace(present, keys=tuple(_ended(key, key_id, now) for key in present.keys))

    return _change(partner_id, revoked)


def key_of(key_id: str) -> PartnerKey | None:
    """Return the key that signatures with ``key_id`` are verified with, or ``None`` when it is unknown or revoked."""
    if not is_identifier(key_id, "key"):
        return None
    partner_id = uniqueness.holder(_KEY, key_id)
    if partner_id is None:
        return None
    valid = partner(partner_id).valid_keys
    return next((_verifying(partner_id, key) for key in valid if key.id == key_id), None)


def _change(partner_id: str, changed: Callable[[Partner], Partner], new_key: str | None = None) -> Partner:
    for _ in range(_ATTEMPTS):
        item = table.load_partner(partner_id)
        item.partner = changed(item.partner)

        def build(transaction: TransactWrite, item: table.PartnerItem = item) -> None:
            transaction.save(item)
            if new_key is not None:
                uniqueness.claim(transaction, _KEY, new_key, partner_id)

        try:
            tables.write(build)
        except ConditionRefused:
            continue
        return item.partner
    raise Unavailable


def _ended(key: RegisteredKey, key_id: str, now: datetime) -> RegisteredKey:
    if key.id != key_id or key.revoked_at is not None:
        return key
    return msgspec.structs.replace(key, revoked_at=now, secret=None)


def _verifying(partner_id: str, key: RegisteredKey) -> PartnerKey:
    material = key.public.encode() if key.secret is None else open_secret(key.secret, key.id)
    return PartnerKey(key_id=key.id, partner_id=partner_id, algorithm=key.algorithm, public=material)


def _checked(public_pem: str | bytes) -> str:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    raw = public_pem.encode() if isinstance(public_pem, str) else public_pem
    try:
        key = load_pem_public_key(raw)
    except (ValueError, UnsupportedAlgorithm):
        raise _no_key() from None
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key()
    return raw.decode("ascii")


def _no_key() -> InvalidInput:
    text = Text("Bukan kunci publik ed25519 dalam PEM.", "Not an ed25519 public key in PEM.")
    return invalid("/public_key", "invalid", text)
