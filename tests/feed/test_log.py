"""The log and its readers: in order, each once, nothing left out, whoever writes meanwhile."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import feed, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import InvalidInput
from chalicelib.feed import table
from chalicelib.feed.model import ChangeKind, Entry, Position, entry_of
from chalicelib.feed.recording import KEPT
from chalicelib.feed.table import FeedItem
from chalicelib.pagination import encode_cursor
from chalicelib.vacancies.model import Source
from tests.vacancies.samples import NOW, pushed

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
START = datetime(2026, 6, 1, tzinfo=UTC)


def published(prefix: str, count: int) -> list[str]:
    items = [pushed(f"{prefix}{number}", f"par_{prefix}") for number in range(count)]
    return [outcome.vacancy_id for outcome in vacancies.upsert_many(items, NOW)]


def upserts(identifiers: list[str]) -> list[Entry]:
    found = vacancies.get_many(identifiers)
    entries = [entry_of(None, found[identifier], START) for identifier in identifiers]
    return [entry for entry in entries if entry is not None]


def here() -> str:
    return encode_cursor(Position(table.counts()))


def read_all(after: str | None, limit: int = 7) -> tuple[list[feed.Change], str]:
    """Everything after a cursor, page by page, and where the reader stands then."""
    found: list[feed.Change] = []
    while True:
        page = feed.changes(after, limit)
        if page.next == after:
            return found, page.next
        found.extend(page.changes)
        after = page.next


def test_what_was_published_is_read_once_and_in_full():
    after = here()
    identifiers = published("full", 60)
    assert feed.record(upserts(identifiers)) == 60
    changes, position = read_all(after)
    assert sorted(change.entry.vacancy_id for change in changes) == sorted(identifiers)
    assert all(change.vacancy and change.vacancy.id == change.entry.vacancy_id for change in changes)
    assert read_all(position) == ([], position)


def test_a_delivery_that_comes_again_is_not_logged_again():
    after = here()
    entries = upserts(published("again", 5))
    assert [feed.record(entries), feed.record(entries), feed.record(entries[2:])] == [5, 0, 0]
    assert len(read_all(after)[0]) == 5


def test_a_change_that_comes_late_is_not_logged_after_a_newer_one():
    after = here()
    (identifier,) = published("late", 1)
    (old,) = upserts([identifier])
    closed = vacancies.remove_from_source(Source(partner="par_late", external_id="late0"))
    new = msgspec.structs.replace(old, kind=ChangeKind.REMOVAL, revision=closed.revision)
    assert [feed.record([new]), feed.record([old])] == [1, 0]
    assert [change.entry.kind for change in read_all(after)[0]] == [ChangeKind.REMOVAL]


def test_a_vacancy_that_changed_twice_comes_as_it_is_now():
    after = here()
    (identifier,) = published("twice", 1)
    feed.record(upserts([identifier]))
    vacancies.upsert_many([pushed("twice0", "par_twice", hours=20)], NOW)
    feed.record(upserts([identifier]))
    changes, _ = read_all(after)
    assert [(change.entry.revision, change.vacancy and change.vacancy.content.hours) for change in changes] == [(2, 20)]


def test_the_changes_of_one_vacancy_come_in_their_order():
    after = here()
    identifiers = published("order", 12)
    feed.record(upserts(identifiers))
    for number in range(12):
        closed = vacancies.remove_from_source(Source(partner="par_order", external_id=f"order{number}"))
        (entry,) = upserts_as_removed(closed)
        feed.record([entry])
    seen: dict[str, int] = {}
    for change in read_all(after, limit=5)[0]:
        assert change.entry.revision > seen.get(change.entry.vacancy_id, 0)
        seen[change.entry.vacancy_id] = change.entry.revision
    assert set(seen) == set(identifiers)


def upserts_as_removed(closed: vacancies.Vacancy) -> list[Entry]:
    before = msgspec.structs.replace(closed, state=vacancies.State.PUBLISHED)
    entry = entry_of(before, closed, START)
    return [entry] if entry else []


class Reader(threading.Thread):
    """Follows the log until it is told that nobody writes any more, and has read the rest."""

    def __init__(self, after: str) -> None:
        super().__init__()
        self._after = after
        self.seen: list[str] = []
        self.nobody_writes = threading.Event()

    def run(self) -> None:
        while True:
            last = self.nobody_writes.is_set()
            page = feed.changes(self._after, 9)
            self.seen.extend(change.entry.vacancy_id for change in page.changes)
            if last and page.next == self._after:
                return
            self._after = page.next


def test_a_reader_beside_many_writers_misses_and_repeats_nothing():
    reader = Reader(here())
    identifiers = published("race", 80)
    entries = upserts(identifiers)
    chance = random.Random(7)
    batches = [*(chance.sample(entries, 20) for _ in range(12)), entries]
    reader.start()
    with ThreadPoolExecutor(3) as writers:
        logged = sum(writers.map(feed.record, batches))
    reader.nobody_writes.set()
    reader.join(60)
    assert logged == 80
    assert sorted(reader.seen) == sorted(identifiers)


def test_the_log_counts_without_gaps():
    feed.record(upserts(published("gaps", 30)))
    for partition, count in enumerate(table.counts()):
        found = [place for place, _ in table.entries_after(str(partition), 0, 1_000)]
        assert found == list(range(1, count + 1))


def test_a_time_finds_its_place_in_the_log():
    clock = FixedClock(datetime.now(UTC) + timedelta(hours=1))
    feed.record(upserts(published("before", 6)), clock)
    middle = clock.now()
    clock.advance(timedelta(minutes=1))
    later = published("after", 6)
    feed.record(upserts(later), clock)
    clock.advance(timedelta(minutes=1))
    page = feed.changes(middle.isoformat(), 100, clock)
    assert sorted(change.entry.vacancy_id for change in page.changes) == sorted(later)
    assert feed.changes(clock.now().isoformat(), 100, clock).changes == ()


def test_the_time_of_the_log_never_goes_back():
    ahead = FixedClock(datetime.now(UTC) + timedelta(days=2))
    feed.record(upserts(published("ahead", 8)), ahead)
    feed.record(upserts(published("behind", 8)))
    for partition in range(len(table.counts())):
        times = [entry.at for _, entry in table.entries_after(str(partition), 0, 1_000)]
        assert times == sorted(times)


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ("2999-01-01T00:00:00Z", "future"),
        ("2001-01-01T00:00:00Z", "too_old"),
        ("2026-01-01T00:00:00", "no_zone"),
        ("yesterday", "unknown_cursor"),
        ("", "unknown_cursor"),
    ],
)
def test_a_wrong_place_to_begin_is_explained(after, code):
    with pytest.raises(InvalidInput) as refused:
        feed.changes(after, 10)
    assert [(error.pointer, error.code) for error in refused.value.errors] == [("after", code)]


@pytest.mark.parametrize("counts", [(1,), (10**9,) * 4])
def test_a_cursor_that_this_log_cannot_have_given_is_refused(counts):
    with pytest.raises(InvalidInput):
        feed.changes(encode_cursor(Position(counts)), 10)


def test_who_stayed_away_too_long_is_sent_to_the_snapshot():
    feed.record(upserts(published("long", 20)))
    start = encode_cursor(Position((0,) * len(table.counts())))
    first = FeedItem.get("0", 1, consistent_read=True)
    first.delete()
    try:
        with pytest.raises(InvalidInput) as refused:
            feed.changes(start, 100)
        assert refused.value.errors[0].code == "too_old"
        assert feed.changes(None, 1).changes
    finally:
        FeedItem(first.pk, first.count_, entry=first.entry, expires=first.expires).save()


def test_snapshot_and_feed_together_leave_nothing_out():
    before = published("snap", 25)
    feed.record(upserts(before))
    page = feed.snapshot(None, 10)
    state = {vacancy.id: vacancy.revision for vacancy in page.items}
    later = published("snaplater", 5)
    feed.record(upserts(later))
    closed = vacancies.remove_from_source(Source(partner="par_snap", external_id="snap3"))
    feed.record(upserts_as_removed(closed))
    while page.next:
        page = feed.snapshot(page.next, 10)
        state |= {vacancy.id: vacancy.revision for vacancy in page.items}
    assert page.feed is not None
    for change in read_all(page.feed)[0]:
        if change.entry.kind is ChangeKind.REMOVAL:
            state.pop(change.entry.vacancy_id, None)
        else:
            state[change.entry.vacancy_id] = change.entry.revision
    truth = {
        vacancy.id: vacancy.revision for vacancy, _ in vacancies.stored() if vacancy.state is vacancies.State.PUBLISHED
    }
    assert state == truth
    assert set(before) - {closed.id} | set(later) <= set(truth)


def test_entries_go_by_themselves_after_their_time():
    clock = FixedClock(datetime.now(UTC) + timedelta(days=9))
    (identifier,) = published("ttl", 1)
    feed.record(upserts([identifier]), clock)
    partition = table.partition_of(identifier)
    last = FeedItem.get(partition, table.counts()[int(partition)], consistent_read=True)
    assert last.expires == int((clock.now() + KEPT).timestamp())
