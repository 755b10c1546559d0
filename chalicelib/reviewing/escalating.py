"""What nobody decided in time is brought to more people: first to the province, then to the monitor."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, reference, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock, to_iso
from chalicelib.reviewing import counting, deadlines, policy, table
from chalicelib.reviewing.model import Case, Level
from chalicelib.tables import committed

_SHORTEST = timedelta(days=1)
"""No deadline ends earlier than this after a vacancy began to wait, so younger ones are not looked at."""


class Escalated(msgspec.Struct, frozen=True, kw_only=True):
    """How many vacancies were brought to the province and to the monitor just now, and how many are overdue in all.

    ``overdue_in`` are these by province, ``monitored_in`` those of them that are with the monitor.
    """

    province: int = 0
    monitor: int = 0
    overdue: int = 0
    overdue_in: Mapping[str, int] = {}
    monitored_in: Mapping[str, int] = {}


def escalate(clock: Clock = SYSTEM_CLOCK) -> Escalated:
    """Raise the level of what is overdue and return how many; doing it again changes nothing.

    Each rise leaves one event ``review_escalated``.
    """
    now = clock.now()
    found = [(table.province_of(entry.region), *_raised(entry, now, clock)) for entry in _waiting(now)]
    raised = [level for _, _, level in found]
    late = Counter(place for place, wanted, _ in found if wanted is not Level.OFFICE)
    return Escalated(
        province=raised.count(Level.PROVINCE),
        monitor=raised.count(Level.MONITOR),
        overdue=late.total(),
        overdue_in=late,
        monitored_in=Counter(place for place, wanted, _ in found if wanted is Level.MONITOR),
    )


def level_at(since: datetime, region: str | None, now: datetime) -> Level:
    """Return who is to be asked at ``now`` about what waits in ``region`` since a moment."""
    rules = policy.current()
    if now < deadlines.due(since, region, rules.due_days):
        return Level.OFFICE
    late = now >= deadlines.due(since, region, rules.due_days + rules.monitor_days)
    return Level.MONITOR if late else Level.PROVINCE


def _waiting(now: datetime) -> Iterator[vacancies.Entry]:
    provinces = sorted({region.province for region in reference.regions()} | {table.NOWHERE})
    for province in provinces:
        yield from vacancies.waiting_before(province, now - _SHORTEST)


def _raised(entry: vacancies.Entry, now: datetime, clock: Clock) -> tuple[Level, Level | None]:
    """Return the level at which an entry should be, and that to which it was raised just now."""
    wanted = level_at(entry.since, entry.region, now)
    case, version = table.load(entry.vacancy_id) if wanted is not Level.OFFICE else (None, None)
    # Until the wait is counted there is nothing to raise; the next round comes.
    if case is None or not case.waits or case.level >= wanted:
        return wanted, None
    due = deadlines.due(entry.since, entry.region, policy.current().due_days)
    after = msgspec.structs.replace(case, level=wanted, due_at=due)
    return wanted, wanted if _written(case, after, version, clock) else None


def _written(case: Case, after: Case, version: int | None, clock: Clock) -> bool:
    first = case.level is Level.OFFICE
    overdue = {(counting.STANDING, counting.OVERDUE): 1} if first else {}

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(after, version, clock.now()))
        table.count(transaction, after.vacancy_id, [(case.region, overdue)])
        due = to_iso(after.due_at) if after.due_at else ""
        details = {"level": after.level.name.lower(), "region": after.region or "", "due_at": due}
        outbox.add(transaction, topic="review_escalated", subject=after.vacancy_id, details=details, clock=clock)

    return committed(build)
