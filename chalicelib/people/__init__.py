"""Job seekers: registration, contact, profile, consent. Other capabilities use what is named here."""

from chalicelib.people.contacting import Address, address, display_name
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.store import get, stored

__all__ = ["Address", "Person", "PersonState", "Profile", "address", "display_name", "get", "stored"]
