"""Partners and their keys: two at a time for rotation, revocation at once."""

import base64
from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import is_identifier, new_identifier
from chalicelib.partners import table
from chalicelib.partners.changing import SYSTEM, Act, change, note
from chalicelib.partners.model import KEYS_AT_A_TIME, IssuedSecret, Partner, RegisteredKey
from chalicelib.partners.public_keys import checked_public_key
from chalicelib.tables import ConditionRefused
from chalicelib.texts import Text
from search.normalise import normalise
from security.shared_secrets import new_secret, open_secret, seal_secret
from security.signatures import Algorithm, PartnerKey

_NAME = "partner-name"
_KEY = "partner-key"
_LONGEST_NAME = 100


def _nothing(transaction: TransactWrite) -> None:
    """Add nothing."""


def add_partner(name: str, clock: Clock = SYSTEM_CLOCK, *, actor: str = SYSTEM) -> Partner:
    """Register a partner, or return the one that has this name (however it is spelled); raises `InvalidInput`.

    What is done to partners and keys is in the audit, with who did it (``actor``).
    """
    known = normalise(name)
    if not known or len(name) > _LONGEST_NAME:
        raise invalid("/name", "invalid", Text("Nama mitra 1-100 karakter.", "A partner's name has 1 to 100 signs."))
    partner = Partner(id=new_identifier("par", clock), name=name.strip(), added_at=clock.now())

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.PartnerItem(partner.id, partner=partner))
        uniqueness.claim(transaction, _NAME, known, partner.id)
        note(transaction, "add_partner", partner.id, actor, clock)

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


def add_key(
    partner_id: str, public_pem: str | bytes, clock: Clock = SYSTEM_CLOCK, *, actor: str = SYSTEM
) -> PartnerKey:
    """Register an ed25519 public key in PEM; one that is valid already is returned as it is.

    Raises `Conflict` when two others are valid, `InvalidInput`, `NotFound`.
    """
    public = checked_public_key(public_pem)
    key = RegisteredKey(id=new_identifier("key", clock), public=public, added_at=clock.now())
    return _verifying(partner_id, _register(partner_id, key, Act("add_key", actor, clock)))


def issue_secret(
    partner_id: str,
    clock: Clock = SYSTEM_CLOCK,
    *,
    actor: str = SYSTEM,
    once: IdempotencyKey | None = None,
) -> IssuedSecret:
    """Make a shared secret for hmac-sha256, for partners whose systems know no ed25519; only its sealed form is kept.

    Repeated under the key ``once`` by whoever was told it, it is the same secret: an answer that was lost costs no key.
    Raises `Conflict` when two keys are valid already, or the one that was made was revoked since; `NotFound`,
    `Unavailable`.
    """
    act = Act("issue_secret", actor, clock)
    key_id = idempotency.repeatable(
        once, lambda: _issued(partner_id, act, once), lambda: idempotency.earlier_result(once) or ""
    )
    made = next((key for key in partner(partner_id).valid_keys if key.id == key_id), None)
    if made is None or made.secret is None:
        raise Conflict(Text("Kunci itu sudah dicabut.", "That key was revoked since."))
    return IssuedSecret(key_id=key_id, secret=base64.b64encode(open_secret(made.secret, key_id)).decode("ascii"))


def _issued(partner_id: str, act: Act, once: IdempotencyKey | None) -> str:
    secret, key_id = new_secret(), new_identifier("key", act.clock)
    sealed = seal_secret(secret, key_id)
    key = RegisteredKey(id=key_id, algorithm=Algorithm.HMAC_SHA256, secret=sealed, added_at=act.clock.now())

    def noted(transaction: TransactWrite) -> None:
        idempotency.remember(transaction, once, key_id, act.clock)

    _register(partner_id, key, act, noted)
    return key_id


def _register(partner_id: str, key: RegisteredKey, act: Act, also: tables.Writes = _nothing) -> RegisteredKey:
    def added(present: Partner) -> Partner:
        if _held(present, key) is not None:
            return present
        if len(present.valid_keys) >= KEYS_AT_A_TIME:
            text = Text("Sudah ada dua kunci; cabut satu dahulu.", "There are two keys; revoke one first.")
            raise Conflict(text)
        return msgspec.structs.replace(present, keys=(*present.keys, key))

    def claimed(transaction: TransactWrite) -> None:
        uniqueness.claim(transaction, _KEY, key.id, partner_id)
        also(transaction)

    return _held(change(partner_id, added, act, claimed), key) or key


def _held(present: Partner, key: RegisteredKey) -> RegisteredKey | None:
    """Return the valid key that is this one: the same identifier, or the same public key."""
    return next(
        (each for each in present.valid_keys if each.id == key.id or (key.public and each.public == key.public)), None
    )


def revoke_key(partner_id: str, key_id: str, clock: Clock = SYSTEM_CLOCK, *, actor: str = SYSTEM) -> Partner:
    """Make a key useless from now on; raises `NotFound`. Revoking twice keeps the first moment."""
    now = clock.now()

    def revoked(present: Partner) -> Partner:
        if all(key.id != key_id for key in present.keys):
            raise NotFound(Text("Kunci tidak dikenal.", "Unknown key."))
        return msgspec.structs.replace(present, keys=tuple(_ended(key, key_id, now) for key in present.keys))

    return change(partner_id, revoked, Act("revoke_key", actor, clock))


def key_of(key_id: str) -> PartnerKey | None:
    """Return the key that signatures with ``key_id`` are verified with, or ``None`` when it is unknown or revoked.

    An unknown key costs as many reads as a known one, so that time does not tell them apart.
    """
    if not is_identifier(key_id, "key"):
        return None
    partner_id = uniqueness.holder(_KEY, key_id)
    try:
        present = partner(partner_id or key_id)
    except NotFound:
        return None
    found = next((key for key in present.valid_keys if key.id == key_id), None)
    return None if found is None else _verifying(present.id, found, suspended=present.suspension is not None)


def _ended(key: RegisteredKey, key_id: str, now: datetime) -> RegisteredKey:
    if key.id != key_id or key.revoked_at is not None:
        return key
    return msgspec.structs.replace(key, revoked_at=now, secret=None)


def _verifying(partner_id: str, key: RegisteredKey, *, suspended: bool = False) -> PartnerKey:
    material = key.public.encode() if key.secret is None else open_secret(key.secret, key.id)
    return PartnerKey(
        key_id=key.id, partner_id=partner_id, algorithm=key.algorithm, public=material, suspended=suspended
    )
