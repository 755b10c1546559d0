"""Who is told that decisions are late: the province, the monitors; once for each working day, whatever runs again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reviewing
from chalicelib.clock import FixedClock
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxEvent, OutboxItem
from chalicelib.reviewing import deadlines, telling
from chalicelib.reviewing.escalating import Escalated
from chalicelib.reviewing.telling import EVERYWHERE, working_day
from tests.reviewing.samples import NOW, waiting

CLOSED = datetime(2026, 5, 5, 9, 30, tzinfo=UTC)
"""A Tuesday, half an hour after offices in Bandung have closed."""


class Accounts:
    """An identity provider with some groups; ``fails``: it does not answer."""

    def __init__(self, groups: dict[str, tuple[str, ...]]) -> None:
        self.groups, self.fails = groups, False

    def __call__(self) -> "Accounts":
        return self

    def members(self, group: str) -> tuple[str, ...]:
        if self.fails:
            raise Unavailable
        return self.groups.get(group, ())


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(CLOSED)


@pytest.fixture
def people() -> dict[str, tuple[str, ...]]:
    """Two officers of West Java, one of Bali, one monitor."""
    java = tuple(sorted(new_identifier("per") for _ in range(2)))
    return {"region-32": java, "region-51": (new_identifier("per"),), "monitor": (new_identifier("per"),)}


@pytest.fixture
def accounts(people, monkeypatch) -> Accounts:
    made = Accounts(people)
    monkeypatch.setattr(telling, "accounts", made)
    return made


def late(**by_province: int) -> Escalated:
    return Escalated(overdue=sum(by_province.values()), overdue_in={key[1:]: n for key, n in by_province.items()})


def events_to(*people: str) -> list[OutboxEvent]:
    found = [item.event for item in OutboxItem.scan()]
    return sorted((event for event in found if event.subject in people), key=lambda event: event.id)


@pytest.mark.emulator
@pytest.mark.usefixtures("store")
class TestTelling:
    def test_the_officers_of_the_province_are_told_once_a_working_day(self, clock, accounts, people):
        java = people["region-32"]
        assert reviewing.tell(late(p32=12), clock) == 2
        for _ in range(3):
            clock.advance(timedelta(hours=5))
            assert reviewing.tell(late(p32=13), clock) == 0
        first = events_to(*java)
        assert [event.details for event in first] == [{"place": "32", "count": "12"}] * 2
        assert {event.topic for event in first} == {"reviews_overdue"}
        clock.advance(timedelta(hours=9))
        assert reviewing.tell(late(p32=14), clock) == 2
        assert len(events_to(*java)) == 4

    def test_nobody_is_told_of_what_is_not_theirs_or_not_late(self, clock, accounts, people):
        assert reviewing.tell(late(p51=1), clock) == 1
        assert events_to(*people["region-32"], *people["monitor"]) == []
        assert reviewing.tell(Escalated(), clock) == 0

    def test_monitors_are_told_of_what_came_to_them(self, clock, accounts, people):
        done = Escalated(overdue=9, overdue_in={"32": 5, "51": 4}, monitored_in={"32": 2, "51": 1})
        assert reviewing.tell(done, clock) == 4
        (event,) = events_to(*people["monitor"])
        assert event.details == {"place": EVERYWHERE, "count": "3"}

    def test_of_a_province_without_officers_the_monitors_are_told(self, clock, accounts, people):
        done = Escalated(overdue=9, overdue_in={"32": 2, "94": 4, "00": 3}, monitored_in={"94": 1, "32": 1})
        reviewing.tell(done, clock)
        (event,) = events_to(*people["monitor"])
        assert event.details["count"] == str(4 + 3 + 1)

    def test_a_provider_that_does_not_answer_is_asked_again_in_the_next_round(self, clock, accounts, people):
        accounts.fails = True
        with pytest.raises(Unavailable):
            reviewing.tell(late(p51=3), clock)
        assert events_to(*people["region-51"]) == []
        accounts.fails = False
        clock.advance(timedelta(hours=1))
        assert reviewing.tell(late(p51=3), clock) == 1

    def test_a_large_office_is_told_completely(self, clock, accounts):
        accounts.groups["region-33"] = tuple(sorted(new_identifier("per") for _ in range(60)))
        assert reviewing.tell(late(p33=1), clock) == 60
        assert len(events_to(*accounts.groups["region-33"])) == 60
        assert reviewing.tell(late(p33=1), clock) == 0

    def test_what_was_escalated_is_what_is_told(self, clock, accounts, people):
        """From the queue to the message: a vacancy that waits, the hour's function, two rounds."""
        vacancy = waiting("51.71", NOW - timedelta(days=10))
        reviewing.follow([(None, vacancy)], clock)
        for expected in (2, 0):
            done = reviewing.escalate(clock)
            assert done.overdue_in["51"] == done.monitored_in["51"] == 1
            assert reviewing.tell(done, clock) == expected
        (event,) = events_to(*people["region-51"])
        assert event.details == {"place": "51", "count": "1"}


@pytest.mark.parametrize(
    ("place", "now", "expected"),
    [
        ("32", "2026-05-05T08:59Z", "2026-05-04"),
        ("32", "2026-05-05T09:00Z", "2026-05-05"),
        ("51", "2026-05-05T08:00Z", "2026-05-05"),
        ("94", "2026-05-05T07:00Z", "2026-05-05"),
        ("94", "2026-05-05T06:59Z", "2026-05-04"),
        # A Saturday and a Sunday belong to Friday, and so does Monday morning.
        ("32", "2026-06-06T12:00Z", "2026-06-05"),
        ("32", "2026-06-08T02:00Z", "2026-06-05"),
        # Independence Day is none of work.
        ("32", "2026-08-17T12:00Z", "2026-08-14"),
        (EVERYWHERE, "2026-05-05T09:00Z", "2026-05-05"),
    ],
)
def test_the_day_is_the_last_on_which_the_offices_there_have_closed(place, now, expected):
    assert working_day(place, datetime.fromisoformat(now)) == date.fromisoformat(expected)


@given(st.integers(0, 500 * 24), st.sampled_from(["32", "51", "94"]))
def test_everything_that_becomes_due_is_told_of_on_the_day_that_it_does(hours, place):
    """Deadlines end with the offices' hours: the message of that day is never sent before."""
    since = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    due = deadlines.due(since, place, 2)
    assert working_day(place, due) == due.astimezone(deadlines.zone_of(place)).date()
    assert working_day(place, due - timedelta(seconds=1)) < working_day(place, due)
