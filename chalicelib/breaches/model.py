"""What is kept of an incident and of a notice."""

from datetime import datetime

import msgspec

from chalicelib.breaches.incident import Incident


class Breach(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One incident that is being told: who declared it and when, and what of it is done (UTC).

    ``people_told_at``: when everybody who was known to be concerned by then had a notice queued, for the first time;
    ``agency_told_at``: when the agency had its own.
    """

    incident: Incident
    declared_at: datetime
    declared_by: str
    people: int = 0
    people_told_at: datetime | None = None
    agency_told_at: datetime | None = None

    @property
    def settled(self) -> bool:
        """Whether people and agency have been told."""
        return self.people_told_at is not None and self.agency_told_at is not None


class PersonNotice(msgspec.Struct, frozen=True, kw_only=True):
    """That a person is told of an incident: which kinds of their data it disclosed, and when the message was queued."""

    kinds: tuple[str, ...]
    queued_at: datetime
