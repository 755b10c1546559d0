"""The monitor's word on a published vacancy, and the error rates that follow from all of them."""

import re
from collections.abc import Mapping

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, sources, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.errors import Conflict, FieldError, Forbidden, NotFound, invalid
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import is_identifier
from chalicelib.monitoring import rates, table
from chalicelib.monitoring.model import Opinion, Origin, Sampled, Step
from chalicelib.monitoring.rates import Rate, Sums
from chalicelib.tables import committed
from chalicelib.texts import Text
from chalicelib.validation.policy import CURRENT
from security import audit
from security.principal import Principal

_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
ALL = "all"


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """What the monitor says, before it is known by whom and when."""

    right: bool
    erred: Step | None = None
    missed_rule: str | None = None
    reason: str | None = None


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The error rate of one group: of the sample as it was drawn, and of everything published."""

    name: str
    judged: int
    wrong: int
    of_sample: Rate | None = None
    of_published: Rate | None = None


def pending(limit: int) -> tuple[Sampled, ...]:
    """Return what waits for the monitor, the earliest first."""
    return table.pending(limit)


def judge(
    principal: Principal,
    sample_id: str,
    saying: Saying,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> Sampled:
    """Record what the monitor says of a sample, once; what was wrongly published is held for an officer.

    Repeated with a ``key`` it returns the sample as it was judged, and holds what was not held yet.

    Raises `NotFound`, `Forbidden` for who let it through, `Conflict` ``judged_already``, `InvalidInput` on ``/erred``
    or ``/missed_rule``.
    """
    _require_sense(saying)
    if not is_identifier(sample_id, "smp"):
        raise NotFound
    judged = idempotency.repeatable(
        key, lambda: _judged(principal, sample_id, saying, key, clock), lambda: table.load(sample_id)[0]
    )
    if not saying.right:
        vacancies.hold_published(judged.vacancy_id, "monitor", clock)
    return judged


def _judged(principal: Principal, sample_id: str, saying: Saying, key: IdempotencyKey | None, clock: Clock) -> Sampled:
    sampled, version = table.load(sample_id)
    if sampled.decided_by == principal.id:
        raise Forbidden(Text("Keputusan sendiri dinilai orang lain.", "Somebody else judges one's own decision."))
    if sampled.opinion is not None:
        raise _judged_already()
    opinion = Opinion(
        right=saying.right,
        by=principal.id,
        at=clock.now(),
        erred=saying.erred,
        missed_rule=saying.missed_rule,
        reason=saying.reason,
    )
    judged = msgspec.structs.replace(sampled, opinion=opinion)
    _record(principal, judged, version, key, clock)
    return judged


def figures(month: str) -> tuple[Group, ...]:
    """Return the error rates of a month (``2026-11``): of all, by step, by source, and by the rule that was missed.

    Raises `InvalidInput` on ``month``.
    """
    if not _MONTH.fullmatch(month):
        raise invalid("month", "malformed", Text("Bulan ditulis 2026-11.", "A month is written 2026-11."))
    steps = [f"step:{step.value}" for step in Step]
    rules = [f"missed:{code}" for code in sorted(CURRENT.severities)]
    sources = [f"source:{source}" for source in sorted(table.sources(month))]
    found = table.sums(month, [ALL, *steps, *rules, *sources])
    everything = found.get(ALL, Sums())
    plain = [_group(name, found[name]) for name in (ALL, *steps, *sources) if name in found]
    missed = [_group(name, _within(everything, found[name])) for name in rules if name in found]
    return (*plain, *missed)


def _require_sense(saying: Saying) -> None:
    if saying.right and (saying.erred or saying.missed_rule):
        detail = Text("Yang benar tidak ada kesalahannya.", "What is right has no error.")
        raise invalid("/erred", "contradicts", detail)
    if not saying.right and saying.erred is None:
        raise invalid("/erred", "required", Text("Sebutkan tahap yang keliru.", "Say which step erred."))
    if saying.missed_rule is not None and saying.missed_rule not in CURRENT.severities:
        raise invalid("/missed_rule", "unknown_rule", Text("Aturan tidak dikenal.", "Unknown rule."))


def _record(principal: Principal, judged: Sampled, version: int, key: IdempotencyKey | None, clock: Clock) -> None:
    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(judged, version))
        idempotency.remember(transaction, key, judged.id, clock)
        if judged.origin is Origin.DRAWN:
            month = day_of(judged.at).isoformat()[:7]
            table.add_sums(transaction, month, judged.source, _sums(judged))
        sources.record(transaction, judged.source, _counted(judged))
        audit.record(
            actor=principal.id,
            action="monitor_judged",
            subject=judged.vacancy_id,
            purpose="monitoring",
            transaction=transaction,
            clock=clock,
        )

    if not committed(build):
        raise _judged_already()


def _counted(judged: Sampled) -> sources.Tally:
    """Return what a word means for the source; only what was drawn tells how often it is wrong."""
    wrong = int(judged.opinion is not None and not judged.opinion.right)
    if judged.origin is Origin.REPORTED:
        return sources.Tally(reports_upheld=wrong)
    return sources.Tally(sampled=1, wrong=wrong)


def _sums(judged: Sampled) -> Mapping[str, Sums]:
    opinion = judged.opinion
    wrong = opinion is not None and not opinion.right
    one = rates.of_one(judged.probability, wrong=wrong)
    groups = {ALL: one, f"step:{judged.step.value}": one, f"source:{judged.source}": one}
    if wrong and opinion is not None and opinion.missed_rule:
        groups[f"missed:{opinion.missed_rule}"] = one
    return groups


def _within(everything: Sums, wrong: Sums) -> Sums:
    """Return the sums of all samples in which only these are wrong."""
    return msgspec.structs.replace(
        everything, wrong=wrong.wrong, weight_wrong=wrong.weight_wrong, spread_wrong=wrong.spread_wrong
    )


def _group(name: str, sums: Sums) -> Group:
    return Group(
        name=name,
        judged=int(sums.judged),
        wrong=int(sums.wrong),
        of_sample=rates.wilson(sums.wrong, sums.judged),
        of_published=rates.weighted(sums),
    )


def _judged_already() -> Conflict:
    detail = Text("Sudah dinilai.", "It was judged already.")
    return Conflict(detail, [FieldError(pointer="/opinion", code="judged_already", detail=detail)])
