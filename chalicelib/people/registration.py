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
from chalicelib.errors import Conflict, FieldError, InvalidInput, NotFound, Unavailable
from chalicelib.idempotency import IdempotencyKey, earlier_result, remember
from chalicelib.identifiers import new_identifier
from chalicelib.people import consents, erasure, limits, pending, store
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.personal import CONTACT_KINDS, UNIQUE_KINDS, Personal, hashes_of, holder_of, put
from chalicelib.texts import Language, Text
from security import audit
from security.accounts import accounts
from security.passwords import check_chosen
from security.principal import Audience
from security.purposes import Purpose
from security.sealed import Kind

_NOT_STORED = (tables.ConditionRefused, Unavailable)
"""With these a transaction says that nothing of it was written; see `tables.write`."""

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


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """By which officer (an identifier; empty: by themselves) somebody is registered, and where they live."""

    by: str = ""
    region: str | None = None


BY_THEMSELVES = Entry()


def register(request: Registration, key: IdempotencyKey | None = None, clock: Clock = SYSTEM_CLOCK) -> str:
    """Create the account and the person; returns the person's identifier, the earlier one for a repeated ``key``.

    Raises `InvalidInput`, `Conflict` when a contact or the national id belongs to somebody, `TooManyRequests`,
    `Unavailable` (then nothing was created that anybody can reach).
    """
    return enter(request, BY_THEMSELVES, key, clock)


def enter(request: Registration, entry: Entry, key: IdempotencyKey | None, clock: Clock) -> str:
    """Register somebody as `register` does, with what ``entry`` says beside it.

    Whom an officer registers chooses a password later, if at all.
    """
    if (earlier := earlier_result(key)) is not None:
        return earlier
    values = _values(request)
    hashes = hashes_of(values)
    if not entry.by:
        check_chosen(request.password, values.values())
    for kind in CONTACT_KINDS:
        if kind in hashes:
            limits.take(limits.REGISTRATIONS, hashes[kind][0], clock)
    person = _new_person(request, entry, clock)
    given = consents.first(request.consents, entry.by or person.id, clock.now(), request.language.value)
    agreed = Personal(consents=given)
    _make_room(hashes, clock)
    try:
        # Sealed once there is a note of the account: with it goes the key, should the person not come to exist.
        with _account(person.id, request.password or None, clock):
            _commit(person, put(agreed, values, person.id), entry, key, clock)
    except tables.ConditionRefused:
        return _lost_race(key)
    return person.id


def _values(request: Registration) -> dict[Kind, str]:
    given = {
        Kind.EMAIL: request.email,
        Kind.PHONE: request.phone,
        Kind.NIK: request.nik,
        Kind.NAME: request.name,
    }
    values = {kind: value for kind, value in given.items() if value is not None}
    if not values.keys() & set(CONTACT_KINDS):
        detail = Text("Isi e-mail atau nomor telepon.", "Give an e-mail address or a phone number.")
        fields = [FieldError(pointer=f"/{kind.value}", code="required", detail=detail) for kind in CONTACT_KINDS]
        raise InvalidInput(detail, fields)
    return values


def _new_person(request: Registration, entry: Entry, clock: Clock) -> Person:
    now = clock.now()
    return Person(
        id=new_identifier("per", clock),
        state=PersonState.UNVERIFIED,
        profile=Profile(region=entry.region),
        created_at=now,
        updated_at=now,
        language=request.language.value,
        consents=consents.checked(request.consents),
    )


def _make_room(hashes: dict[Kind, tuple[str, ...]], clock: Clock) -> None:
    """Refuse what belongs to somebody, but free what a stranger took and never proved to be theirs."""
    for kind in UNIQUE_KINDS:
        holder = holder_of(kind, hashes.get(kind, ()))
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
def _account(person_id: str, password: str | None, clock: Clock) -> Iterator[None]:
    """Make the account first; take it back when the person does not come to exist.

    When that fails, the process dies, or nobody can tell whether the person was stored, `pending.sweep` does it later
    if there is no person; meanwhile nobody can use an account without one.
    """
    pending.begin(person_id, clock)
    has_account = False
    try:
        accounts().create(person_id, password, groups=[Audience.SEEKER.value])
        has_account = True
        yield
    except Exception as error:
        if not has_account or isinstance(error, _NOT_STORED):
            with contextlib.suppress(Exception):
                pending.undo(person_id)
        raise


def _commit(person: Person, personal: Personal, entry: Entry, key: IdempotencyKey | None, clock: Clock) -> None:
    def build(transaction: TransactWrite) -> None:
        pending.complete(transaction, person.id)
        store.put_person(transaction, person, 0)
        store.put_personal(transaction, person.id, personal, 0)
        for kind, value in sorted(personal.markers()):
            uniqueness.claim(transaction, kind, value, person.id)
        outbox.add(transaction, topic="person_registered", subject=person.id, clock=clock)
        remember(transaction, key, person.id, clock)
        if entry.by:
            audit.record(
                actor=entry.by,
                action="register_person",
                subject=person.id,
                purpose=Purpose.ASSIST.value,
                transaction=transaction,
                clock=clock,
            )

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
