"""People who lack their place in the index of who is to be reminded get it, and nothing else about them changes."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import people, tables
from chalicelib.aws import client
from chalicelib.clock import FixedClock
from chalicelib.jobs import FileNote, Pace
from chalicelib.outbox import OutboxItem
from chalicelib.people import placing_due, store, table
from chalicelib.people.model import PersonState
from chalicelib.people.table import PersonItem
from tests.people.samples import START, stored

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
FIRST = datetime(2026, 8, 18, 2, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nobody():
    """Each test begins with an empty table: a job is about all of it."""
    for item in PersonItem.scan(consistent_read=True):
        item.delete(add_version_condition=False)


def of_old(**changes):
    """Somebody who was stored before there was an index."""
    person = stored(**changes)
    raw(person, "REMOVE due_shard, due_at")
    return person


def raw(person, change, **values):
    given = {"ExpressionAttributeValues": values} if values else {}
    client("dynamodb").update_item(
        TableName=tables.physical_name("people"), Key={"pk": {"S": person}}, UpdateExpression=change, **given
    )


def keys(person):
    item = PersonItem.get(person, consistent_read=True)
    return item.due_shard, item.due_at


def place(note=None, progress=None, pace=None, **how):
    return people.place_due(people.Placing(**{"page": 3, "workers": 2, **how}), note, progress, pace)


def counts(report):
    return report.seen, report.right, report.placed, report.contended


def test_who_lacks_a_place_gets_it_and_is_reminded():
    forgotten, known = of_old(), stored()
    assert list(store.due_before(FIRST)) == [known]
    assert counts(place()) == (2, 1, 1, 0)
    assert set(store.due_before(FIRST)) == {forgotten, known}
    people.look_after(FixedClock(FIRST))
    told = [item.event.subject for item in OutboxItem.scan() if item.event.topic == "person_inactive_soon"]
    assert forgotten in told


def test_twice_changes_nothing():
    for _ in range(7):
        of_old()
    assert counts(place()) == (7, 0, 7, 0)
    assert counts(place()) == (7, 7, 0, 0)


def test_neither_the_person_nor_the_version_changes():
    person = of_old()
    before = store.get(person)
    place()
    assert store.get(person) == before
    assert store.replace(before[0], before[1]) == before[1] + 1


def test_a_wrong_place_is_mended():
    person = stored()
    right = keys(person)
    raw(person, "SET due_at = :at", **{":at": {"S": "2031-01-01T00:00:00.000Z"}})
    assert counts(place()) == (1, 0, 1, 0)
    assert keys(person) == right


@pytest.mark.parametrize("state", [PersonState.ERASED, PersonState.UNVERIFIED])
def test_with_whom_nothing_is_to_be_done_has_no_place(state):
    person = stored(state=state)
    assert keys(person) == (None, None)
    raw(person, "SET due_shard = :s, due_at = :at", **{":s": {"S": "1"}, ":at": {"S": "2026-01-01T00:00:00.000Z"}})
    assert counts(place()) == (1, 0, 1, 0)
    assert keys(person) == (None, None)
    assert counts(place()) == (1, 1, 0, 0)


def test_a_dry_run_counts_and_writes_nothing(tmp_path):
    person = of_old()
    note = FileNote(tmp_path / "placing.json", people.PlacingReached)
    report = place(note, dry_run=True)
    assert (report.dry_run, *counts(report)) == (True, 1, 0, 1, 0)
    assert keys(person) == (None, None)
    assert list(tmp_path.iterdir()) == []


def test_it_goes_on_where_it_was_broken_off(tmp_path, monkeypatch):
    everybody = [of_old() for _ in range(10)]
    note = FileNote(tmp_path / "placing.json", people.PlacingReached)
    some, pages = table.some, []

    def dying(after, limit):
        pages.append(after)
        if len(pages) == 3:
            raise KeyboardInterrupt
        return some(after, limit)

    with monkeypatch.context() as patch:
        patch.setattr(table, "some", dying)
        with pytest.raises(KeyboardInterrupt):
            place(note)
    reached = note.read()
    assert reached is not None
    assert counts(reached.report) == (6, 0, 6, 0)
    told = []
    report = place(note, progress=lambda *how_far: told.append(how_far[0]))
    assert counts(report) == (10, 0, 10, 0)
    assert told[0] == 9
    assert told[-1] == 10
    assert note.read() is None
    assert all(keys(person) != (None, None) for person in everybody)


def test_who_changes_meanwhile_is_placed_by_that(monkeypatch):
    person = of_old()
    place_anew = table.place_anew

    def later(item):
        people.was_here(person, FixedClock(START + timedelta(days=30)))
        return place_anew(item)

    monkeypatch.setattr(table, "place_anew", later)
    assert counts(place()) == (1, 0, 0, 1)
    assert PersonItem.get(person, consistent_read=True).is_placed


def test_what_the_table_refuses_goes_through(monkeypatch):
    person = of_old()
    monkeypatch.setattr(table, "physical_name", lambda name: f"no-{name}")
    with pytest.raises(client("dynamodb").exceptions.ResourceNotFoundException):
        place()
    assert keys(person) == (None, None)


def test_writes_keep_their_distance_and_reads_do_not():
    for number in range(8):
        (of_old if number % 2 else stored)()
    slept, now = [], [100.0]

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    place(pace=Pace(4.0, lambda: now[0], sleep), workers=1)
    assert slept == [0.25] * 3


def test_a_table_without_anybody_is_soon_done():
    assert counts(place()) == (0, 0, 0, 0)
    assert placing_due.PlacingReport(dry_run=False).seconds == 0.0
