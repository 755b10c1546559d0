"""Job seekers: registration, contact, profile, consent. Other capabilities use what is named here."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.people.activity import look_after, still_to_tell
    from chalicelib.people.activity import seen as was_here
    from chalicelib.people.confirming import Claimed, claimed, confirmed_now, note_confirmed
    from chalicelib.people.contacting import Address, address, display_name
    from chalicelib.people.editions import profile_now
    from chalicelib.people.expiring import Expired, expire, still_to_warn
    from chalicelib.people.former import find as former_contact
    from chalicelib.people.former import restore as restore_contact
    from chalicelib.people.held import licences_held, occupations_by_job, occupations_held
    from chalicelib.people.model import Person, PersonState, Profile
    from chalicelib.people.offices import keep_offices
    from chalicelib.people.placing import close_search, open_search
    from chalicelib.people.placing_due import Placing, PlacingReached, PlacingReport, place_due
    from chalicelib.people.refusing import require_use
    from chalicelib.people.renewing import Renewing, RenewingReached, RenewingReport, renew, renew_some
    from chalicelib.people.store import demand, demand_living, get, get_many, living, stored, while_living
    from chalicelib.people.uses import Use, permitted
    from chalicelib.people.verification import CodeToSend, code_to_send

__all__ = [
    "Address",
    "Claimed",
    "CodeToSend",
    "Expired",
    "Person",
    "PersonState",
    "Placing",
    "PlacingReached",
    "PlacingReport",
    "Profile",
    "Renewing",
    "RenewingReached",
    "RenewingReport",
    "Use",
    "address",
    "claimed",
    "close_search",
    "code_to_send",
    "confirmed_now",
    "demand",
    "demand_living",
    "display_name",
    "expire",
    "former_contact",
    "get",
    "get_many",
    "keep_offices",
    "licences_held",
    "living",
    "look_after",
    "note_confirmed",
    "occupations_by_job",
    "occupations_held",
    "open_search",
    "permitted",
    "place_due",
    "profile_now",
    "renew",
    "renew_some",
    "require_use",
    "restore_contact",
    "still_to_tell",
    "still_to_warn",
    "stored",
    "was_here",
    "while_living",
]

__getattr__ = exports(__name__)
