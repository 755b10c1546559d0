"""Telling people what was found for them: one message for all of it, when they want to be told.

The message (an event in the outbox) and the list of what it tells of commit together; each match is settled after
that. A run that stops in between leaves matches that look untold: the next run finds them on the list and settles them
without another word. So nobody is told of a vacancy twice, and nothing is left out.

The index of untold matches lags behind the table. Therefore who was told stays due for one more look at their next
time; they are due no more when that look finds nothing, and nothing was found for them in the meantime.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, resources, tables, vacancies
from chalicelib.alerts import choosing, forgetting, settling, table
from chalicelib.alerts.model import Alerts, Match, SavedSearch
from chalicelib.alerts.timing import audible, is_quiet
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.indexing import is_open
from chalicelib.observability import logger
from chalicelib.people.model import Person
from chalicelib.people.uses import Use, permitted
from chalicelib.queues import send_all

TOPIC = "alert_digest"
_IN_A_MESSAGE = 25
MOST_TOLD = 300
"""Vacancies that one message counts; what is more waits for the next one."""
LAG = timedelta(minutes=10)
"""Longer than the index of untold matches is ever behind its table."""


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: people told, put off to a time that suits them, and those for whom it failed for now."""

    told: int = 0
    deferred: int = 0
    failed: int = 0


class Due(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One message: people who are to be told."""

    person_ids: tuple[str, ...]


def announce_due(clock: Clock = SYSTEM_CLOCK) -> int:
    """Ask for everybody who is due to be told; returns how many those are. Twice harms nobody.

    Raises `Unavailable` when the queue did not take all of it.
    """
    names = list(table.due_before(clock.now()))
    parts = (tuple(names[start : start + _IN_A_MESSAGE]) for start in range(0, len(names), _IN_A_MESSAGE))
    send_all(resources.ALERTS_DUE, map(Due, parts))
    return len(names)


def due_people(body: str) -> tuple[str, ...]:
    """Return the people whom a message names; raises ``msgspec.DecodeError``."""
    return msgspec.json.decode(body, type=Due).person_ids


def tell(person_ids: Iterable[str], clock: Clock = SYSTEM_CLOCK) -> Sent:
    """Tell these people if they are due; repeated, concurrent and interrupted runs tell nobody twice.

    One for whom it fails now, for whatever reason, stays due and comes again with the next run; the others are told.
    """
    outcomes = [_tried(person_id, clock) for person_id in dict.fromkeys(person_ids)]
    return Sent(told=outcomes.count("told"), deferred=outcomes.count("deferred"), failed=outcomes.count("failed"))


def _tried(person_id: str, clock: Clock) -> str:
    try:
        return _looked_after(person_id, clock)
    except Exception:
        # Whatever is wrong with one person's data must not keep it from the others of the message.
        logger.exception("a person was not told now", extra={"person": person_id})
        return "failed"


def _looked_after(person_id: str, clock: Clock) -> str:
    now, item = clock.now(), table.find_alerts(person_id)
    if item is None or item.due is None or item.due > now:
        return "early"
    person = settling.living(person_id)
    if person is None:
        forgetting.forget_person(person_id)
        return "gone"
    zone, settings = settling.zone_for(person), item.alerts.settings
    if settings.stopped or not permitted(person, Use.ALERTED):
        return _put(item, item.alerts, None, "stopped")
    if is_quiet(now, settings.quiet, zone):
        return _put(item, item.alerts, audible(now, settings.quiet, zone), "deferred")
    waiting = table.untold(person_id, MOST_TOLD + len(item.alerts.told))
    _settle(person_id, (each for each in waiting if each in item.alerts.told))
    fresh = [each for each in waiting if each not in item.alerts.told][:MOST_TOLD]
    if not fresh:
        return _rest(item, now)
    return _told(item, person, fresh, clock)


def _rest(item: table.AlertsItem, now: datetime) -> str:
    """Let a person of whom nothing is untold be due no more, unless something may only not be seen yet."""
    woken = item.alerts.woken_at
    return _put(item, item.alerts, woken + LAG if woken is not None and now - woken < LAG else None, "nothing")


def _told(item: table.AlertsItem, person: Person, fresh: Sequence[str], clock: Clock) -> str:
    now = clock.now()
    searches = [each.search for each in table.searches_of(person.id)]
    matches = _standing(person.id, fresh, searches, now)
    dropped = [each for each in fresh if each not in matches]
    channel = settling.reach(person, item.alerts.settings)
    if not matches or channel is None:
        # What is not open any more is nothing to tell; who is reached by no message has the list of matches.
        _settle(person.id, fresh)
        return _put(item, item.alerts, settling.slot(person, item.alerts, now), "nothing")
    details = {
        "vacancies": " ".join(choosing.best(searches, matches, now)),
        "count": str(len(matches)),
        "channel": channel.value,
    }
    alerts = msgspec.structs.replace(item.alerts, sent_at=now, told=tuple(fresh))
    if not _committed(item, alerts, settling.slot(person, alerts, now), details, clock):
        return "early"
    _settle(person.id, (*matches, *dropped))
    return "told"


def _standing(
    person_id: str, fresh: Sequence[str], searches: Iterable[SavedSearch], now: datetime
) -> Mapping[str, Match]:
    """Return the matches with vacancies that are open still, by searches that are there and active still."""
    active = {search.id for search in searches if search.active}
    found, matches = vacancies.get_many(fresh), table.matches_of(person_id, fresh)
    return {
        name: match
        for name, match in matches.items()
        if name in found and is_open(found[name], now) and active.intersection(match.searches)
    }


def _committed(
    item: table.AlertsItem, alerts: Alerts, due: datetime | None, details: dict[str, str], clock: Clock
) -> bool:
    """Store what was told with the event that tells it; not when somebody was faster, also another run."""
    replaced = table.alerts_item(item.pk, item, alerts)
    replaced.be_due(due)

    def build(transaction: TransactWrite) -> None:
        table.put_alerts(transaction, replaced)
        outbox.add(transaction, topic=TOPIC, subject=item.pk, details=details, clock=clock)

    return tables.committed(build)


def _put(item: table.AlertsItem, alerts: Alerts, due: datetime | None, outcome: str) -> str:
    replaced = table.alerts_item(item.pk, item, alerts)
    replaced.be_due(due)
    return outcome if tables.saved(replaced) else "early"


def _settle(person_id: str, names: Iterable[str]) -> None:
    for name in names:
        table.settle(person_id, name)
