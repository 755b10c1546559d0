"""What rule packs and our own laws find in the deployment, and with which exception it stays."""

from datetime import date

import msgspec

from infra_cdk.evidence.collected import Collected
from infra_cdk.nag.exceptions import Exemption, judge, read_exceptions
from infra_cdk.nag.findings import Finding


class Excused(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that stays, with the reason and the day on which somebody looks again."""

    rule: str
    where: str
    reason: str
    expires: date


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, judged on ``day``; ``unanswered`` and ``expired`` are empty in a deployment that is in order."""

    day: date
    unanswered: tuple[Finding, ...]
    expired: tuple[Exemption, ...]
    excused: tuple[Excused, ...]


def found(given: Collected) -> Verdict:
    """Judge every finding of the deployment on the day of the evidence."""
    from infra_cdk.nag.findings import findings
    from infra_cdk.properties.check import violations

    every = (*findings(given.world.stacks), *violations(given.world))
    return judged(every, read_exceptions(), given.day)


def judged(every: tuple[Finding, ...], exceptions: tuple[Exemption, ...], day: date) -> Verdict:
    """Return each finding as unanswered or excused on ``day``."""
    verdict = judge(every, exceptions, day)
    left = frozenset(verdict.unanswered)
    excused = tuple(_excused(one, exceptions, day) for one in sorted(set(every)) if one not in left)
    return Verdict(day=day, unanswered=tuple(sorted(left)), expired=verdict.expired, excused=excused)


def _excused(finding: Finding, exceptions: tuple[Exemption, ...], day: date) -> Excused:
    entry = next(one for one in exceptions if one.expires >= day and one.covers(finding))
    return Excused(rule=finding.rule, where=finding.where, reason=" ".join(entry.reason.split()), expires=entry.expires)
