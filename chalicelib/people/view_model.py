"""What people are shown of their own data, as types alone."""

from datetime import datetime

import msgspec

from chalicelib.people.model import Person, PersonState, Profile
from security.consent import Consent


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """What ``/v1/people/me`` answers."""

    id: str
    state: PersonState
    name: str | None
    email: str | None
    phone: str | None
    has_nik: bool
    language: str
    verified: tuple[str, ...]
    consents: dict[str, int]
    profile: Profile
    created_at: datetime
    updated_at: datetime
    confirmed: tuple[str, ...] = ()
    placed_by: str | None = None
    restricted_at: datetime | None = None
    objected_at: datetime | None = None

    def __repr__(self) -> str:
        """Never show personal data."""
        return f"PersonView({self.id})"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One reading or change of this person's data, as ``GET /v1/people/me/readings`` tells it.

    ``act``: ``reading``, ``change``, or ``refused``; ``role`` and ``by``: from which office or employer, or ``self``.
    """

    at: datetime
    act: str
    action: str
    purpose: str
    role: str
    by: str


class PersonExport(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it. ``readings`` tell who read or changed this person's data, when and why, newest first."""

    format: str
    exported_at: datetime
    person: Person
    name: str | None
    personal: dict[str, str]
    consents: tuple[Consent, ...]
    readings: tuple[Told, ...]

    def __repr__(self) -> str:
        """Never show personal data."""
        return f"PersonExport({self.person.id})"


class ConsentStatus(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One purpose: the present wording's version, whether it is agreed to, and the version agreed to, if any."""

    current_version: int
    given: bool
    version: int | None = None
