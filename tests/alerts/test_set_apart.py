"""One person's fault stays theirs: others are noted, woken, told and indexed, and nothing of the one is lost."""

import logging

import msgspec
import pytest

from chalicelib import alerts, resources
from chalicelib.alerts import indexing, matching, sending, settling, table
from chalicelib.alerts.model import Alerts, AlertSettings
from chalicelib.clock import FixedClock
from chalicelib.errors import NotFound, Unavailable
from chalicelib.indexing import Change
from chalicelib.tables import saved
from search.engine import percolator
from search.port import Outcome
from tests.alerts.world import MONDAY, at, draft, due, erase, matched, names, prefers, published, saves, seeker, told
from tests.own_stores import Queue

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("indices")]
MORNING = at(5, 8)
NOW = FixedClock(MONDAY)


def _asked():
    queue, found = Queue(resources.ALERTS.name), []
    while messages := queue.receive():
        for message in messages:
            found.append(alerts.named(message["Body"]))
            queue.delete(message)
    return found


@pytest.fixture
def broken(monkeypatch):
    """Lets the time at which these people are to be told run over."""
    people, real = set(), settling.slot

    def slot(person, *rest):
        if person.id in people:
            raise OverflowError("date value out of range")
        return real(person, *rest)

    monkeypatch.setattr(settling, "slot", slot)
    _asked()
    return people


def test_a_pause_that_was_stored_before_there_was_a_bound_holds_up_nobody():
    owners = [seeker() for _ in range(3)]
    for owner in owners:
        saves(owner)
    forever = msgspec.convert("9999-12-31T23:59:59Z", type=type(MONDAY))
    found = table.find_alerts(owners[1].id)
    assert saved(table.alerts_item(owners[1].id, found, Alerts(settings=AlertSettings(paused_until=forever))))
    _asked()
    assert matched(published()) == 3
    assert _asked() == []
    assert [due(owner) == MORNING.now() for owner in owners] == [True, False, True]


def test_the_faulty_one_comes_again_alone_and_the_others_are_done(broken, caplog):
    owners = [seeker() for _ in range(3)]
    for owner in owners:
        saves(owner)
    broken.add(owners[1].id)
    made = published()
    with caplog.at_level(logging.ERROR):
        assert matched(made) == 2
    assert [due(owner) is not None for owner in owners] == [True, False, True]
    (message,) = _asked()
    assert message == matching.Published((made.id,), only=owners[1].id)
    assert "kasir" not in caplog.text
    with pytest.raises(OverflowError):
        matching.follow(message.vacancy_ids, NOW, message.only)
    assert _asked() == [], "what is theirs alone fails, until it is mended or set aside"
    broken.clear()
    matching.follow(message.vacancy_ids, NOW, message.only)
    assert names(told(owners[1], MORNING)) == [made.id]


def test_a_message_for_one_person_is_for_nobody_else():
    owners = [seeker() for _ in range(2)]
    for owner in owners:
        saves(owner)
    made = published()
    assert matching.follow([made.id], NOW, owners[0].id) == 1
    assert due(owners[0]) is not None
    assert due(owners[1]) is None


def test_what_fails_for_all_comes_again_as_a_whole(broken):
    owners = [seeker() for _ in range(3)]
    for owner in owners:
        saves(owner)
        broken.add(owner.id)
    with pytest.raises(OverflowError):
        matched(published())
    assert _asked() == []


def test_what_fails_for_many_comes_again_as_a_whole(broken, monkeypatch):
    monkeypatch.setattr(matching, "_MOST_APART", 2)
    owners = [seeker() for _ in range(5)]
    for owner in owners:
        saves(owner)
    broken.update(owner.id for owner in owners[:3])
    with pytest.raises(OverflowError):
        matched(published())
    assert _asked() == []
    assert [due(owner) is not None for owner in owners] == [False] * 3 + [True] * 2
    broken.remove(owners[0].id)
    assert matched(published("Kasir Apotek")) == 3
    assert sorted(message.only for message in _asked()) == sorted(owner.id for owner in owners[1:3])


def test_one_who_cannot_be_told_keeps_it_from_nobody(broken):
    owners = [seeker() for _ in range(3)]
    for owner in owners:
        saves(owner)
    made = published()
    matched(made)
    broken.add(owners[0].id)
    everybody = [owner.id for owner in owners]
    assert sending.tell(everybody, MORNING) == sending.Sent(told=2, failed=1)
    assert due(owners[0]) == MORNING.now()
    broken.clear()
    assert names(told(owners[0], at(5, 8, 15))) == [made.id]


@pytest.fixture
def unreadable(monkeypatch):
    """Lets searches for these words not be read."""
    words, real = set(), indexing.standing_admission

    def reading(known, asked, criteria):
        if asked in words:
            raise RecursionError
        return real(known, asked, criteria)

    monkeypatch.setattr(indexing, "standing_admission", reading)
    return words


def _change(owner):
    (item,) = table.searches_of(owner.id)
    name = indexing.indexed_id(owner.id, item.search_id)
    return Change(id=name, version=int(item.version), content=item.search)


def test_a_search_that_cannot_be_read_fails_without_its_neighbours(unreadable):
    owners = [seeker() for _ in range(3)]
    for owner, words in zip(owners, ("kasir", "sopir", "koki"), strict=True):
        alerts.save(owner, draft(words), clock=NOW)
    unreadable.add("sopir")
    changes = [_change(owner) for owner in owners]
    outcomes = [result.outcome for result in indexing.apply(changes)]
    assert [outcome is Outcome.FAILED for outcome in outcomes] == [False, True, False]
    percolator().refresh()
    held = {each.id for each in percolator().readings()}
    assert [change.id in held for change in changes] == [True, False, True]


def test_the_nightly_comparison_goes_on_without_a_search_that_cannot_be_read(unreadable):
    owners = [seeker() for _ in range(2)]
    saves(owners[0], "sopir")
    alerts.save(owners[1], draft("koki"), clock=NOW)
    unreadable.add("sopir")
    assert indexing.check().orphaned == 0, "it stays as it was read"
    percolator().refresh()
    assert {_change(owner).id for owner in owners} <= {each.id for each in percolator().readings()}


def test_a_match_that_comes_after_the_erasure_is_not_kept():
    owner = seeker()
    saves(owner)
    erase(owner)
    assert matched(published()) == 0
    assert table.matches(owner.id, None, 10) == []


def test_a_match_that_is_noted_while_its_person_is_erased_is_taken_away_again(monkeypatch):
    owner = seeker()
    saves(owner)
    real = table.add_match

    def meanwhile(*given):
        erase(owner)
        table.drop_all(owner.id)
        monkeypatch.setattr(table, "add_match", real)
        return real(*given)

    monkeypatch.setattr(table, "add_match", meanwhile)
    assert matched(published()) == 0
    assert table.matches(owner.id, None, 10) == []
    assert table.find_alerts(owner.id) is None


@pytest.mark.parametrize("store", ["search", "settings", "stop"])
def test_nothing_is_stored_for_who_is_erased_between_the_look_and_the_commit(monkeypatch, store):
    owner = seeker()
    calls = {
        "search": lambda: alerts.save(owner, draft(), clock=NOW),
        "settings": lambda: alerts.change_settings(owner, AlertSettings(stopped=True), 0, NOW),
        "stop": lambda: settling.stop_all(owner.id, NOW),
    }
    real = table.put_alerts

    def meanwhile(transaction, item):
        monkeypatch.setattr(table, "put_alerts", real)
        erase(owner)
        real(transaction, item)

    monkeypatch.setattr(table, "put_alerts", meanwhile)
    with pytest.raises(NotFound):
        calls[store]()
    assert table.searches_of(owner.id) == []
    assert table.find_alerts(owner.id) is None


def test_a_profile_that_changes_meanwhile_only_takes_another_attempt(monkeypatch):
    owner = seeker()
    real = table.put_alerts

    def meanwhile(transaction, item):
        from chalicelib.people import store

        monkeypatch.setattr(table, "put_alerts", real)
        person, version = store.get(owner.id)
        store.replace(person, version)
        real(transaction, item)

    monkeypatch.setattr(table, "put_alerts", meanwhile)
    prefers(owner, NOW, stopped=True)
    assert alerts.settings_of(owner).settings.stopped
    monkeypatch.setattr(table, "put_alerts", meanwhile)
    assert alerts.save(owner, draft(), clock=NOW).search.name == "kasir"
    assert len(table.searches_of(owner.id)) == 1


def test_a_profile_that_never_holds_still_is_tried_again_later(monkeypatch):
    owner = seeker()
    monkeypatch.setattr("chalicelib.tables.committed", lambda build: False)
    for call in (lambda: alerts.save(owner, draft()), lambda: settling.stop_all(owner.id)):
        with pytest.raises(Unavailable):
            call()
