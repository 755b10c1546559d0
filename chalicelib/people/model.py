"""The job seeker. Contact data and national id are kept apart, sealed; the profile holds none of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.reminders.model import Reminder


class PersonState(StrEnum):
    """A person is searchable only when active, which needs one verified contact."""

    UNVERIFIED = "unverified"
    ACTIVE = "active"
    INACTIVE = "inactive"
    ERASED = "erased"


class Education(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One education: level code of the reference table, field in the person's words, year of completion."""

    level: str
    field: Annotated[str, Meta(max_length=200)] = ""
    year: Annotated[int, Meta(ge=1940, le=2100)] | None = None


class Experience(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One job held: the title as the person says it, its occupation code when known, duration in months."""

    title: Annotated[str, Meta(min_length=2, max_length=200)]
    occupation: str | None = None
    months: Annotated[int, Meta(ge=0, le=720)] = 0
    since: date | None = None


class Wishes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the person looks for. Pay is whole rupiah a month; codes are those of the reference tables."""

    occupations: Annotated[tuple[str, ...], Meta(max_length=20)] = ()
    regions: Annotated[tuple[str, ...], Meta(max_length=20)] = ()
    pay_minimum: Annotated[int, Meta(ge=0, le=10_000_000_000)] | None = None
    employment_types: Annotated[tuple[str, ...], Meta(max_length=8)] = ()
    hours: Annotated[int, Meta(ge=1, le=168)] | None = None
    remote: bool = False
    willing_to_move: bool = False


class Profile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a person has and wishes. Holds no name, contact, sex, age, religion or other protected attribute."""

    headline: Annotated[str, Meta(max_length=200)] = ""
    region: str | None = None
    skills: Annotated[tuple[str, ...], Meta(max_length=100)] = ()
    experiences: Annotated[tuple[Experience, ...], Meta(max_length=50)] = ()
    educations: Annotated[tuple[Education, ...], Meta(max_length=20)] = ()
    languages: Annotated[tuple[str, ...], Meta(max_length=20)] = ()
    licences: Annotated[tuple[str, ...], Meta(max_length=20)] = ()
    wishes: Wishes = Wishes()

    @property
    def occupations_held(self) -> tuple[str, ...]:
        """Codes of the jobs held, each once, in the person's order."""
        return tuple(dict.fromkeys(job.occupation for job in self.experiences if job.occupation))

    @property
    def experience_months(self) -> int:
        """Months of all jobs held together."""
        return sum(job.months for job in self.experiences)


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One job seeker as stored, without the sealed parts. ``consents`` maps a consent's name to its version.

    ``confirmed`` names what registers confirmed: ``identity``, ``licence:CODE``, ``skill:CODE``, ``education:LEVEL``.
    ``placed_by`` is the application through which the person found work; their search is closed while it is set.
    ``occupation_version`` is the edition that the occupation codes of the profile are of. Without activity they stay
    active until ``active_until``; ``reminders`` are those given since the last activity. ``restricted_at``: since when
    the person wants their data kept and used for nothing; ``objected_at``: judged by no machine (see `people.uses`).
    ``expiry_told_at``: when they were last told that their account will be erased (see `people.expiry_rules`).
    """

    id: str
    state: PersonState
    profile: Profile
    created_at: datetime
    updated_at: datetime
    language: str = "id"
    occupation_version: str = "2014"
    verified: tuple[str, ...] = ()
    consents: dict[str, int] = {}
    active_until: datetime | None = None
    reminders: tuple[Reminder, ...] = ()
    confirmed: tuple[str, ...] = ()
    placed_by: str | None = None
    restricted_at: datetime | None = None
    objected_at: datetime | None = None
    expiry_told_at: datetime | None = None
