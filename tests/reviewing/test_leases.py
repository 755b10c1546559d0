"""One officer to a vacancy: taking the next, a certain one, giving back, and leases that end by themselves."""

from datetime import timedelta

import pytest

from chalicelib import reviewing, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import Conflict, Forbidden, InvalidInput, NotFound
from chalicelib.identifiers import new_identifier
from chalicelib.reviewing import policy, table
from chalicelib.vacancies.model import Decision, ReasonCode, State
from chalicelib.vacancies.reviews import Ruling
from security.principal import Audience, Principal
from tests.reviewing.samples import NOW, officer, waiting

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
LEASE = policy.current().lease
MOMENT = timedelta(seconds=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


def code_of(caught: pytest.ExceptionInfo[Conflict]) -> str:
    return caught.value.errors[0].code


def test_the_oldest_comes_first_and_each_once(region, clock):
    expected = [waiting(region, NOW - timedelta(hours=hours)).id for hours in (9, 5, 1)]
    office = [officer(region) for _ in range(4)]
    found = [reviewing.take_next(each, clock=clock) for each in office]
    assert [each and each.vacancy.id for each in found] == [*expected, None]


def test_one_officer_may_have_several_and_never_the_same(region, clock):
    expected = [waiting(region, NOW - timedelta(hours=hours)).id for hours in (2, 1)]
    alone = officer(region)
    assert [reviewing.take_next(alone, clock=clock).vacancy.id for _ in expected] == expected
    assert reviewing.take_next(alone, clock=clock) is None


def test_a_lease_says_who_has_it_and_until_when(region, clock):
    waiting(region)
    alone = officer(region)
    lease = reviewing.take_next(alone, clock=clock).case.lease
    assert (lease.holder, lease.taken_at, lease.until) == (alone.id, NOW, NOW + LEASE)


def test_an_expired_lease_comes_back_by_itself(region, clock):
    vacancy = waiting(region)
    first, second = officer(region), officer(region)
    reviewing.take_next(first, clock=clock)
    clock.advance(LEASE - MOMENT)
    assert reviewing.take_next(second, clock=clock) is None
    clock.advance(MOMENT)
    found = reviewing.take_next(second, clock=clock)
    assert (found.vacancy.id, found.case.lease.holder) == (vacancy.id, second.id)


def test_what_is_given_back_is_the_next_again(region, clock):
    vacancy = waiting(region)
    first, second = officer(region), officer(region)
    reviewing.take_next(first, clock=clock)
    reviewing.give_back(first, vacancy.id, clock)
    reviewing.give_back(first, vacancy.id, clock)
    assert reviewing.take_next(second, clock=clock).vacancy.id == vacancy.id


def test_nobody_gives_back_anothers(region, clock):
    vacancy = waiting(region)
    reviewing.take_next(officer(region), clock=clock)
    with pytest.raises(Conflict) as caught:
        reviewing.give_back(officer(region), vacancy.id, clock)
    assert code_of(caught) == "held_by_another"


def test_a_lease_is_extended_only_so_far(region, clock):
    vacancy = waiting(region)
    alone = officer(region)
    first = reviewing.hold(alone, vacancy.id, clock).case.lease
    ends = []
    while clock.now() < NOW + policy.current().longest - LEASE:
        clock.advance(LEASE / 2)
        lease = reviewing.hold(alone, vacancy.id, clock).case.lease
        assert (lease.id, lease.taken_at) == (first.id, NOW)
        ends.append(lease.until)
    assert ends == sorted(ends)
    assert ends[-1] == NOW + policy.current().longest
    clock.advance(LEASE / 2)
    with pytest.raises(Conflict) as caught:
        reviewing.hold(alone, vacancy.id, clock)
    assert code_of(caught) == "lease_too_long"
    clock.advance(LEASE / 2)
    assert reviewing.hold(alone, vacancy.id, clock).case.lease.id != first.id


def test_a_held_vacancy_is_nobody_elses(region, clock):
    vacancy = waiting(region)
    reviewing.hold(officer(region), vacancy.id, clock)
    with pytest.raises(Conflict) as caught:
        reviewing.hold(officer(region), vacancy.id, clock)
    assert code_of(caught) == "held_by_another"


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED, State.WITHDRAWN, State.EXPIRED])
def test_what_does_not_wait_is_not_taken(region, clock, state):
    vacancy = waiting(region, state=state)
    with pytest.raises(Conflict) as caught:
        reviewing.hold(officer(region), vacancy.id, clock)
    assert code_of(caught) == "wrong_state"
    assert reviewing.take_next(officer(region), clock=clock) is None


def test_nobody_gets_a_vacancy_of_their_own(region, clock):
    poster = officer(region)
    own = waiting(region, NOW - timedelta(days=1), posted_by=poster.id)
    others = waiting(region)
    assert reviewing.take_next(poster, clock=clock).vacancy.id == others.id
    with pytest.raises(Forbidden):
        reviewing.hold(poster, own.id, clock)


def test_an_office_gets_its_own_region_and_what_has_no_place(region, clock):
    placeless = waiting(None)
    there = waiting(region)
    elsewhere = officer("91.71")
    assert reviewing.take_next(elsewhere, clock=clock).vacancy.id == placeless.id
    assert reviewing.take_next(elsewhere, clock=clock) is None
    with pytest.raises(NotFound):
        reviewing.hold(elsewhere, there.id, clock)
    with pytest.raises(Forbidden):
        reviewing.take_next(elsewhere, region, clock)
    reviewing.give_back(elsewhere, placeless.id, clock)
    ruling = Ruling(decision=Decision.REJECT, code=ReasonCode.INCOMPLETE)
    reviewing.hold(elsewhere, placeless.id, clock)
    reviewing.decide(elsewhere, placeless.id, ruling, clock=clock)


def test_a_province_gets_what_its_regencies_have(region, clock):
    vacancy = waiting(region)
    assert reviewing.take_next(officer(region[:2]), region, clock).vacancy.id == vacancy.id


def test_a_monitor_names_a_region(region, clock):
    vacancy = waiting(region)
    monitor = Principal(id=new_identifier("per"), roles=frozenset({Audience.MONITOR}))
    with pytest.raises(InvalidInput):
        reviewing.take_next(monitor, clock=clock)
    assert reviewing.take_next(monitor, region, clock).vacancy.id == vacancy.id


def test_a_queue_longer_than_a_page_is_emptied(region, clock):
    expected = {waiting(region, NOW - timedelta(minutes=number)).id for number in range(60)}
    found = []
    while (taken := reviewing.take_next(officer(region), clock=clock)) is not None:
        found.append(taken.vacancy.id)
    assert len(found) == len(expected)
    assert set(found) == expected


def test_a_lease_under_an_older_version_is_refused(region, clock):
    """What keeps two officers apart: of two writes on the same reading one is taken."""
    vacancy = waiting(region)
    case, version = table.load(vacancy.id)
    assert table.put(case, version, NOW)
    assert not table.put(case, version, NOW)


def test_a_decision_between_reading_and_taking_refuses_the_lease(region, clock, monkeypatch):
    vacancy = waiting(region)
    first, second = officer(region), officer(region)
    reviewing.hold(first, vacancy.id, clock)
    clock.advance(LEASE - MOMENT)
    stale = table.load(vacancy.id)
    ruling = Ruling(decision=Decision.REJECT, code=ReasonCode.NO_VACANCY)
    reviewing.decide(first, vacancy.id, ruling, clock=clock)
    clock.advance(LEASE)
    assert not table.put(stale[0], stale[1], clock.now())
    assert reviewing.take_next(second, clock=clock) is None
    assert vacancies.get(vacancy.id).state is State.REJECTED


def test_the_list_tells_who_has_what(region, clock):
    held, free = waiting(region, NOW - timedelta(hours=1)), waiting(region)
    alone = officer(region)
    reviewing.take_next(alone, clock=clock)
    found = {each.vacancy.id: each.case.held_at(NOW) for each in reviewing.listed(alone, None, 100).items}
    assert found[held.id].holder == alone.id
    assert found[free.id] is None
