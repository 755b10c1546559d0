"""Registration: all of it or none, whatever fails in between. See docs/decisions/0060-registration.md."""

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

import msgspec
from msgspec import Meta
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, FieldError, InvalidInput, NotFound
from chalicelib.idempotency import IdempotencyKey, earlier_result, remember
from chalicelib.identifiers import new_identifier
from chalicelib.people import consents, erasure, limits, names, pending, store
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.personal import CONTACT_KINDS, Personal, hashes_of, marker_kind, seal_all
from chalicelib.texts import Language, Text
from security.accounts import accounts
from security.passwords import check_password
from security.principal import Audience
from security.sealed import Kind

UNPROVEN_KEPT = timedelta(hours=24)
"""How long a contact that nobody proved is kept from others who register with it."""


class Registration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person registers with: at least one contact, a password, consents with the version that they read."""

    password: Annotated[str, Meta(max_length=1024)]
    email: Annotated[str, Meta(max_length=320)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None
    name: Annotated[str, Meta(max_length=200)] | None = None
    nik: Annotated[str, Meta(max_length=40)] | None = None
    language: Language = Language.INDONESIAN
    consents: dict[str, int] = {}

    def __repr__(self) -> str:
        """Never show personal data or the password."""
        return "Registration(…)"


def register(request: Registration, key: IdempotencyKey | None = None, clock: Clock = SYSTEM_CLOCK) -> str:
    """Create the account and the person; returns the person's identifier, the earlier one for a repeated ``key``.

    Raises `InvalidInput`, `Conflict` when a contact or the national id belongs to somebody, `TooManyRequests`,
    `Unavailable` (then nothing was created that anybody can reach).
    """
    if (earlier := earlier_result(key)) is not None:
        return earlier
    values = _values(request)
    hashes = hashes_of(values)
    check_password(request.password)
    for kind in CONTACT_KINDS:
        if kind in hashes:
            limits.take(limits.REGISTRATIONS, hashes[kind], clock)
    person = _new_person(request, clock)
    personal = Personal(
        name=names.checked(request.name),
        sealed=seal_all(values, person.id),
        hashes=hashes,
        consents=consents.first(request.consents, person.id, clock.now()),
    )
    _make_room(hashes, clock)
    try:
        with _account(person.id, request.password, clock):
            _commit(person, personal, key, clock)
    except tables.ConditionRefused:
        return _lost_race(key)
    return person.id


def _values(request: Registration) -> dict[Kind, str]:
    given = {Kind.EMAIL: request.email, Kind.PHONE: request.phone, Kind.NIK: request.nik}
    values = {kind: value for kind, value in given.items() if value is not None}
    if not values.keys() & set(CONTACT_KINDS):
        detail = Text("Isi e-mail atau nomor telepon.", "Give an e-mail address or a phone number.")
        fields = [FieldError(pointer=f"/{kind.value}", code="required", detail=detail) for kind in CONTACT_KINDS]
        raise InvalidInput(detail, fields)
    return values


def _new_person(request: Registration, clock: Clock) -> Person:
    now = clock.now()
    return Person(
        id=new_identifier("per", clock),
        state=PersonState.UNVERIFIED,
        profile=Profile(),
        created_at=now,
        updated_at=now,
        language=request.language.value,
        consents=consents.checked(request.consents),
    )


def _make_room(hashes: dict[Kind, str], clock: Clock) -> None:
    """Refuse what belongs to somebody, but free what a stranger took and never proved to be theirs."""
    for kind, value in hashes.items():
        holder = uniqueness.holder(marker_kind(kind), value)
        if holder is not None and not _is_abandoned(holder, clock):
            raise taken()
        if holder is not None:
            erasure.erase(holder, actor="system", clock=clock)


def _is_abandoned(person_id: str, clock: Clock) -> bool:
    try:
        person, _ = store.get(person_id)
    except NotFound:
        return False
    unproven = person.state is PersonState.UNVERIFIED and clock.now() - person.created_at > UNPROVEN_KEPT
    return unproven or person.state is PersonState.ERASED


@contextlib.contextmanager
def _account(person_id: str, password: str, clock: Clock) -> Iterator[None]:
    """Make the account first; take it back when the person does not come to exist.

    When even that fails, or the process dies, `pending.sweep` does it later; meanwhile nobody can use
    an account without a person.
    """
    pending.begin(person_id, clock)
    try:
        accounts().create(person_id, password, groups=[Audience.SEEKER.value])
        yield
    except Exception:
        with contextlib.suppress(Exception):
            pending.undo(person_id)
        raise


def _commit(person: Person, personal: Personal, key: IdempotencyKey | None, clock: Clock) -> None:
    def build(transaction: TransactWrite) -> None:
        pending.complete(transaction, person.id)
        store.put_person(transaction, person, 0)
        store.put_personal(transaction, person.id, personal, 0)
        for kind, value in personal.hashes.items():
            uniqueness.claim(transaction, marker_kind(kind), value, person.id)
        outbox.add(transaction, topic="person_registered", subject=person.id, clock=clock)
        remember(transaction, key, person.id, clock)

    tables.write(build)


def _lost_race(key: IdempotencyKey | None) -> str:
    if (earlier := earlier_result(key)) is not None:
        return earlier
    raise taken()


def taken() -> Conflict:
    """Return the refusal of a contact or national id that has an account; it does not say which of them."""
    detail = Text(
        "Data ini sudah terdaftar. Masuk dengan akun itu, atau minta kode sekali pakai.",
        "These details are registered already. Sign in to that account, or ask for a one-time code.",
    )
    return Conflict(detail, [FieldError(pointer="", code="already_registered", detail=detail)])
