"""A person as the owner sees it: their own contact data opened for them, the national id masked."""

from chalicelib.people.confirming import confirmed_now
from chalicelib.people.editions import profile_now
from chalicelib.people.personal import CONTACT_KINDS
from chalicelib.people.store import Loaded
from chalicelib.people.view_model import PersonView
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind


def own_view(loaded: Loaded, reader: Principal) -> PersonView:
    """Return the person for ``reader``, who must be that person; raises `Forbidden`."""
    person = loaded.person
    contacts = {kind: loaded.personal.plain(kind, Purpose.SHOW_OWNER, reader) for kind in CONTACT_KINDS}
    return PersonView(
        id=person.id,
        state=person.state,
        name=loaded.personal.plain(Kind.NAME, Purpose.SHOW_OWNER, reader),
        email=contacts[Kind.EMAIL],
        phone=contacts[Kind.PHONE],
        has_nik=Kind.NIK in loaded.personal.sealed,
        language=person.language,
        verified=person.verified,
        consents=person.consents,
        profile=profile_now(person),
        created_at=person.created_at,
        updated_at=person.updated_at,
        confirmed=confirmed_now(person),
        placed_by=person.placed_by,
        restricted_at=person.restricted_at,
        objected_at=person.objected_at,
    )
