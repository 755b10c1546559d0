"""Accounts of plainly invented people, one for each role and name, for trying the platform."""

import secrets
from collections.abc import Callable

import msgspec

from chalicelib import employers, people
from chalicelib.employers import EmployerDetails
from chalicelib.errors import NotFound
from chalicelib.people import PersonState
from chalicelib.people.codes import code_of
from chalicelib.people.registration import Registration, register
from chalicelib.people.verification import confirm, start
from chalicelib.people.verification_model import Channel
from local.state import DataFolder
from security.accounts import accounts
from security.consent import CURRENT
from security.principal import Audience, Principal


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """An account with a fresh bearer token, good for ``expires_in`` seconds."""

    token: str
    person_id: str
    role: Audience
    regions: tuple[str, ...]
    expires_in: int
    employer_id: str | None = None


def account(folder: DataFolder, role: Audience, regions: tuple[str, ...] = (), name: str | None = None) -> Account:
    """Return the account of ``role``, made when it does not exist; an officer serves ``regions``.

    With a ``name`` it is that name's account and no other, so that two officers of one region can be tried.
    """
    note = "-".join(["account", role.value, *regions]) + (f"@{name}" if name else "")
    person_id = _kept(folder, note, lambda: _new_person(role, regions, name))
    employer_id = None
    if role is Audience.EMPLOYER:
        employer_id = _kept(folder, f"{note}-employer", lambda: _new_employer(person_id))
    tokens = accounts().sign_in_verified(person_id)
    return Account(
        token=tokens.access,
        person_id=person_id,
        role=role,
        regions=regions,
        expires_in=tokens.expires_in,
        employer_id=employer_id,
    )


def active_person(registration: Registration) -> str:
    """Register a person, confirm their e-mail address with its code, and return their identifier."""
    person_id = register(registration)
    verification = start(person_id, Channel.EMAIL)
    confirm(person_id, verification.id, code_of(verification.id))
    return person_id


def _kept(folder: DataFolder, note: str, make: Callable[[], str]) -> str:
    known = folder.noted(note)
    if known is not None and _exists(known):
        return known
    made = make()
    folder.note(note, made)
    return made


def _exists(identifier: str) -> bool:
    try:
        if identifier.startswith("per_"):
            return people.get(identifier)[0].state is PersonState.ACTIVE
        employers.stored(identifier)
    except NotFound:
        return False
    return True


def _new_person(role: Audience, regions: tuple[str, ...], name: str | None) -> str:
    tail = secrets.token_hex(4)
    person_id = active_person(
        Registration(
            email=f"{role.value}-{tail}@contoh.invalid",
            password=f"Contoh-{secrets.token_urlsafe(16)}",
            name=" ".join(["Contoh", role.value.title(), *([name.title()] if name else [])]),
            consents={kind.value: version for kind, version in CURRENT.items()},
        )
    )
    for group in (role.value, *(f"region-{region}" for region in regions)):
        accounts().add_to_group(person_id, group)
    return person_id


def _new_employer(person_id: str) -> str:
    owner = Principal(id=person_id, roles=frozenset({Audience.SEEKER, Audience.EMPLOYER}))
    details = EmployerDetails(name="PT Contoh Pemberi Kerja", region="31.71", industry="Perdagangan")
    return employers.register(owner, details).employer.id
