"""What registers are asked about a person, with consent, and what they confirmed of the profile."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, PreconditionFailed, Unavailable
from chalicelib.people import store
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.personal import Personal
from security.consent import ConsentType, given
from security.purposes import SYSTEM, Purpose
from security.sealed import Kind

IDENTITY = "identity"
_CONSENT = ConsentType.CHECK_IN_REGISTERS
_ATTEMPTS = 5


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """Whom registers are asked about.

    ``niks`` and ``names`` are keyed hashes that tell numbers and names apart without being any: one each, and two while
    the secret of the hashes takes another's place. ``nik`` and ``name`` are empty unless they were opened.
    """

    niks: tuple[str, ...]
    names: tuple[str, ...]
    nik: str = ""
    name: str = ""

    def __repr__(self) -> str:
        """Never show personal data."""
        return "Claimed(…)"


def claimed(person_id: str, opened: tuple[Kind, ...] = ()) -> Claimed | None:
    """Return whom registers may be asked about; ``None`` without consent, name or NIK, and for somebody who is gone.

    Also for somebody whose data is restricted. NIK and name are there only when they are ``opened``: by the platform
    itself, and the audit keeps it.
    """
    try:
        person, _ = store.get(person_id)
    except NotFound:
        return None
    item = store.find_personal(person_id)
    gone = person.state is PersonState.ERASED or person.restricted_at is not None
    if gone or item is None or not given(item.personal.consents, _CONSENT):
        return None
    return _claimed(item.personal, opened)


class Lacking(StrEnum):
    """What keeps registers from being asked about a person: their own will, or what the question is made of."""

    RESTRICTION = "restriction"
    CONSENT = "consent"
    NAME = "name"
    NIK = "nik"


def lacking(person_id: str) -> tuple[Lacking, ...]:
    """Return what a person still has to give before registers may be asked, in that order; raises `NotFound`."""
    loaded = store.load(person_id)
    personal = loaded.personal
    has = {
        Lacking.RESTRICTION: loaded.person.restricted_at is None,
        Lacking.CONSENT: given(personal.consents, _CONSENT),
        Lacking.NAME: personal.has(Kind.NAME),
        Lacking.NIK: Kind.NIK in personal.hashes,
    }
    return tuple(what for what, there in has.items() if not there)


def note_confirmed(person_id: str, what: str, *, holds: bool, clock: Clock = SYSTEM_CLOCK) -> None:
    """Note that a register confirmed ``what``, or does not any more; nothing for somebody who is gone."""
    for _ in range(_ATTEMPTS):
        try:
            person, version = store.get(person_id)
        except NotFound:
            return
        rest = tuple(each for each in person.confirmed if each != what)
        wanted = (*rest, what) if holds else rest
        if person.state is PersonState.ERASED or set(wanted) == set(person.confirmed):
            return
        try:
            store.replace(msgspec.structs.replace(person, confirmed=wanted, updated_at=clock.now()), version)
        except PreconditionFailed:
            continue
        return
    raise Unavailable


def confirmed_now(person: Person) -> tuple[str, ...]:
    """Return what is confirmed and still stated: what left the profile says nothing any more."""
    stated = {IDENTITY, *statements(person.profile)}
    return tuple(what for what in person.confirmed if what in stated)


def statements(profile: Profile) -> Iterator[str]:
    """Yield what of a profile a certificate can confirm."""
    yield from (f"licence:{code}" for code in profile.licences)
    yield from (f"skill:{code}" for code in profile.skills)
    yield from (f"education:{education.level}" for education in profile.educations)


def _claimed(personal: Personal, opened: tuple[Kind, ...]) -> Claimed | None:
    niks, names = personal.known(Kind.NIK), personal.known(Kind.NAME)
    if not niks or not names:
        return None
    told = {kind.value: personal.plain(kind, Purpose.CHECK_REGISTER, SYSTEM) or "" for kind in opened}
    return Claimed(niks=niks, names=names, **told)
