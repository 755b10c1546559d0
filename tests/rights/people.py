"""People who are registered for these tests, and those who answer them."""

import msgspec

from chalicelib.identifiers import new_identifier
from chalicelib.people import store
from chalicelib.people.model import Profile
from chalicelib.people.registration import Registration, register
from security.principal import Audience, Principal
from tests import samples


def seeker(region: str = "", **more: object) -> Principal:
    """Register somebody who lives in ``region``."""
    person_id = register(Registration(email=samples.email(), password=samples.PASSWORD, **more))
    if region:
        person, version = store.get(person_id)
        store.replace(msgspec.structs.replace(person, profile=Profile(region=region)), version)
    return Principal(id=person_id, roles=frozenset({Audience.SEEKER}))


def staff(role: Audience, *regions: str) -> Principal:
    """Somebody of an office."""
    return Principal(id=new_identifier("per"), roles=frozenset({role}), regions=regions)
