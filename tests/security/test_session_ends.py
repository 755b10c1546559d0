"""Sessions that are over: at once, exactly those, and cheap to ask about."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import FixedClock, epoch_seconds
from chalicelib.identifiers import new_identifier
from security import session_ends
from security.session_ends import (
    KEPT,
    Believed,
    SessionStart,
    end_all,
    end_session,
    is_over,
    over_among,
    spare,
)
from security.session_ends_table import SessionEndItem
from security.session_lives import ORDINARY_LIFE
from tests.security.conftest import MOMENT

pytestmark = pytest.mark.emulator


@pytest.fixture
def table(platform):
    session_ends.forget()
    if not SessionEndItem.exists():
        SessionEndItem.create_table(wait=True)
    yield
    session_ends.forget()


@pytest.fixture
def person():
    return new_identifier("per")


def begun(person: str, name: str, seconds: int = 0) -> SessionStart:
    return SessionStart(person, f"{person}-{name}", epoch_seconds(MOMENT) + seconds)


def test_one_session_ends_and_the_others_go_on(table, person, clock):
    mine, other = begun(person, "mine"), begun(person, "other")
    assert not is_over(mine, clock)
    for _ in range(2):
        end_session(mine.session, clock)
        assert is_over(mine, clock)
    assert not is_over(other, clock)
    assert not is_over(begun(new_identifier("per"), "stranger"), clock)


@pytest.mark.parametrize(("seconds", "over"), [(-86_400, True), (-1, True), (0, True), (1, False), (60, False)])
def test_all_that_began_end_and_what_begins_later_does_not(table, person, clock, seconds, over):
    end_all(person, clock)
    assert is_over(begun(person, "x", seconds), clock) is over
    assert not is_over(begun(new_identifier("per"), "x", seconds), clock)


def test_a_session_of_the_same_second_is_spared_alone_and_until_the_next_end(table, person, clock):
    end_all(person, clock)
    fresh, stolen = begun(person, "fresh"), begun(person, "stolen")
    spare(fresh)
    spare(begun(person, "later", 5))
    assert (is_over(fresh, clock), is_over(stolen, clock)) == (False, True)
    end_all(person, clock)
    assert is_over(fresh, clock)


def test_sparing_without_an_end_writes_nothing(table, person, clock):
    spare(begun(person, "first"))
    assert list(SessionEndItem.query(person)) == []


def test_an_end_is_remembered_longer_than_any_session_lives(table, person, clock):
    end_all(person, clock)
    item = SessionEndItem.get(person)
    remembered = int(item.expires) - int(item.ended_at)
    assert remembered == session_ends.REMEMBERED.total_seconds() > ORDINARY_LIFE.total_seconds()


class Reads:
    """Counts what is asked of the table."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        original = SessionEndItem.batch_get

        def counted(*arguments, **options):
            self.count += 1
            return original(*arguments, **options)

        monkeypatch.setattr(SessionEndItem, "batch_get", counted)


def by_another_process(key: str, clock: FixedClock) -> None:
    """End it where this process does not learn of it."""
    moment = epoch_seconds(clock.now())
    SessionEndItem(key, ended_at=moment, expires=moment + 999).save(add_version_condition=False)


def test_the_table_is_asked_once_in_a_while_and_each_time_for_an_office(table, person, clock, monkeypatch):
    start, reads = begun(person, "x"), Reads(monkeypatch)
    for _ in range(10):
        assert not is_over(start, clock)
    assert reads.count == 1
    for _ in range(3):
        assert not is_over(start, clock, ask=True)
    assert reads.count == 4
    clock.advance(KEPT)
    assert not is_over(start, clock)
    assert reads.count == 5


def test_what_another_process_ends_holds_within_the_belief_and_at_once_for_an_office(table, person, clock):
    start = begun(person, "x")
    assert not is_over(start, clock)
    by_another_process(start.session, clock)
    assert is_over(start, clock, ask=True)
    assert not is_over(start, clock)
    clock.advance(KEPT)
    assert is_over(start, clock)
    assert is_over(start, clock)


def test_what_this_process_ends_holds_at_once(table, person, clock):
    start = begun(person, "x")
    assert not is_over(start, clock)
    end_all(person, clock)
    assert is_over(start, clock)


def test_of_many_at_once_exactly_those_are_told_that_ended(table, person, clock):
    stranger = new_identifier("per")
    mine = [begun(person, f"s{number}", seconds) for number, seconds in enumerate((-60, 0, 1, 60))]
    theirs = [begun(stranger, f"t{number}") for number in range(2)]
    assert over_among([*mine, *theirs]) == frozenset()
    end_all(person, clock)
    end_session(theirs[1].session, clock)
    spare(mine[1])
    asked = [*mine, *theirs, begun(new_identifier("per"), "nobody"), SessionStart(person, "", mine[0].began)]
    found = over_among(asked)
    assert found == {mine[0], theirs[1], asked[-1]}
    assert found == {start for start in asked if is_over(start, clock, ask=True)}


def test_of_none_nothing_is_asked(table, monkeypatch):
    reads = Reads(monkeypatch)
    assert over_among([]) == frozenset()
    assert reads.count == 0


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=60))
def test_beliefs_are_bounded_in_number_and_time(events):
    believed, clock, noted = Believed(timedelta(seconds=5), most=3), FixedClock(MOMENT), {}
    for number, pause in events:
        clock.advance(timedelta(seconds=pause))
        start = SessionStart("per_1", f"s{number}", 0)
        if believed.holds(start, clock.now()):
            assert clock.now() - noted[start] < timedelta(seconds=5)
        believed.note(start, clock.now())
        noted[start] = clock.now()
        assert believed.holds(start, clock.now())
    held = sum(believed.holds(start, clock.now()) for start in noted)
    assert held <= 3
    believed.forget()
    assert not any(believed.holds(start, clock.now()) for start in noted)
