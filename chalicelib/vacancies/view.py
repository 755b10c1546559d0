"""A vacancy as people see it, with labels in their language."""

from datetime import datetime
from typing import Any

import msgspec

from chalicelib.texts import Language, Text
from chalicelib.vacancies.acting import told
from chalicelib.vacancies.coding import occupation_of, stated_of
from chalicelib.vacancies.for_seekers import for_seekers
from chalicelib.vacancies.model import (
    DIRECT,
    AlsoOn,
    Channel,
    Decision,
    Note,
    Point,
    Source,
    State,
    Stated,
    Transition,
    Vacancy,
    VacancyContent,
)
from chalicelib.vacancies.renewal import next_reminder, renewal_asked
from chalicelib.vacancies.reviews_reasons import REASONS
from chalicelib.vacancies.stated_in_text_model import StatedInText
from chalicelib.validation.model import Finding, Severity, Span


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


def public_view(vacancy: Vacancy, language: Language) -> VacancyView:
    """Return what everybody may see of a published vacancy."""
    from chalicelib import reference

    content = vacancy.content
    return VacancyView(
        id=vacancy.id,
        title=content.title,
        employer=Coded(vacancy.employer_id, vacancy.employer_name),
        state=vacancy.state,
        revision=vacancy.revision,
        source=vacancy.source,
        channel=channel_seen(vacancy),
        posted_at=vacancy.posted_at,
        updated_at=vacancy.updated_at,
        expires_at=vacancy.expires_at,
        openings=content.openings,
        description=content.description,
        benefits=content.benefits,
        occupation=_occupation(vacancy, language),
        occupation_version=vacancy.occupation_version if content.occupation else "",
        occupation_confidence=vacancy.occupation_confidence,
        skills=_labels(reference.skills(), content.skills, language),
        region=_region(content.region, language),
        point=content.point,
        pay_minimum=content.pay_minimum,
        pay_maximum=content.pay_maximum,
        hours=content.hours,
        employment_type=_label(reference.employment_types(), content.employment_type, language),
        education=_label(reference.education_levels(), content.education, language),
        experience_months=content.experience_months,
        licences=_labels(reference.licences(), content.licences, language),
        languages=_labels(reference.languages(), content.languages, language),
        remote=content.remote,
        disability_friendly=content.disability_friendly,
        fresh_graduate=content.fresh_graduate,
        contact_url=content.contact_url,
        canonical_id=vacancy.canonical_id,
        also_on=vacancy.also_on,
        not_enforceable=_not_enforceable(vacancy.findings, language),
    )


def inside_view(vacancy: Vacancy, language: Language) -> InsideView:
    """Return what the poster's side and the offices see of a vacancy in any state."""
    asked = renewal_asked(vacancy)
    return InsideView(
        id=vacancy.id,
        employer_id=vacancy.employer_id,
        employer_name=vacancy.employer_name,
        state=vacancy.state,
        revision=vacancy.revision,
        source=vacancy.source,
        channel=channel_seen(vacancy),
        content=vacancy.content,
        posted_at=vacancy.posted_at,
        updated_at=vacancy.updated_at,
        expires_at=vacancy.expires_at,
        stated=stated_of(vacancy),
        occupation_version=vacancy.occupation_version if vacancy.content.occupation else "",
        occupation_confidence=vacancy.occupation_confidence,
        coded_with=vacancy.coded_with,
        published_at=vacancy.published_at,
        waiting_since=vacancy.waiting_since,
        renewal_due=bool(asked),
        reminded_at=max((reminder.at for reminder in asked), default=None),
        next_reminder_at=next_reminder(vacancy),
        applications=vacancy.applications,
        duplicate_of=vacancy.duplicate_of,
        canonical_id=vacancy.canonical_id,
        also_on=vacancy.also_on,
        findings=tuple(finding_view(finding, language) for finding in vacancy.findings),
        history=tuple(_step_view(entry, language) for entry in vacancy.history),
    )


def channel_seen(vacancy: Vacancy) -> Channel:
    """Return how a vacancy came; one from before that was noted is its employer's, or its partner's."""
    return vacancy.channel or (Channel.EMPLOYER if vacancy.source.partner == DIRECT else Channel.PARTNER)


def finding_view(finding: Finding, language: Language) -> FindingView:
    """Return a finding in the reader's language."""
    return FindingView(
        code=finding.code,
        severity=finding.severity,
        pointer=finding.pointer,
        message=finding.message.in_language(language),
        phrase=finding.phrase,
        span=finding.span,
        legal_basis=finding.legal_basis,
        mend_by=finding.mend_by,
    )


def _step_view(entry: Transition, language: Language) -> StepView:
    return StepView(
        state=entry.state,
        at=entry.at,
        by=told(entry),
        reason=entry.reason,
        rules=entry.rules,
        decision=entry.decision,
        why=Coded(entry.code.value, REASONS[entry.code].in_language(language)) if entry.code else None,
        fields=entry.fields,
    )


def _not_enforceable(findings: tuple[Finding, ...], language: Language) -> tuple[NotEnforceable, ...]:
    return tuple(
        NotEnforceable(
            pointer=finding.pointer,
            phrase=finding.phrase,
            explanation=for_seekers(finding.message).in_language(language),
            span=finding.span,
            legal_basis=finding.legal_basis,
        )
        for finding in findings
        if finding.severity is Severity.MEND and finding.phrase
    )


def _label(table: Any, code: str | None, language: Language) -> Coded | None:  # noqa: ANN401 - any reference table
    if code is None:
        return None
    entry = table.get(code)
    text: Text = entry.label if entry is not None else Text(code, code)
    return Coded(code, text.in_language(language))


def _occupation(vacancy: Vacancy, language: Language) -> Coded | None:
    code, found = vacancy.content.occupation, occupation_of(vacancy)
    if code is None:
        return None
    return Coded(code, found.label.in_language(language) if found else code)


def _labels(table: Any, codes: tuple[str, ...], language: Language) -> tuple[Coded, ...]:  # noqa: ANN401
    return tuple(label for code in codes if (label := _label(table, code, language)))


def _region(code: str | None, language: Language) -> tuple[Coded, ...]:
    if code is None:
        return ()
    from chalicelib import reference

    levels = dict.fromkeys((code[:2], code))
    return _labels(reference.regions(), tuple(levels), language)
