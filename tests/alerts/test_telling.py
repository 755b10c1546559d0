"""From a vacancy that comes out to one message: once, in time, and only of what still stands."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import alerts
from chalicelib.alerts import sending, table
from chalicelib.alerts.model import AlertChannel, Pace, QuietHours
from chalicelib.clock import FixedClock
from chalicelib.errors import Unavailable
from chalicelib.people import store as people
from chalicelib.people.model import PersonState
from chalicelib.vacancies.model import State
from security.consent import ConsentType
from tests.alerts.world import (
    MONDAY,
    at,
    changed,
    due,
    events,
    follow,
    matched,
    names,
    prefers,
    published,
    saves,
    seeker,
    told,
)

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("indices")]
TUESDAY_EIGHT = at(5, 8)


def test_one_message_a_day_tells_of_everything_once():
    owner = seeker()
    saves(owner)
    first, second = published(), published("Kasir Restoran")
    published("Sopir Truk")
    assert matched(first, second) == 2
    assert due(owner) == TUESDAY_EIGHT.now()
    assert told(owner, at(5, 7, 59)) is None
    event = told(owner, TUESDAY_EIGHT)
    assert sorted(names(event)) == sorted([first.id, second.id])
    assert event.details["count"] == "2"
    assert event.details["channel"] == "email"
    assert set(event.details) == {"vacancies", "count", "channel"}, "nothing of what they search for"
    third = published("Kasir Apotek", at(5, 9))
    assert matched(third, clock=at(5, 9)) == 1
    assert told(owner, at(5, 20)) is None, "once a day"
    assert names(told(owner, at(6, 8))) == [third.id]


def test_no_vacancy_is_told_of_twice_whatever_comes_again():
    owner = seeker()
    saves(owner)
    saves(owner, "toko")
    made = published("Kasir Toko")
    assert matched(made, made) == 1, "two searches find it, and it comes twice"
    assert [matched(made) for _ in range(3)] == [0, 0, 0]
    assert names(told(owner, TUESDAY_EIGHT)) == [made.id]
    renewed = changed(made, expires_at=MONDAY + timedelta(days=90))
    assert matched(renewed, clock=at(20, 9)) == 0
    assert told(owner, at(21, 8)) is None
    assert len(events(owner)) == 1


def test_who_was_told_is_looked_after_once_more_and_then_left_alone():
    owner = seeker()
    saves(owner)
    matched(published())
    assert told(owner, TUESDAY_EIGHT) is not None
    assert due(owner) == at(6, 8).now(), "what the index did not show yet would be told then"
    assert told(owner, at(6, 8)) is None
    assert due(owner) is None
    assert owner.id not in set(table.due_before(at(30, 8).now()))


def test_what_the_index_of_matches_shows_late_is_told_all_the_same(monkeypatch):
    owner = seeker()
    saves(owner)
    made = published(clock=at(5, 7, 55))
    with monkeypatch.context() as lagging:
        lagging.setattr(table, "untold", lambda *_: ())
        matched(made, clock=at(5, 7, 55))
        assert told(owner, TUESDAY_EIGHT) is None
        assert due(owner) == at(5, 8, 5).now(), "so shortly after a match, nothing is not believed"
    assert names(told(owner, at(5, 8, 15))) == [made.id]


def test_a_vacancy_that_is_not_open_any_more_is_left_out():
    owner = seeker()
    saves(owner)
    gone = [published(f"Kasir {number}") for number in range(4)]
    kept = published("Kasir Apotek")
    matched(*gone, kept)
    for made, state in zip(gone, (State.CLOSED, State.WITHDRAWN, State.HELD, State.EXPIRED), strict=True):
        changed(made, state=state)
    event = told(owner, TUESDAY_EIGHT)
    assert names(event) == [kept.id]
    assert event.details["count"] == "1"
    for made in gone:
        changed(made, state=State.PUBLISHED)
    assert told(owner, at(6, 8)) is None, "they are not told of later either"


def test_nobody_is_told_of_nothing():
    owner = seeker()
    saves(owner)
    made = published()
    matched(made)
    changed(made, state=State.CLOSED)
    assert told(owner, TUESDAY_EIGHT) is None
    assert events(owner) == []


def test_a_search_that_was_removed_meanwhile_tells_of_nothing():
    owner = seeker()
    search = saves(owner)
    matched(published())
    alerts.remove(owner, search.id)
    assert told(owner, TUESDAY_EIGHT) is None
    assert table.untold(owner.id, 10) == ()


def test_a_search_that_was_put_aside_tells_of_nothing_until_it_is_taken_up_again():
    owner = seeker()
    search = saves(owner)
    matched(published())
    for active, version in ((False, 1), (True, 2)):
        draft = alerts.Draft(
            name=None, parameters=search.parameters, words=search.words, criteria=search.criteria, active=active
        )
        stored = alerts.change(owner, search.id, draft, version)
        follow(stored.search, stored.version)
        assert matched(published()) == int(active)
        if not active:
            assert told(owner, TUESDAY_EIGHT) is None
            assert table.untold(owner.id, 10) == ()
    assert told(owner, at(6, 8)).details["count"] == "1"


def test_the_best_come_first_and_the_rest_are_counted():
    owner = seeker()
    saves(owner, "kasir apotek")
    exact = published("Kasir Apotek")
    others = [published("Kasir Apotek Toko Buku Dan Alat Tulis Kantor") for _ in range(8)]
    assert matched(exact, *others) == 9
    event = told(owner, TUESDAY_EIGHT)
    assert event.details["count"] == "9"
    assert len(names(event)) == 5
    assert set(names(event)) <= {one.id for one in (exact, *others)}


def test_more_than_a_message_counts_waits_for_the_next(monkeypatch):
    monkeypatch.setattr(sending, "MOST_TOLD", 3)
    owner = seeker()
    saves(owner)
    matched(*(published(f"Kasir {number}") for number in range(7)))
    counts = [told(owner, at(day, 8)).details["count"] for day in (5, 6, 7)]
    assert counts == ["3", "3", "1"]
    assert told(owner, at(8, 8)) is None


def test_quiet_hours_put_off_and_drop_nothing():
    owner = seeker()
    saves(owner)
    prefers(owner, FixedClock(MONDAY), pace=Pace.IMMEDIATE)
    night = at(4, 23)
    made = published(clock=night)
    matched(made, clock=night)
    assert due(owner) == at(5, 7).now()
    prefers(owner, night, quiet=QuietHours(start=21, end=9))
    assert due(owner) == at(5, 9).now()
    assert told(owner, at(5, 8, 59)) is None
    assert names(told(owner, at(5, 9))) == [made.id]


def test_a_run_that_comes_in_quiet_hours_defers():
    owner = seeker()
    saves(owner)
    prefers(owner, FixedClock(MONDAY), pace=Pace.IMMEDIATE)
    matched(published())
    late = at(4, 21)
    assert sending.tell([owner.id], late) == sending.Sent(deferred=1)
    assert due(owner) == at(5, 7).now()
    assert told(owner, at(5, 7)) is not None


def test_quiet_hours_are_those_of_where_somebody_lives():
    jayapura = seeker(region="91.71")
    saves(jayapura)
    prefers(jayapura, FixedClock(MONDAY), pace=Pace.IMMEDIATE)
    evening = at(4, 19, 30)
    matched(published(clock=evening), clock=evening)
    assert due(jayapura) == at(5, 5).now(), "half past nine in the evening there; seven is five in Jakarta"


def test_immediately_means_with_the_next_run_and_again_on_the_same_day():
    owner = seeker()
    saves(owner)
    prefers(owner, FixedClock(MONDAY), pace=Pace.IMMEDIATE)
    for hour in (10, 12, 14):
        made = published(f"Kasir {hour}", at(4, hour))
        matched(made, clock=at(4, hour))
        assert names(told(owner, at(4, hour, 15))) == [made.id]


def test_weekly_means_on_mondays():
    owner = seeker()
    saves(owner)
    prefers(owner, FixedClock(MONDAY), pace=Pace.WEEKLY)
    matched(published())
    assert due(owner) == at(11, 8).now()


def test_paused_until_a_day_and_then_told_of_everything():
    owner = seeker()
    saves(owner)
    prefers(owner, FixedClock(MONDAY), paused_until=at(10, 12).now())
    matched(published(), published())
    assert told(owner, at(9, 8)) is None
    assert told(owner, at(11, 8)).details["count"] == "2"


def test_who_stopped_is_told_of_nothing_and_later_of_what_was_found_meanwhile():
    owner = seeker()
    saves(owner)
    prefers(owner, FixedClock(MONDAY), stopped=True)
    made = published()
    assert matched(made) == 1
    assert due(owner) is None
    prefers(owner, at(6, 12), stopped=False)
    assert names(told(owner, at(7, 8))) == [made.id]


@pytest.mark.parametrize(
    ("verified", "consents", "channels", "expected"),
    [
        (("email", "phone"), ("contact_by_email", "contact_by_sms"), ("email", "sms"), "email"),
        (("email", "phone"), ("contact_by_sms",), ("email", "sms"), "sms"),
        (("phone",), ("contact_by_email", "contact_by_sms"), ("email", "sms"), "sms"),
        (("email", "phone"), ("contact_by_email", "contact_by_sms"), ("sms",), "sms"),
        (("email",), ("contact_by_email",), ("sms",), None),
        (("email",), (), ("email", "sms", "in_app"), None),
        ((), ("contact_by_email",), ("email",), None),
        (("email",), ("contact_by_email",), ("in_app",), None),
    ],
)
def test_messages_go_by_what_was_chosen_proven_and_agreed_to(verified, consents, channels, expected):
    owner = seeker(verified=verified, consents=tuple(map(ConsentType, consents)))
    saves(owner)
    prefers(owner, FixedClock(MONDAY), channels=tuple(map(AlertChannel, channels)))
    assert alerts.settings_of(owner).reaches == expected
    matched(published())
    event = told(owner, TUESDAY_EIGHT)
    assert (event.details["channel"] if event else None) == expected
    assert len(alerts.inbox(owner, 10).items) == 1, "the list of matches has it in any case"
    assert table.untold(owner.id, 10) == ()


def test_who_was_erased_meanwhile_is_told_nothing_and_leaves_nothing():
    owner = seeker()
    saves(owner)
    matched(published())
    person, version = people.get(owner.id)
    people.replace(_erased(person), version)
    assert told(owner, TUESDAY_EIGHT) is None
    assert table.find_alerts(owner.id) is None
    assert table.searches_of(owner.id) == []
    assert table.matches(owner.id, None, 10) == []
    assert matched(published()) in (0, 1)
    assert table.find_alerts(owner.id) is None, "a late match wakes nobody"


def _erased(person):
    return msgspec.structs.replace(person, state=PersonState.ERASED)


def test_several_people_are_told_and_one_who_fails_stays_due(monkeypatch):
    owners = [seeker() for _ in range(3)]
    for owner in owners:
        saves(owner)
    matched(published())
    real = people.get

    def failing(person_id):
        if person_id == owners[1].id:
            raise Unavailable
        return real(person_id)

    with monkeypatch.context() as broken:
        broken.setattr("chalicelib.people.store.get", failing)
        broken.setattr("chalicelib.people.get", failing, raising=False)
        sent = sending.tell([owner.id for owner in owners], TUESDAY_EIGHT)
    assert (sent.told, sent.failed) == (2, 1)
    assert due(owners[1]) == TUESDAY_EIGHT.now()
    assert told(owners[1], at(5, 8, 15)) is not None
