"""Keeps the counts of the queue after the vacancies: each step is counted once, however often it is told.

The stream tells steps at least once and in order. The case remembers up to which revision it was followed, and is
written in one transaction with the counts.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Unavailable
from chalicelib.reviewing import counting, deadlines, policy, table
from chalicelib.reviewing.model import Case, Level
from chalicelib.tables import committed
from chalicelib.vacancies.lifecycle import WAITING
from chalicelib.vacancies.model import Transition, Vacancy

_ATTEMPTS = 8
Counts = Counter[tuple[str, str]]
"""How much is added, by period and name."""


def follow(changes: Iterable[tuple[Vacancy | None, Vacancy | None]], clock: Clock = SYSTEM_CLOCK) -> None:
    """Count what a batch of changes did to the queue, each the vacancy before and after.

    Raises `Unavailable` when lost races outlast the attempts; the batch may then be told again.
    """
    for before, after in changes:
        if after is not None and _concerns(before, after):
            _follow(before, after, clock)


def _concerns(before: Vacancy | None, after: Vacancy) -> bool:
    return (before is not None and before.state in WAITING) or after.state in WAITING


def _follow(before: Vacancy | None, after: Vacancy, clock: Clock) -> None:
    for _ in range(_ATTEMPTS):
        case, version = table.load(after.id)
        if case.followed >= after.revision:
            return
        if _written(case, version, before, after, clock):
            return
    raise Unavailable


def _written(case: Case, version: int | None, before: Vacancy | None, after: Vacancy, clock: Clock) -> bool:
    waits = after.state in WAITING
    moved = case.waits and case.region != after.content.region
    ended: Counts = Counter()
    begun: Counts = Counter()
    if case.waits and (moved or not waits):
        ended = Counter({(counting.STANDING, counting.WAITING): -1})
        ended[counting.STANDING, counting.OVERDUE] -= case.level is not Level.OFFICE
    if waits and (moved or not case.waits):
        begun[counting.STANDING, counting.WAITING] += 1
    ended.update(_decisions(case, before, after))
    kept = not moved and waits
    followed = msgspec.structs.replace(
        case,
        region=after.content.region,
        waits=waits,
        followed=after.revision,
        level=case.level if kept else Level.OFFICE,
        due_at=case.due_at if kept else None,
    )

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(followed, version, clock.now()))
        table.count(transaction, after.id, ((case.region, ended), (after.content.region, begun)))

    return committed(build)


def _decisions(case: Case, before: Vacancy | None, after: Vacancy) -> dict[tuple[str, str], int]:
    """Return what is counted of the end of a wait: the decision, its time and class of time, whether it came late."""
    if before is None or before.waiting_since is None or after.state in WAITING:
        return {}
    entries = after.history[len(before.history) :]
    decision = next((entry for entry in entries if entry.decision is not None), None)
    at = (decision or after.history[-1]).at
    month = counting.month_of(at)
    if decision is None:
        return {(month, counting.TAKEN_BACK): 1}
    counts = _decided(decision, before.waiting_since, case.region)
    return {(month, name): number for name, number in counts.items()}


def _decided(entry: Transition, since: datetime, region: str | None) -> dict[str, int]:
    waited = max(entry.at - since, timedelta(0))
    late = entry.at > deadlines.due(since, region, policy.current().due_days)
    return {
        str(entry.decision): 1,
        counting.class_of(waited): 1,
        counting.SECONDS: round(waited.total_seconds()),
        counting.LATE: int(late),
    }
