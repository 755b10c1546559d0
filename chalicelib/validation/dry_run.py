"""What another policy would do to vacancies, before it is put in force: nothing is stored."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.checking import Outcome, outcome, seen, weighed
from chalicelib.validation.context import CheckContext
from chalicelib.validation.model import Finding, Severity
from chalicelib.validation.policy import Policy


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy of the dry run with the circumstances of its check."""

    id: str
    content: VacancyContent
    context: CheckContext


class RuleCount(msgspec.Struct, frozen=True, kw_only=True):
    """In how many vacancies a rule finds something, by what it does under each policy."""

    code: str
    severity_from: Severity
    severity_to: Severity
    vacancies: int


class StateChange(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy that would come out otherwise, and the rules that are weighed otherwise in it."""

    id: str
    before: Outcome
    after: Outcome
    rules: tuple[str, ...]


class DryRun(msgspec.Struct, frozen=True, kw_only=True):
    """What a change of the policy would do: to how many, by rule, and to which."""

    policy_from: int
    policy_to: int
    vacancies: int
    before: dict[str, int]
    after: dict[str, int]
    rules: tuple[RuleCount, ...]
    changes: tuple[StateChange, ...]


class _Weighing(msgspec.Struct, frozen=True):
    """One vacancy's findings under both policies."""

    id: str
    old: tuple[Finding, ...]
    new: tuple[Finding, ...]


def dry_run(candidates: Iterable[Candidate], policy_from: Policy, policy_to: Policy) -> DryRun:
    """Return what ``policy_to`` would make of vacancies instead of ``policy_from``.

    The newest rules run once and are weighed twice, without the findings of earlier checks: what differs is the
    policy's doing alone. A rule that one of the policies has no row for is left out of both.
    """
    before, after, changes = Counter[str](), Counter[str](), list[StateChange]()
    counted = Counter[tuple[str, Severity, Severity]]()
    for each in _weighings(candidates, policy_from, policy_to):
        by_code = {finding.code: finding.severity for finding in each.new}
        counted.update({(found.code, found.severity, by_code[found.code]) for found in each.old})
        before[outcome(each.old)] += 1
        after[outcome(each.new)] += 1
        if outcome(each.old) is not outcome(each.new):
            changes.append(_change(each))
    return DryRun(
        policy_from=policy_from.version,
        policy_to=policy_to.version,
        vacancies=before.total(),
        before=_by_outcome(before),
        after=_by_outcome(after),
        rules=_rule_counts(counted),
        changes=tuple(changes),
    )


def _weighings(candidates: Iterable[Candidate], policy_from: Policy, policy_to: Policy) -> Iterator[_Weighing]:
    shared = policy_from.severities.keys() & policy_to.severities.keys()
    for each in candidates:
        context = msgspec.structs.replace(each.context, earlier=())
        observed = [pair for pair in seen(each.content, context) if pair[0].code in shared]
        yield _Weighing(each.id, weighed(observed, context, policy_from), weighed(observed, context, policy_to))


def _rule_counts(counted: Counter[tuple[str, Severity, Severity]]) -> tuple[RuleCount, ...]:
    return tuple(
        RuleCount(code=code, severity_from=old, severity_to=new, vacancies=count)
        for (code, old, new), count in sorted(counted.items())
    )


def _change(weighing: _Weighing) -> StateChange:
    old, new = ({(each.code, each.severity) for each in found} for found in (weighing.old, weighing.new))
    return StateChange(
        id=weighing.id,
        before=outcome(weighing.old),
        after=outcome(weighing.new),
        rules=tuple(sorted({code for code, _ in old ^ new})),
    )


def _by_outcome(counts: Counter[str]) -> dict[str, int]:
    return {verdict.value: counts[verdict] for verdict in Outcome}
