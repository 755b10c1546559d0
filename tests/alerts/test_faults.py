"""Whatever breaks off between two steps: nothing is lost and nobody is told twice."""

import pytest
from pynamodb.exceptions import TransactWriteError

from chalicelib import tables
from chalicelib.alerts import matching, sending, table
from chalicelib.clock import FixedClock
from chalicelib.errors import Unavailable
from search.port import IndexUnavailable
from tests.alerts.world import MONDAY, at, due, events, matched, names, published, saves, seeker, told

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("indices")]
MORNING = at(5, 8)


class Killed(BaseException):
    """The process ends here."""


def _after(monkeypatch, module, name, error):
    """Let a function do its work and then end the process, as if its answer was lost."""
    real = getattr(module, name)

    def once(*given, **named):
        real(*given, **named)
        raise error

    monkeypatch.setattr(module, name, once)


def _instead(monkeypatch, module, name, error):
    def never(*_given, **_named):
        raise error

    monkeypatch.setattr(module, name, never)


def test_killed_between_the_note_and_the_waking(monkeypatch):
    owner = seeker()
    saves(owner)
    made = published()
    with monkeypatch.context() as fault:
        _instead(fault, matching, "wake", Killed())
        with pytest.raises(Killed):
            matched(made)
    assert due(owner) is None
    assert matched(made) == 0, "the note is there already"
    assert names(told(owner, MORNING)) == [made.id]


def test_killed_after_the_first_of_several_notes(monkeypatch):
    owner = seeker()
    saves(owner)
    made = [published(f"Kasir {number}") for number in range(3)]
    with monkeypatch.context() as fault:
        _after(fault, table, "add_match", Killed())
        with pytest.raises(Killed):
            matched(*made)
    assert matched(*made) == 2
    assert sorted(names(told(owner, MORNING))) == sorted(one.id for one in made)


def test_killed_between_the_message_and_the_settling(monkeypatch):
    owner = seeker()
    saves(owner)
    made = published()
    matched(made)
    with monkeypatch.context() as fault:
        _instead(fault, table, "settle", Killed())
        with pytest.raises(Killed):
            told(owner, MORNING)
    assert len(events(owner)) == 1
    assert table.untold(owner.id, 10) == (made.id,), "it looks untold"
    for day in (5, 6, 7):
        assert told(owner, at(day, 9)) is None
    assert table.untold(owner.id, 10) == ()
    assert len(events(owner)) == 1


def test_killed_while_settling_and_more_is_found_meanwhile(monkeypatch):
    owner = seeker()
    saves(owner)
    matched(*(published(f"Kasir {number}") for number in range(3)))
    with monkeypatch.context() as fault:
        _after(fault, table, "settle", Killed())
        with pytest.raises(Killed):
            told(owner, MORNING)
    new = published("Kasir Apotek", at(5, 9))
    matched(new, clock=at(5, 9))
    assert names(told(owner, at(6, 8))) == [new.id]


def test_a_commit_whose_answer_was_lost_is_not_repeated(monkeypatch):
    owner = seeker()
    saves(owner)
    matched(published())
    with monkeypatch.context() as fault:
        _after(fault, tables, "committed", Unavailable())
        assert sending.tell([owner.id], MORNING) == sending.Sent(failed=1)
    assert len(events(owner)) == 1
    for day in (5, 6, 7):
        told(owner, at(day, 9))
    assert len(events(owner)) == 1
    assert table.untold(owner.id, 10) == ()


def test_two_runs_at_the_same_time_tell_once(monkeypatch):
    owner = seeker()
    saves(owner)
    matched(published())
    real = tables.committed

    def overtaken(build):
        monkeypatch.setattr(tables, "committed", real)
        assert sending.tell([owner.id], MORNING).told == 1
        return real(build)

    monkeypatch.setattr(tables, "committed", overtaken)
    assert sending.tell([owner.id], MORNING).told == 0
    assert len(events(owner)) == 1


def test_somebody_who_is_woken_while_they_are_told_is_not_forgotten(monkeypatch):
    owner = seeker()
    saves(owner)
    matched(published())
    new = published("Kasir Apotek", MORNING)
    real = tables.committed

    def meanwhile(build):
        monkeypatch.setattr(tables, "committed", real)
        matched(new, clock=MORNING)
        return real(build)

    monkeypatch.setattr(tables, "committed", meanwhile)
    assert sending.tell([owner.id], MORNING).told == 0, "the waking was faster"
    event = told(owner, at(5, 8, 15))
    assert event.details["count"] == "2"


def test_without_the_index_nothing_is_noted_and_the_message_comes_again(monkeypatch):
    owner = seeker()
    saves(owner)
    made = published()
    with monkeypatch.context() as fault:

        class Gone:
            def matching(self, documents):
                raise IndexUnavailable("gone")

        fault.setattr(matching, "percolator", Gone)
        with pytest.raises(Unavailable):
            matched(made)
    assert table.untold(owner.id, 5) == ()
    assert matched(made) == 1


def test_without_the_index_nobody_is_told_half_and_they_stay_due(monkeypatch):
    owner = seeker()
    saves(owner)
    made = published()
    matched(made)
    with monkeypatch.context() as fault:

        class Gone:
            def search(self, plan):
                raise IndexUnavailable("gone")

        fault.setattr("chalicelib.alerts.choosing.vacancy_index", Gone)
        assert sending.tell([owner.id], MORNING) == sending.Sent(failed=1)
    assert due(owner) == MORNING.now()
    assert names(told(owner, at(5, 8, 15))) == [made.id]


def test_a_table_that_refuses_for_another_reason_is_not_taken_for_known(monkeypatch):
    owner = seeker()
    saves(owner)
    made = published()
    with monkeypatch.context() as fault:
        _instead(fault, table, "saved", TransactWriteError("throttled"))
        with pytest.raises(TransactWriteError):
            matched(made)
    assert matched(made) == 1


def test_duplicates_and_disorder_of_messages_end_alike():
    owner = seeker()
    saves(owner)
    made = [published(f"Kasir {number}") for number in range(6)]
    total = sum(matching.follow([one.id for one in part], FixedClock(MONDAY)) for part in (made[3:], made, made[::-1]))
    assert total == 6
    assert told(owner, MORNING).details["count"] == "6"


def test_what_does_not_exist_is_passed_over():
    assert matching.follow(["vac_00000000000000000000000000", "nonsense"], FixedClock(MONDAY)) == 0
    assert sending.tell(["per_00000000000000000000000000"], MORNING) == sending.Sent()
