"""What a person has and wishes, and the few things about themselves that they can change."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, reference, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import InvalidInput, PreconditionFailed, invalid
from chalicelib.people import checking, limits, names, store
from chalicelib.people.activity_rules import present
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.personal import CONTACT_KINDS, Personal, hashes_of, marker_kind, seal_all
from chalicelib.people.registration import taken
from chalicelib.people.store import Loaded
from chalicelib.texts import Language, Text
from security.sealed import Kind


class PersonChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A JSON merge patch (RFC 7396): absent fields stay, ``null`` removes."""

    name: Annotated[str, Meta(max_length=200)] | UnsetType | None = UNSET
    email: Annotated[str, Meta(max_length=320)] | UnsetType | None = UNSET
    phone: Annotated[str, Meta(max_length=40)] | UnsetType | None = UNSET
    nik: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    language: Language | UnsetType = UNSET

    def __repr__(self) -> str:
        """Never show personal data."""
        return "PersonChange(…)"


def replace_profile(
    person_id: str, profile: Profile, expected: int | None, clock: Clock = SYSTEM_CLOCK
) -> tuple[Person, int]:
    """Store ``profile``; returns the person and the new version.

    Raises `InvalidInput` that names every unknown code, `PreconditionFailed`, `NotFound`.
    """
    checking.check(profile, clock)
    loaded = store.load(person_id)
    store.check_version(loaded, expected)
    edition = reference.occupations().version
    now = clock.now()
    person = msgspec.structs.replace(loaded.person, profile=profile, occupation_version=edition, updated_at=now)
    person = present(person, now)
    return person, store.replace(person, loaded.version)


def change(person_id: str, wanted: PersonChange, expected: int | None, clock: Clock = SYSTEM_CLOCK) -> Loaded:
    """Change name, contacts, language, or add the national id; returns the person as stored.

    A new contact is not verified; without any verified one the person is not active. Raises `InvalidInput`,
    `Conflict` when a contact is somebody else's, `PreconditionFailed`, `NotFound`, `TooManyRequests`.
    """
    loaded = store.load(person_id)
    store.check_version(loaded, expected)
    personal = _personal_after(loaded.personal, wanted, person_id)
    moved = _moved(loaded.personal, personal)
    for kind in moved & set(CONTACT_KINDS) & personal.hashes.keys():
        limits.take(limits.REGISTRATIONS, personal.hashes[kind], clock)
    person = _person_after(loaded.person, wanted, moved, clock)
    return _store(loaded, person, personal, moved)


def _personal_after(before: Personal, wanted: PersonChange, person_id: str) -> Personal:
    given = {Kind.EMAIL: wanted.email, Kind.PHONE: wanted.phone, Kind.NIK: wanted.nik}
    values = {kind: value for kind, value in given.items() if isinstance(value, str)}
    removed = {kind for kind, value in given.items() if value is None}
    hashes = {k: v for k, v in {**before.hashes, **hashes_of(values)}.items() if k not in removed}
    if Kind.NIK in values and before.hashes.get(Kind.NIK, hashes[Kind.NIK]) != hashes[Kind.NIK]:
        detail = Text("NIK hanya dapat diubah oleh petugas.", "Only an officer can change the NIK.")
        raise invalid("/nik", "not_changeable", detail)
    if not hashes.keys() & set(CONTACT_KINDS):
        raise _no_contact()
    sealed = {k: v for k, v in {**before.sealed, **seal_all(values, person_id)}.items() if k not in removed}
    name = before.name if wanted.name is UNSET else names.checked(wanted.name)
    return msgspec.structs.replace(before, name=name, sealed=sealed, hashes=hashes)


def _no_contact() -> InvalidInput:
    detail = Text("Satu kontak harus tersisa.", "One contact must remain.")
    return invalid("", "last_contact", detail)


def _moved(before: Personal, after: Personal) -> set[Kind]:
    kinds = before.hashes.keys() | after.hashes.keys()
    return {kind for kind in kinds if before.hashes.get(kind) != after.hashes.get(kind)}


def _person_after(before: Person, wanted: PersonChange, moved: set[Kind], clock: Clock) -> Person:
    verified = tuple(channel for channel in before.verified if Kind(channel) not in moved)
    here = present(before, clock.now())
    lost = here.state is PersonState.ACTIVE and not verified
    return msgspec.structs.replace(
        here,
        language=before.language if wanted.language is UNSET else wanted.language.value,
        verified=verified,
        state=PersonState.UNVERIFIED if lost else here.state,
        updated_at=clock.now(),
    )


def _store(loaded: Loaded, person: Person, personal: Personal, moved: set[Kind]) -> Loaded:
    def build(transaction: TransactWrite) -> None:
        store.put_person(transaction, person, loaded.version)
        store.put_personal(transaction, person.id, personal, loaded.personal_version)
        for kind in moved:
            if kind in loaded.personal.hashes:
                uniqueness.release(transaction, marker_kind(kind), loaded.personal.hashes[kind], person.id)
            if kind in personal.hashes:
                uniqueness.claim(transaction, marker_kind(kind), personal.hashes[kind], person.id)
        if moved:
            changed = {"changed": " ".join(sorted(moved))}
            outbox.add(transaction, topic="contact_changed", subject=person.id, details=changed)

    try:
        tables.write(build)
    except tables.ConditionRefused:
        raise _reason(loaded, personal, moved) from None
    return Loaded(
        person=person, version=loaded.version + 1, personal=personal, personal_version=loaded.personal_version + 1
    )


def _reason(loaded: Loaded, personal: Personal, moved: set[Kind]) -> Exception:
    for kind in moved & personal.hashes.keys():
        if uniqueness.holder(marker_kind(kind), personal.hashes[kind]) not in (None, loaded.person.id):
            return taken()
    return PreconditionFailed()
