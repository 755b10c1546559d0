"""Breaches of personal data: whom they concern, what those people and the agency are told, and by when."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.breaches.affecting import Affected, affected
    from chalicelib.breaches.agency_notice import document
    from chalicelib.breaches.announcing import Announced, announce, note_agency
    from chalicelib.breaches.handling import Handled, handle
    from chalicelib.breaches.incident import Incident, read_incident
    from chalicelib.breaches.store import incident_of, notices_to, still_to_tell
    from chalicelib.breaches.terms import Standing, open_hours, standing

__all__ = [
    "Affected",
    "Announced",
    "Handled",
    "Incident",
    "Standing",
    "affected",
    "announce",
    "document",
    "handle",
    "incident_of",
    "note_agency",
    "notices_to",
    "open_hours",
    "read_incident",
    "standing",
    "still_to_tell",
]

__getattr__ = exports(__name__)
