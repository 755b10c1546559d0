"""The vacancy: what the poster states, where it stands, and how it came there."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.reminders.model import Reminder
from chalicelib.validation.model import Finding

DIRECT = "padan"
"""Name of the source of vacancies that are posted here and not pushed by a partner."""

Rupiah = Annotated[int, Meta(ge=0, le=10_000_000_000)]
Months = Annotated[int, Meta(ge=0, le=600)]


class EmploymentType(StrEnum):
    """Contract forms, in the words of schema.org."""

    FULL_TIME = "FULL_TIME"
    PART_TIME = "PART_TIME"
    CONTRACTOR = "CONTRACTOR"
    TEMPORARY = "TEMPORARY"
    INTERN = "INTERN"
    VOLUNTEER = "VOLUNTEER"
    PER_DIEM = "PER_DIEM"
    OTHER = "OTHER"


class State(StrEnum):
    """Steps of the life cycle."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHECKED = "checked"
    HELD = "held"
    REJECTED = "rejected"
    PUBLISHED = "published"
    CLOSED = "closed"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Decision(StrEnum):
    """What an officer may decide: publish it, send it back to be corrected, or reject it."""

    PUBLISH = "publish"
    CORRECT = "correct"
    REJECT = "reject"


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place on earth in degrees, WGS 84."""

    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]


class VacancyContent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What the poster states. Pay is whole rupiah a month; codes are those of the reference tables.

    ``occupation`` is a four-digit KBJI/ISCO-08 group; ``region`` a province (``32``) or regency (``32.73``);
    ``education`` the least level asked for; ``hours`` are weekly.
    """

    title: Annotated[str, Meta(min_length=3, max_length=200)]
    description: Annotated[str, Meta(max_length=20_000)] = ""
    occupation: str | None = None
    skills: Annotated[tuple[str, ...], Meta(max_length=60)] = ()
    region: str | None = None
    point: Point | None = None
    pay_minimum: Rupiah | None = None
    pay_maximum: Rupiah | None = None
    hours: Annotated[int, Meta(ge=1, le=168)] | None = None
    employment_type: EmploymentType | None = None
    education: str | None = None
    education_required_by_law: bool = False
    experience_months: Months | None = None
    licences: Annotated[tuple[str, ...], Meta(max_length=20)] = ()
    languages: Annotated[tuple[str, ...], Meta(max_length=20)] = ()
    openings: Annotated[int, Meta(ge=1, le=10_000)] = 1
    remote: bool = False
    disability_friendly: bool = False
    fresh_graduate: bool = False
    small_enterprise: bool = False
    benefits: Annotated[str, Meta(max_length=2_000)] = ""
    contact_url: Annotated[str, Meta(max_length=500)] | None = None
    expires_at: Annotated[datetime, Meta(tz=True)] | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a vacancy comes from: ``padan`` or a partner's identifier, with the partner's own id of it."""

    partner: str = DIRECT
    external_id: str | None = None


class Channel(StrEnum):
    """How a vacancy came here: its employer's form, an officer on the employer's behalf, an uploaded file, and so on.

    ``PARTNER`` pushes through the signed interface; a ``FEED`` is fetched by the platform; ``PUBLIC`` are posts of
    ministries, agencies and regional governments.
    """

    EMPLOYER = "employer"
    OFFICER = "officer"
    UPLOAD = "upload"
    PARTNER = "partner"
    FEED = "feed"
    PUBLIC = "public"


class AlsoOn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another portal on which the same vacancy stands: its code, its name, that vacancy here, its page there."""

    partner: str
    vacancy_id: str
    url: str | None = None
    name: str | None = None


class ReasonCode(StrEnum):
    """Why an officer decided as they did; `chalicelib.vacancies.reviews_reasons` has the words."""

    INCOMPLETE = "incomplete"
    UNCLEAR = "unclear"
    INCONSISTENT = "inconsistent"
    PAY_UNLAWFUL = "pay_unlawful"
    HOURS_UNLAWFUL = "hours_unlawful"
    FEE_ASKED = "fee_asked"
    DISCRIMINATION = "discrimination"
    UNLAWFUL_WORK = "unlawful_work"
    SUSPECTED_FRAUD = "suspected_fraud"
    EMPLOYER_UNKNOWN = "employer_unknown"
    CONTACT_UNREACHABLE = "contact_unreachable"
    DUPLICATE = "duplicate"
    NO_VACANCY = "no_vacancy"
    GENUINE_REQUIREMENT = "genuine_requirement"
    CONFIRMED_BY_EMPLOYER = "confirmed_by_employer"
    EXEMPTION_STATED = "exemption_stated"
    FOUND_WRONGLY = "found_wrongly"
    OTHER = "other"


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What to correct in one field: its JSON pointer into the content, and the officer's words."""

    pointer: str
    detail: str


class Side(StrEnum):
    """For whom somebody took a step: the employer's own people, an officer of a region, or the monitor."""

    EMPLOYER = "employer"
    OFFICER = "officer"
    MONITOR = "monitor"


class Transition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of the history: to which state, when, by whom (identifier or ``machine``) and for which side, why.

    An officer's ``decision`` has a ``code`` and, when it asks for corrections, ``fields``. Steps from before sides were
    noted have none.
    """

    state: State
    at: datetime
    by: str
    side: Side | None = None
    reason: str | None = None
    rules: str | None = None
    decision: Decision | None = None
    code: ReasonCode | None = None
    fields: tuple[Note, ...] = ()


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """Which codes of the content its poster stated; the machine found the others, and may find them anew."""

    occupation: bool = False
    skills: bool = False


class Vacancy(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy with its state and append-only history.

    Two numbers grow: the table's ``version`` (not part of this struct) with every write, and ``revision`` with every
    change that a reader could notice. Counting applications changes the first alone, so that a busy vacancy can still
    be edited: ``ETag`` and ``If-Match`` carry the revision. ``applications`` counts those ever received.
    ``offered_at`` is the moment of its source's last word about it; ``cleared`` says that an officer let this content
    through, whatever the machine finds in it.

    ``coded_with`` names the versions of the tables that the machine coded it with, empty and ``stated`` ``None`` from
    before that was noted. ``recoded_from`` is the revision since which it was recoded or linked and nothing else,
    ``recoded_at`` when it was last recoded: ``updated_at`` is that of people and of the life cycle.

    ``filled_by`` are the applications through which its openings were filled, as the employment insurance says.

    Of vacancies that several sources offer one is canonical: it has the others in ``also_on``, and they name it in
    ``canonical_id``; readers find only the canonical one.

    ``reminders`` are those given to its poster; of them count those before the present ``expires_at``.
    """

    id: str
    employer_id: str
    employer_name: str
    source: Source
    content: VacancyContent
    content_hash: str
    state: State
    posted_at: datetime
    updated_at: datetime
    expires_at: datetime
    occupation_version: str = "2014"
    occupation_confidence: float | None = None
    findings: tuple[Finding, ...] = ()
    history: tuple[Transition, ...] = ()
    published_at: datetime | None = None
    applications: int = 0
    duplicate_of: str | None = None
    revision: int = 1
    posted_by: str = ""
    waiting_since: datetime | None = None
    offered_at: datetime | None = None
    cleared: bool = False
    coded_with: str = ""
    stated: Stated | None = None
    recoded_from: int | None = None
    recoded_at: datetime | None = None
    channel: Channel | None = None
    filled_by: tuple[str, ...] = ()
    canonical_id: str | None = None
    also_on: tuple[AlsoOn, ...] = ()
    reminders: tuple[Reminder, ...] = ()
