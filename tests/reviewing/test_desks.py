"""Nobody holds more than the policy allows, not even with many requests at once; what is done with is not counted."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest

from chalicelib import reviewing
from chalicelib.clock import FixedClock
from chalicelib.errors import Conflict
from chalicelib.reviewing import policy, table
from chalicelib.vacancies.model import Decision, ReasonCode, State
from chalicelib.vacancies.reviews import Ruling
from tests.reviewing.samples import FEE, NOW, officer, waiting

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
MOST = 3
REJECT = Ruling(decision=Decision.REJECT, code=ReasonCode.NO_VACANCY)
PUBLISH = Ruling(decision=Decision.PUBLISH, code=ReasonCode.FOUND_WRONGLY, reason="Sudah diperiksa")


@pytest.fixture(autouse=True)
def few(monkeypatch):
    rules = msgspec.structs.replace(policy.current(), most_leases=MOST)
    monkeypatch.setattr(policy, "current", lambda: rules)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def alone(region):
    return officer(region)


def full(alone, region: str, clock: FixedClock) -> list[str]:
    """Let the officer take as many as may be, with one more that waits."""
    for number in range(MOST + 1):
        waiting(region, NOW - timedelta(minutes=number))
    return [reviewing.take_next(alone, clock=clock).vacancy.id for _ in range(MOST)]


def refused(call) -> str:
    with pytest.raises(Conflict) as caught:
        call()
    (error,) = caught.value.errors
    assert error.pointer == "/lease"
    return error.code


def test_the_next_is_refused_when_the_desk_is_full_and_others_get_it(region, alone, clock):
    full(alone, region, clock)
    assert refused(lambda: reviewing.take_next(alone, clock=clock)) == "too_many_leases"
    assert reviewing.take_next(officer(region), clock=clock) is not None


def test_a_certain_one_is_refused_too_and_stays_free(region, alone, clock):
    full(alone, region, clock)
    wanted, rejected = waiting(region), waiting(region, state=State.REJECTED)
    for vacancy in (wanted, rejected):
        assert refused(lambda vacancy=vacancy: reviewing.hold(alone, vacancy.id, clock)) == "too_many_leases"
        assert table.load(vacancy.id)[0].held_at(NOW) is None


def test_a_lease_that_is_held_can_be_extended_with_a_full_desk(region, alone, clock):
    held = full(alone, region, clock)
    clock.advance(timedelta(minutes=1))
    for vacancy in held:
        assert reviewing.hold(alone, vacancy, clock).case.lease.until == clock.now() + policy.current().lease


def give_back(alone, vacancy: str, clock: FixedClock) -> None:
    reviewing.give_back(alone, vacancy, clock)


def decide(alone, vacancy: str, clock: FixedClock) -> None:
    reviewing.decide(alone, vacancy, REJECT, clock=clock)


def expire(alone, vacancy: str, clock: FixedClock) -> None:
    case, version = table.load(vacancy)
    lease = msgspec.structs.replace(case.lease, until=NOW)
    assert table.put(msgspec.structs.replace(case, lease=lease), version, NOW)


def taken_over(alone, vacancy: str, clock: FixedClock) -> None:
    """The lease ran out and somebody else has the vacancy now."""
    expire(alone, vacancy, clock)
    reviewing.hold(officer(table.load(vacancy)[0].region), vacancy, clock)


@pytest.mark.parametrize("end", [give_back, decide, expire, taken_over])
def test_what_is_over_makes_room_for_one(region, alone, clock, end):
    held = full(alone, region, clock)
    end(alone, held[1], clock)
    assert reviewing.hold(alone, waiting(region).id, clock).case.lease.holder == alone.id
    assert refused(lambda: reviewing.hold(alone, waiting(region).id, clock)) == "too_many_leases"


def test_a_proposal_is_no_lease(region, alone, clock):
    for number in range(MOST + 1):
        vacancy = waiting(region, NOW - timedelta(hours=number), findings=(FEE,))
        reviewing.hold(alone, vacancy.id, clock)
        reviewing.propose(alone, vacancy.id, PUBLISH, clock)


def test_all_leases_over_a_desk_is_empty(region, alone, clock):
    full(alone, region, clock)
    clock.advance(policy.current().lease)
    assert len([reviewing.take_next(alone, clock=clock) for _ in range(MOST)]) == MOST


def test_many_requests_of_one_officer_at_once_do_not_get_past_it(region, alone, clock):
    wanted = [waiting(region).id for _ in range(4 * MOST)]

    def hold(vacancy: str) -> str:
        try:
            reviewing.hold(alone, vacancy, clock)
        except Conflict as refusal:
            return refusal.errors[0].code
        return "held"

    with ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(hold, wanted))
    assert answers == {"held": MOST, "too_many_leases": len(wanted) - MOST}
    leases = [table.load(vacancy)[0].held_at(NOW) for vacancy in wanted]
    assert sum(lease is not None for lease in leases) == MOST
