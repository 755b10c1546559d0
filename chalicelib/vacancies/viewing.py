"""A vacancy as people see it, with labels in their language."""

from typing import Any

from chalicelib.texts import Language, Text
from chalicelib.vacancies.acting import told
from chalicelib.vacancies.coding import occupation_of, stated_of
from chalicelib.vacancies.for_seekers import for_seekers
from chalicelib.vacancies.model import DIRECT, Channel, Transition, Vacancy
from chalicelib.vacancies.renewal import next_reminder, renewal_asked
from chalicelib.vacancies.reviews_reasons import REASONS
from chalicelib.vacancies.view import Coded, FindingView, InsideView, NotEnforceable, StepView, VacancyView
from chalicelib.validation.model import Finding, Severity


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
