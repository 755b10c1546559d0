"""New and changed vacancies against all saved searches: what is found is noted once, and its person woken.

The note is written before the person is woken, and the message that asked for it is done only after that. Whatever
breaks off in between, the message comes again: notes that are there stay as they are, and waking twice harms nobody.

For whom it fails while it works for others, a message of their own comes: nothing is lost, and it is not done again
for everybody until the queue gives up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime

import msgspec

from chalicelib import resources, tables, vacancies
from chalicelib.alerts import settling, table
from chalicelib.alerts.indexing import owner_of
from chalicelib.alerts.model import Alerts, Match
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Unavailable
from chalicelib.indexing import is_open, vacancy_document
from chalicelib.observability import logger, measure
from chalicelib.people.uses import Use, permitted
from chalicelib.queues import send_all
from chalicelib.vacancies.model import Vacancy
from search.engine import index_answering, percolator

Change = tuple[Vacancy | None, Vacancy | None]
_IN_A_MESSAGE = 25
_AT_ONCE = 8
_ATTEMPTS = 6
_MOST_APART = 100
"""So many people at most are set apart of a message: more of them is a fault of ours, and the whole comes again."""


class Published(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One message: vacancies that came out, or say something else than before; with ``only``, for that person alone."""

    vacancy_ids: tuple[str, ...]
    only: str | None = None


def announce(changes: Iterable[Change], clock: Clock = SYSTEM_CLOCK) -> int:
    """Ask for vacancies that came out or changed to be matched; returns how many those are.

    Raises `Unavailable` when the queue did not take all of it; then it may be called again.
    """
    now = clock.now()
    names = list(dict.fromkeys(after.id for before, after in changes if after and _is_news(before, after, now)))
    parts = (tuple(names[start : start + _IN_A_MESSAGE]) for start in range(0, len(names), _IN_A_MESSAGE))
    send_all(resources.ALERTS, map(Published, parts))
    return len(names)


def named(body: str) -> Published:
    """Return the vacancies that a message names, and for whom; raises ``msgspec.DecodeError``."""
    return msgspec.json.decode(body, type=Published)


def follow(vacancy_ids: Iterable[str], clock: Clock = SYSTEM_CLOCK, only: str | None = None) -> int:
    """Note for everybody whose saved searches these vacancies meet, and wake them; returns how many notes are new.

    Vacancies are taken as they stand now; those that are not open are passed over. Twice makes no difference.
    Raises `Unavailable` when the index does not answer, and what failed when it failed for all; then it is to be tried
    again. Some people's faults alone come back as messages for each of them (``only``).
    """
    now = clock.now()
    found = vacancies.get_many(vacancy_ids)
    open_now = [found[name] for name in sorted(found) if is_open(found[name], now)]
    met = {person: own for person, own in _met(open_now, now).items() if only in (None, person)}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        # Each in a copy of the context: what it writes carries whose request it was.
        notes = {person: pool.submit(copy_context().run, _note, person, own, now) for person, own in met.items()}
    failed = [person for person, note in notes.items() if note.exception() is not None]
    new = sum(note.result() for person, note in notes.items() if person not in failed)
    if failed:
        _set_apart(failed, notes, met)
    measure("AlertMatches", new)
    return new


def _set_apart(
    failed: Sequence[str], notes: Mapping[str, Future[int]], met: Mapping[str, Mapping[str, list[str]]]
) -> None:
    """Ask for those for whom it failed to be taken alone; raises what failed when that is no fault of theirs."""
    if len(failed) == len(notes) or len(failed) > _MOST_APART:
        notes[failed[0]].result()
    for person in failed:
        logger.error("a person's matches were set apart", extra={"person": person}, exc_info=notes[person].exception())
    send_all(resources.ALERTS, (Published(tuple(met[person]), only=person) for person in failed))


def wake(person_id: str, now: datetime) -> bool:
    """Let a person be told at the next moment that suits them, and no later than they were to be told before.

    Returns whether there is that person still. Raises `Unavailable` when others were faster too often.
    """
    person = settling.living(person_id)
    if person is None:
        return False
    for _ in range(_ATTEMPTS):
        found = table.find_alerts(person_id)
        alerts = found.alerts if found is not None else Alerts()
        item = table.alerts_item(person_id, found, msgspec.structs.replace(alerts, woken_at=now))
        at = settling.slot(person, alerts, now)
        item.be_due(at if item.due is None or at is None else min(at, item.due))
        if tables.saved(item):
            return True
    raise Unavailable


def _is_news(before: Vacancy | None, after: Vacancy, now: datetime) -> bool:
    if not is_open(after, now):
        return False
    if before is None or not is_open(before, now):
        return True
    return _said(before, now) != _said(after, now)


def _said(vacancy: Vacancy, now: datetime) -> bytes:
    """Return all that a search can ask of a vacancy; not how often somebody applied, nor until when it stays."""
    document = vacancy_document(vacancy, 0, now)
    told = msgspec.structs.replace(document, applications=0, expires_at=0, also_on=())
    return msgspec.json.encode(told)


def _met(open_now: Sequence[Vacancy], now: datetime) -> Mapping[str, Mapping[str, list[str]]]:
    """Return for each person the vacancies that meet their searches, and which searches those are."""
    met: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    if not open_now:
        return met
    documents = [vacancy_document(vacancy, 0, now) for vacancy in open_now]
    with index_answering():
        found = percolator().matching(documents)
    for document, identifiers in zip(documents, found, strict=True):
        for person_id, search_id in map(owner_of, identifiers):
            met[person_id][document.id].append(search_id)
    return met


def _note(person_id: str, own: Mapping[str, list[str]], now: datetime) -> int:
    person = settling.living(person_id)
    if person is not None and not permitted(person, Use.ALERTED):
        return 0
    new = _noted(person_id, own, now) if person is not None else 0
    if wake(person_id, now):
        return new
    # Erased, perhaps between the two looks: then nothing erases the notes after us.
    for vacancy_id in own:
        table.drop_match(person_id, vacancy_id)
    return 0


def _noted(person_id: str, own: Mapping[str, list[str]], now: datetime) -> int:
    notes: Iterator[bool] = (
        table.add_match(person_id, vacancy_id, Match(searches=tuple(searches), found_at=now))
        for vacancy_id, searches in own.items()
    )
    return sum(notes)
