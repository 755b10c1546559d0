"""How to reach a person, and what to call them; every answer leaves an entry in the audit."""

import msgspec

from chalicelib.errors import NotFound
from chalicelib.people import former, store
from chalicelib.people.model import PersonState
from chalicelib.people.verification_model import Channel
from chalicelib.texts import Language
from security.principal import Principal
from security.purposes import SYSTEM, Purpose
from security.sealed import Kind


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """Where one message goes, and in which language."""

    channel: Channel
    value: str
    language: Language

    def __repr__(self) -> str:
        """Never show the address."""
        return f"Address({self.channel.value})"


def display_name(person_id: str, purpose: Purpose, reader: Principal, behalf: str = "") -> str | None:
    """Return the name that the person gave, ``None`` when they gave none or are erased.

    ``behalf``: the employer for whom ``reader`` asks; the person is told of that one.
    """
    item = store.find_personal(person_id)
    return None if item is None else item.personal.plain(Kind.NAME, purpose, reader, behalf)


def address(person_id: str, channel: Channel | None = None, contact_hash: str | None = None) -> Address | None:
    """Return where to write to: ``channel``, or the best proven one (e-mail costs nothing and comes first).

    ``None`` when the person is gone or has no such contact. With ``contact_hash`` it is that one and no other: one that
    they have, or one that they gave up and may still object to (`chalicelib.people.former`).
    """
    try:
        person, _ = store.get(person_id)
    except NotFound:
        return None
    item = store.find_personal(person_id)
    chosen = channel or next((found for found in Channel if found.value in person.verified), None)
    if item is None or chosen is None or person.state is PersonState.ERASED:
        return None
    if contact_hash is not None and contact_hash not in item.personal.known(chosen.kind):
        given_up = former.value_of(person_id, contact_hash)
        return Address(channel=chosen, value=given_up, language=Language(person.language)) if given_up else None
    value = item.personal.plain(chosen.kind, Purpose.VERIFY_CONTACT if contact_hash else Purpose.NOTIFY, SYSTEM)
    return Address(channel=chosen, value=value, language=Language(person.language)) if value else None
