"""The machine's check of one vacancy: every rule of the catalogue, weighed by the policy."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import islice

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation import editions, rules  # noqa: F401 - importing the rules registers them
from chalicelib.validation.catalogue import CATALOGUE, Observation, Rule
from chalicelib.validation.context import CheckContext, SourceKind
from chalicelib.validation.model import Finding, Severity
from chalicelib.validation.policy import CURRENT, Policy
from chalicelib.validation.subject import Subject

__all__ = ["RULES_VERSION", "CheckContext", "Outcome", "SourceKind", "check", "outcome", "recheck"]

RULES_VERSION = f"rules.{editions.newest().number}+policy.{CURRENT.version}"
"""Edition of the rules and version of the policy together, for the history of a vacancy."""

RUNNING = CATALOGUE.rules
"""The newest version of every rule."""

MOST_OF_A_RULE = 5
"""Findings of one rule that are told: more help nobody, and all findings have to fit beside the vacancy in its item."""

Seen = tuple[Rule, Observation]


class Outcome(StrEnum):
    """What a check leads to."""

    PUBLISH = "publish"
    HOLD = "hold"
    REJECT = "reject"


def check(content: VacancyContent, context: CheckContext, policy: Policy = CURRENT) -> tuple[Finding, ...]:
    """Return what the machine's rules find in ``content``, the worst first. Pure: the same input, the same findings."""
    return weighed(seen(content, context), context, policy)


def recheck(content: VacancyContent, context: CheckContext, version: str) -> tuple[Finding, ...]:
    """Return what the rules and the policy of ``version`` (``rules.1+policy.1``) find, as `check` did in their day.

    ``context`` is that of the day: its moment, or a pinned year of wages, decides which wages apply. Raises
    `InvalidInput` naming the field for a version that never was.
    """
    selection = editions.selected(version)
    return weighed(seen(content, context, selection.rules), context, selection.policy)


def seen(content: VacancyContent, context: CheckContext, chosen: Sequence[Rule] = RUNNING) -> tuple[Seen, ...]:
    """Return what ``chosen`` rules observe, not weighed yet."""
    subject = Subject.of(content, context)
    return tuple(
        (rule, observation) for rule in chosen for observation in islice(rule.observe(subject), MOST_OF_A_RULE)
    )


def weighed(observed: Iterable[Seen], context: CheckContext, policy: Policy) -> tuple[Finding, ...]:
    """Return observations as findings under ``policy``, the worst first."""
    found = [_finding(rule, observation, context, policy) for rule, observation in observed]
    ranks = list(Severity)
    return tuple(sorted(found, key=lambda finding: ranks.index(finding.severity)))


def outcome(findings: Iterable[Finding]) -> Outcome:
    """Return what ``findings`` lead to: the worst severity decides; warnings and phrases to mend are published."""
    severities = {finding.severity for finding in findings}
    if Severity.REJECT in severities:
        return Outcome.REJECT
    return Outcome.HOLD if Severity.HOLD in severities else Outcome.PUBLISH


def _finding(rule: Rule, observation: Observation, context: CheckContext, policy: Policy) -> Finding:
    severity, mend_by = policy.severity(rule.code, context.source), None
    if severity is Severity.MEND:
        mend_by = _mend_by(rule.code, context, policy)
        if mend_by < context.now.date().isoformat():
            severity = Severity.HOLD
    return Finding(
        code=rule.code,
        severity=severity,
        pointer=observation.pointer,
        message=rule.message_for(observation),
        rule_version=rule.version,
        legal_basis=rule.legal_basis,
        phrase=observation.phrase,
        span=observation.span,
        mend_by=mend_by,
    )


def _mend_by(code: str, context: CheckContext, policy: Policy) -> str:
    """The date that this rule set at an earlier check of the vacancy, else one that the policy allows from now."""
    dates = [finding.mend_by for finding in context.earlier if finding.code == code and finding.mend_by]
    return min(dates) if dates else (context.now + timedelta(days=policy.days_to_mend)).date().isoformat()
