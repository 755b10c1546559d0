"""What people see of a vacancy: everybody, and those who are inside."""

from datetime import datetime

import msgspec

from chalicelib.vacancies.model import (
    AlsoOn,
    Channel,
    Decision,
    Note,
    Point,
    Source,
    State,
    Stated,
    VacancyContent,
)
from chalicelib.vacancies.stated_in_text_model import StatedInText
from chalicelib.validation.model import Severity, Span


class Coded(msgspec.Struct, frozen=True):
    """A code of a reference table and what it is called."""

    code: str
    label: str


class NotEnforceable(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A phrase that must not be used as a criterion, and why. ``span`` counts characters of the field's text."""

    pointer: str
    phrase: str
    explanation: str
    span: Span | None = None
    legal_basis: str | None = None


class FindingView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the check found, as its poster and the offices see it."""

    code: str
    severity: Severity
    pointer: str
    message: str
    phrase: str | None = None
    span: Span | None = None
    legal_basis: str | None = None
    mend_by: str | None = None


class StepView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One entry of the history.

    ``by`` tells the side that acted, never a person: ``employer``, ``officer``, ``monitor``, ``machine``, or a
    partner's identifier; ``person`` of steps from before sides were noted.

    An officer's decision says ``why`` in a code with its words; ``fields`` are what the poster is to correct.
    """

    state: State
    at: datetime
    by: str
    reason: str | None = None
    rules: str | None = None
    decision: Decision | None = None
    why: Coded | None = None
    fields: tuple[Note, ...] = ()


class InsideView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A vacancy as its poster and the offices see it: the content, the findings, the history.

    ``stated`` tells which codes of the content the poster stated; the machine found the others with the tables that
    ``coded_with`` names, each with its version.

    ``renewal_due``: its poster was asked, last at ``reminded_at``, whether it still stands, and has not answered.
    ``next_reminder_at`` is when they are asked (again) unless they renew it before.
    """

    id: str
    employer_id: str
    employer_name: str
    state: State
    revision: int
    source: Source
    channel: Channel
    content: VacancyContent
    posted_at: datetime
    updated_at: datetime
    expires_at: datetime
    stated: Stated
    occupation_version: str = ""
    occupation_confidence: float | None = None
    coded_with: str = ""
    published_at: datetime | None = None
    waiting_since: datetime | None = None
    renewal_due: bool = False
    reminded_at: datetime | None = None
    next_reminder_at: datetime | None = None
    applications: int = 0
    duplicate_of: str | None = None
    canonical_id: str | None = None
    also_on: tuple[AlsoOn, ...] = ()
    findings: tuple[FindingView, ...] = ()
    history: tuple[StepView, ...] = ()


class VacancyView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One vacancy. Pay is whole rupiah a month; ``region`` runs from the province down.

    ``channel`` tells how it came: its employer's form or file, an officer on the employer's behalf, a partner's push, a
    feed that is fetched of a partner, or a public body.

    The fields are what its poster stated; ``stated_in_text`` has what its text says of those that were left empty.

    ``inside`` is there only for those who may see it. Of a vacancy that stands on several portals the canonical one has
    the others in ``also_on``, and they name it in ``canonical_id``.
    """

    id: str
    title: str
    employer: Coded
    state: State
    revision: int
    source: Source
    channel: Channel
    posted_at: datetime
    updated_at: datetime
    expires_at: datetime
    openings: int
    description: str = ""
    benefits: str = ""
    occupation: Coded | None = None
    occupation_version: str = ""
    occupation_confidence: float | None = None
    skills: tuple[Coded, ...] = ()
    region: tuple[Coded, ...] = ()
    point: Point | None = None
    pay_minimum: int | None = None
    pay_maximum: int | None = None
    hours: int | None = None
    employment_type: Coded | None = None
    education: Coded | None = None
    experience_months: int | None = None
    licences: tuple[Coded, ...] = ()
    languages: tuple[Coded, ...] = ()
    remote: bool = False
    disability_friendly: bool = False
    fresh_graduate: bool = False
    contact_url: str | None = None
    canonical_id: str | None = None
    also_on: tuple[AlsoOn, ...] = ()
    not_enforceable: tuple[NotEnforceable, ...] = ()
    stated_in_text: tuple[StatedInText, ...] = ()
    inside: InsideView | None = None
