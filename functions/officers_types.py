"""A person as the officer who helps them sees them."""

import msgspec

from chalicelib.people.assisting import Helped
from chalicelib.people.model import PersonState, Profile


class HelpedPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's profile, and how far they are: without name and contacts, which are asked for by themselves."""

    id: str
    state: PersonState
    verified: tuple[str, ...]
    consents: dict[str, int]
    profile: Profile


def helped_person(found: Helped) -> HelpedPerson:
    """Return what is shown of a person; occupations by the present edition."""
    from chalicelib.people.editions import profile_now

    person = found.person
    return HelpedPerson(
        id=person.id,
        state=person.state,
        verified=person.verified,
        consents=person.consents,
        profile=profile_now(person),
    )
