"""Asking employers whether their vacancies still stand: one message a day with all that are due.

The message and the note that it is under way (`RenewalDigest`) commit together; each vacancy is marked after that. A
run that stops in between leaves vacancies that look due although their poster was told: the next run finds them in the
note and marks them without another word. So nobody is told twice, and nobody is left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of, epoch_seconds
from chalicelib.errors import PadanError
from chalicelib.observability import logger
from chalicelib.reminders import is_open
from chalicelib.vacancies import storing, table
from chalicelib.vacancies.model import State, Vacancy
from chalicelib.vacancies.renewal import RenewalDigest, Told, due_reminder, end_after, reminded

TOPIC = "vacancies_renewal"
MOST_TOLD = 300
"""Vacancies in one message: more wait for the next working day, and with them their end."""

_AT_ONCE = 100


class _Due(msgspec.Struct, frozen=True):
    """A reminder to give, and the end of its vacancy afterwards."""

    told: Told
    until: datetime


def remind_employers(clock: Clock = SYSTEM_CLOCK) -> int:
    """Remind the employers of published vacancies that are due; returns how many messages are on their way.

    Out of working hours nothing is done. Repeated, concurrent and interrupted runs remind nobody twice; an employer for
    whom it fails now comes again with the next run.
    """
    now = clock.now()
    if not is_open(now):
        return 0
    return sum(_try(employer_id, due, now, clock) for employer_id, due in _due(now).items())


def told_still(event: Mapping[str, str]) -> list[Vacancy]:
    """Return those of an event's vacancies that are still to be renewed, the earliest end first."""
    ends = dict(entry.split("@") for entry in event["vacancies"].split())
    found = [item.vacancy for item in table.load_many(ends).values()]
    waiting = [
        vacancy
        for vacancy in found
        if vacancy.state is State.PUBLISHED and epoch_seconds(vacancy.expires_at) <= int(ends[vacancy.id])
    ]
    return sorted(waiting, key=lambda vacancy: (vacancy.expires_at, vacancy.id))


def _due(now: datetime) -> Mapping[str, list[_Due]]:
    found: defaultdict[str, list[_Due]] = defaultdict(list)
    for identifiers in _chunks(table.due_before(now)):
        for item in table.load_many(identifiers).values():
            told = due_reminder(item.vacancy, now)
            if told is not None:
                found[item.vacancy.employer_id].append(_Due(told, end_after(item.vacancy, now)))
    return found


def _chunks(identifiers: Iterator[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    for identifier in identifiers:
        chunk.append(identifier)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _try(employer_id: str, due: Sequence[_Due], now: datetime, clock: Clock) -> int:
    try:
        return _remind(employer_id, due, now, clock)
    except PadanError:
        logger.warning("an employer was not reminded now", extra={"employer": employer_id}, exc_info=True)
        return 0


def _remind(employer_id: str, due: Sequence[_Due], now: datetime, clock: Clock) -> int:
    item = table.renewal_digest(employer_id)
    if item is not None:
        _mark([one.told for one in due if one.told in item.digest.told], item.digest.at)
    known = item.digest.told if item is not None else ()
    fresh = sorted((one for one in due if one.told not in known), key=lambda one: one.told.end)[:MOST_TOLD]
    if not fresh or (item is not None and item.digest.day >= day_of(now)):
        return 0
    digest = RenewalDigest(day=day_of(now), at=now, told=tuple(one.told for one in fresh))
    version = int(item.version) if item is not None else None
    if not _sent(employer_id, digest, version, fresh, clock):
        return 0
    _mark(digest.told, now)
    return 1


def _sent(employer_id: str, digest: RenewalDigest, version: int | None, due: Sequence[_Due], clock: Clock) -> bool:
    details = {"vacancies": " ".join(f"{one.told.vacancy_id}@{epoch_seconds(one.until)}" for one in due)}

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.digest_item(employer_id, digest, version))
        outbox.add(transaction, topic=TOPIC, subject=employer_id, details=details, clock=clock)

    # Refused when another run was faster: what it told, it marks.
    return tables.committed(build)


def _mark(told: Sequence[Told], at: datetime) -> None:
    for one in told:
        storing.change(one.vacancy_id, _marked(one, at))


def _marked(told: Told, at: datetime) -> storing.Change:
    return lambda vacancy: reminded(vacancy, told, at)
