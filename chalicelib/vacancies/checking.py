"""From submission to the machine's verdict: the check, what it leads to, and who has to look."""

from datetime import datetime

import msgspec

from chalicelib import employers, validation
from chalicelib.employers import lookalikes
from chalicelib.errors import NotFound
from chalicelib.vacancies.bodies import posted_first
from chalicelib.vacancies.coding import as_stated, coded, with_codes
from chalicelib.vacancies.lifecycle import MACHINE, Step, lifetime, taken
from chalicelib.vacancies.model import DIRECT, Channel, State, Vacancy, VacancyContent
from chalicelib.vacancies.standing import facts_of
from chalicelib.validation.context import CheckContext, EmployerFacts, SourceKind
from chalicelib.validation.model import Finding

FIRST_VACANCIES = "first_vacancies"
"""Why a vacancy in which the machine found nothing waits for an officer all the same."""


def submitted(vacancy: Vacancy, by: str, now: datetime) -> Vacancy:
    """Return a vacancy that was posted here after submission and check: published, waiting for an officer, or rejected.

    Reads the employer's record; raises `Conflict` in a state from which nothing can be submitted.
    """
    employer = employers.stored(vacancy.employer_id).employer
    named = msgspec.structs.replace(vacancy, employer_name=employer.name)
    findings = find(named, now, facts_of(employer, lookalikes.alike_to(employer)), posted_first(named))
    entered = taken(named, Step(to=State.SUBMITTED, at=now, by=by))
    return judged(entered, findings, now, needs_review=employer.needs_review)


def find(
    vacancy: Vacancy, now: datetime, facts: EmployerFacts | None = None, copied_from: str | None = None
) -> tuple[Finding, ...]:
    """Return what the machine's rules find in a vacancy.

    ``facts`` are those of its employer, where they are known; ``copied_from`` posted the same text first.
    """
    return validation.check(vacancy.content, context_of(vacancy, now, facts, copied_from))


def find_anew(vacancy: Vacancy, now: datetime) -> tuple[Finding, ...]:
    """Return what the machine's rules find in a stored vacancy; reads its employer's record."""
    return find(vacancy, now, facts_about(vacancy.employer_id))


def found_then(vacancy: Vacancy, rules: str, then: datetime, facts: EmployerFacts | None = None) -> tuple[Finding, ...]:
    """Return what the rules that a transition of the history names find, with the wages of that day.

    Raises `InvalidInput` for rules that never were.
    """
    earlier = msgspec.structs.replace(vacancy, findings=())
    return validation.recheck(vacancy.content, context_of(earlier, then, facts), rules)


def context_of(
    vacancy: Vacancy, now: datetime, facts: EmployerFacts | None = None, copied_from: str | None = None
) -> CheckContext:
    """Return the circumstances under which a vacancy is checked."""
    return CheckContext(
        now=now,
        source=source_kind(vacancy),
        employer_name=vacancy.employer_name,
        posted_at=vacancy.posted_at,
        earlier=vacancy.findings,
        employer=facts,
        copied_from=copied_from,
    )


def source_kind(vacancy: Vacancy) -> SourceKind:
    """Return who handed a vacancy in, as the policy tells them apart; an upload is its employer's own word.

    Vacancies from before channels were noted are a partner's or an employer's.
    """
    if vacancy.channel is None:
        return SourceKind.EMPLOYER if vacancy.source.partner == DIRECT else SourceKind.PARTNER
    return SourceKind.EMPLOYER if vacancy.channel is Channel.UPLOAD else SourceKind(vacancy.channel.value)


def facts_about(employer_id: str) -> EmployerFacts | None:
    """Return what is known of a stored employer, ``None`` when there is none."""
    try:
        return facts_of(employers.stored(employer_id).employer)
    except NotFound:
        return None


def judged(vacancy: Vacancy, findings: tuple[Finding, ...], now: datetime, *, needs_review: bool = False) -> Vacancy:
    """Return a submitted vacancy after the verdict that follows from ``findings``."""
    rules = validation.RULES_VERSION
    verdict = validation.outcome(findings)
    found = msgspec.structs.replace(vacancy, findings=findings)
    if verdict is validation.Outcome.REJECT:
        return taken(found, Step(to=State.REJECTED, at=now, by=MACHINE, reason=_codes(findings), rules=rules))
    if verdict is validation.Outcome.HOLD:
        return taken(found, Step(to=State.HELD, at=now, by=MACHINE, reason=_codes(findings), rules=rules))
    reason = FIRST_VACANCIES if needs_review else None
    checked = taken(found, Step(to=State.CHECKED, at=now, by=MACHINE, reason=reason, rules=rules))
    if needs_review:
        return checked
    return taken(checked, Step(to=State.PUBLISHED, at=now, by=MACHINE, rules=rules))


def checked_again(vacancy: Vacancy, findings: tuple[Finding, ...], now: datetime) -> Vacancy:
    """Return a published vacancy after a check that nobody asked for; one that an officer cleared stays as it is."""
    if vacancy.cleared:
        return vacancy
    return judged(taken(vacancy, Step(to=State.SUBMITTED, at=now, by=MACHINE, reason="checked_again")), findings, now)


def with_content(
    vacancy: Vacancy, content: VacancyContent, fingerprint: str, now: datetime, edition: str | None = None
) -> Vacancy:
    """Return the vacancy with new content, coded, and with the day on which it ends.

    ``edition`` is that of a stated occupation, without one the current edition.
    """
    return msgspec.structs.replace(
        with_codes(vacancy, coded(content, edition)),
        content_hash=fingerprint,
        cleared=vacancy.cleared and content in (vacancy.content, as_stated(vacancy)),
        expires_at=content.expires_at or now + lifetime(),
        updated_at=now,
    )


def _codes(findings: tuple[Finding, ...]) -> str:
    worst = findings[0].severity
    return ",".join(dict.fromkeys(finding.code for finding in findings if finding.severity is worst))
