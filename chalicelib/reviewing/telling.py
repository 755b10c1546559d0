"""Tells people that decisions are late: the officers of the whole province, and the monitors of what came to them.

Deadlines end when offices close, so one message after each working day has everything; it is sent once to each person,
however often the hour's function runs. Of a province that has no officers of its own the monitors are told.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from pynamodb.transactions import TransactWrite

from chalicelib import outbox
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.identifiers import derived_identifier
from chalicelib.reviewing import deadlines
from chalicelib.reviewing.escalating import Escalated
from chalicelib.tables import committed
from security.accounts import accounts
from security.principal import Audience

EVERYWHERE = "everywhere"
_TOPIC = "reviews_overdue"
_TOGETHER = 25
"""People of one transaction."""


def tell(done: Escalated, clock: Clock = SYSTEM_CLOCK) -> int:
    """Let the people know whom ``done`` concerns, once for each working day; return how many were told just now.

    Raises `Unavailable` when it is not known who they are; the next round tells them then.
    """
    officers = {place: accounts().members(f"region-{place}") for place in sorted(done.overdue_in)}
    told = sum(_told(people, place, done.overdue_in[place], clock) for place, people in officers.items())
    count = _for_monitors(done, officers)
    return told + (_told(accounts().members(Audience.MONITOR.value), EVERYWHERE, count, clock) if count else 0)


def working_day(place: str, now: datetime) -> date:
    """Return the last working day on which the offices of ``place`` have closed by ``now``."""
    local = now.astimezone(deadlines.zone_of(place))
    day = local.date() if local.time() >= deadlines.OFFICE_ENDS else local.date() - timedelta(days=1)
    while not deadlines.works(day):
        day -= timedelta(days=1)
    return day


def _for_monitors(done: Escalated, officers: Mapping[str, Sequence[str]]) -> int:
    """Return how many the monitors are told of: what came to them, and all of a province without officers."""
    alone = {place for place, people in officers.items() if not people}
    return sum(count if place in alone else done.monitored_in.get(place, 0) for place, count in done.overdue_in.items())


def _told(people: Sequence[str], place: str, count: int, clock: Clock) -> int:
    day = working_day(place, clock.now()).isoformat()
    groups = (people[start : start + _TOGETHER] for start in range(0, len(people), _TOGETHER))
    return sum(len(group) for group in groups if _written(group, place, day, count, clock))


def _written(people: Sequence[str], place: str, day: str, count: int, clock: Clock) -> bool:
    """Leave an event for each of ``people``; tell whether these were the first ones of the day."""

    def build(transaction: TransactWrite) -> None:
        for person in people:
            outbox.add(
                transaction,
                topic=_TOPIC,
                subject=person,
                details={"place": place, "count": str(count)},
                identifier=derived_identifier("evt", _TOPIC, place, day, person),
                clock=clock,
            )

    return committed(build)
