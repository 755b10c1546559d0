"""What a person has and wishes, and the few things about themselves that they can change."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, reference, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import InvalidInput, PreconditionFailed, invalid
from chalicelib.people import checking, correcting, former, limits, passwords, store, verification
from chalicelib.people.activity_rules import present
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.personal import CONTACT_KINDS, UNIQUE_KINDS, Personal, hashes_of, put
from chalicelib.people.registration import taken
from chalicelib.people.store import Loaded
from chalicelib.texts import Language, Text
from security.sealed import Kind


class PersonChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A JSON merge patch (RFC 7396): absent fields stay, ``null`` removes.

    Whoever has a proven contact proves anew that it is them to change, add or remove one: with ``current_password``, or
    ``code_id`` and ``code`` of ``POST /v1/sessions/codes`` for a proven contact. These are kept nowhere.
    """

    name: Annotated[str, Meta(max_length=200)] | UnsetType | None = UNSET
    email: Annotated[str, Meta(max_length=320)] | UnsetType | None = UNSET
    phone: Annotated[str, Meta(max_length=40)] | UnsetType | None = UNSET
    nik: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    current_password: Annotated[str, Meta(max_length=1024)] | None = None
    code_id: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=20)] | None = None

    def __repr__(self) -> str:
        """Never show personal data."""
        return "PersonChange(…)"


def replace_profile(
    person_id: str,
    profile: Profile,
    expected: int | None,
    clock: Clock = SYSTEM_CLOCK,
    also: tables.Writes | None = None,
) -> tuple[Person, int]:
    """Store ``profile``, and with it what ``also`` adds; returns the person and the new version.

    Raises `InvalidInput` that names every unknown code, `PreconditionFailed`, `NotFound`.
    """
    checking.check(profile, clock)
    loaded = store.load(person_id)
    store.check_version(loaded, expected)
    edition = reference.occupations().version
    now = clock.now()
    person = msgspec.structs.replace(loaded.person, profile=profile, occupation_version=edition, updated_at=now)
    person = present(person, now)
    told = profile != loaded.person.profile and correcting.is_told(person_id, clock)

    def build(transaction: TransactWrite) -> None:
        if told:
            correcting.tell(transaction, person_id, clock)
        if also is not None:
            also(transaction)

    return person, store.replace(person, loaded.version, build)


def change(person_id: str, wanted: PersonChange, expected: int | None, clock: Clock = SYSTEM_CLOCK) -> Loaded:
    """Change name, contacts, national id or language; returns the person as stored.

    A new contact is not verified; without any verified one the person is not active. Raises `InvalidInput`, also
    without the fresh proof that changing contacts takes (`passwords.proof_of`, `passwords.check`), `Conflict` when a
    contact is somebody else's, `PreconditionFailed`, `NotFound`, `TooManyRequests`.
    """
    loaded = store.load(person_id)
    store.check_version(loaded, expected)
    personal = _personal_after(loaded.personal, wanted, person_id)
    moved = correcting.corrected(loaded.personal, personal)
    spent = _proven_anew(loaded.person, wanted, moved, clock)
    correcting.check_nik(loaded.personal, moved, person_id, clock)
    for kind in moved.intersection(CONTACT_KINDS, personal.hashes):
        limits.take(limits.REGISTRATIONS, personal.hashes[kind], clock)
    person = _person_after(loaded.person, wanted, moved, clock)
    return _store(loaded, person, personal, spent, clock)


def _proven_anew(person: Person, wanted: PersonChange, moved: frozenset[Kind], clock: Clock) -> str | None:
    """Return the code that is spent with the change of contacts, if one is.

    A stolen access token must not be enough to receive somebody's codes from then on.
    """
    if not person.verified or not moved.intersection(CONTACT_KINDS):
        return None
    proof = passwords.proof_of(wanted.current_password, wanted.code_id, wanted.code)
    return passwords.check(person.id, proof, clock)


def _personal_after(before: Personal, wanted: PersonChange, person_id: str) -> Personal:
    given = {Kind.EMAIL: wanted.email, Kind.PHONE: wanted.phone, Kind.NIK: wanted.nik, Kind.NAME: wanted.name}
    values = {kind: value for kind, value in given.items() if isinstance(value, str)}
    removed = {kind for kind, value in given.items() if value is None}
    hashes = hashes_of(values)
    if not ({*before.hashes, *hashes} - removed) & set(CONTACT_KINDS):
        raise _no_contact()
    return put(before, values, person_id, without=removed)


def _no_contact() -> InvalidInput:
    detail = Text("Satu kontak harus tersisa.", "One contact must remain.")
    return invalid("", "last_contact", detail)


def _person_after(before: Person, wanted: PersonChange, moved: frozenset[Kind], clock: Clock) -> Person:
    verified = tuple(channel for channel in before.verified if Kind(channel) not in moved)
    here = present(before, clock.now())
    lost = here.state is PersonState.ACTIVE and not verified
    return msgspec.structs.replace(
        here,
        language=before.language if wanted.language is UNSET else wanted.language.value,
        verified=verified,
        confirmed=correcting.still_confirmed(before, moved),
        state=PersonState.UNVERIFIED if lost else here.state,
        updated_at=clock.now(),
    )


def _store(loaded: Loaded, person: Person, personal: Personal, spent: str | None, clock: Clock) -> Loaded:
    kinds = correcting.corrected(loaded.personal, personal)
    moved = kinds.intersection(UNIQUE_KINDS)
    told = Kind.NAME in kinds and correcting.is_told(person.id, clock)

    def build(transaction: TransactWrite) -> None:
        if spent is not None:
            verification.spend(transaction, spent)
        store.put_person(transaction, person, loaded.version)
        store.put_personal(transaction, person.id, personal, loaded.personal_version)
        for kind, value in sorted(loaded.personal.markers() - personal.markers()):
            uniqueness.release(transaction, kind, value, person.id)
        for kind, value in sorted(personal.markers() - loaded.personal.markers()):
            uniqueness.claim(transaction, kind, value, person.id)
        if moved:
            changed = {"changed": " ".join(sorted(moved))}
            outbox.add(transaction, topic="contact_changed", subject=person.id, details=changed, clock=clock)
            former.keep(transaction, loaded.person, loaded.personal, moved, clock)
        if told:
            correcting.tell(transaction, person.id, clock)
        correcting.record(transaction, person.id, kinds, clock)

    try:
        tables.write(build)
    except tables.ConditionRefused:
        raise _reason(loaded, personal, spent) from None
    return Loaded(
        person=person, version=loaded.version + 1, personal=personal, personal_version=loaded.personal_version + 1
    )


def _reason(loaded: Loaded, personal: Personal, spent: str | None) -> Exception:
    if spent is not None and not verification.is_kept(spent):
        return passwords.wrong_code()
    for kind, value in personal.markers() - loaded.personal.markers():
        if uniqueness.holder(kind, value) not in (None, loaded.person.id):
            return taken()
    return PreconditionFailed()
