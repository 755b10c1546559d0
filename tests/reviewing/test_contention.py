"""Many officers at once: nobody gets what another has, nothing is lost, and what was left behind comes back."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib import reviewing, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import Conflict
from chalicelib.reviewing import policy
from chalicelib.vacancies.model import Decision, ReasonCode, State
from chalicelib.vacancies.reviews import Ruling
from security.principal import Principal
from tests.reviewing.samples import NOW, officer, waiting

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
OFFICERS, VACANCIES = 12, 30
REJECT = Ruling(decision=Decision.REJECT, code=ReasonCode.NO_VACANCY)


def work(alone: Principal, region: str, clock: FixedClock, left_behind: frozenset[str]) -> tuple[list[str], list[str]]:
    """Take until there is nothing to take; decide on all but what is ``left_behind``, as one who went home would."""
    taken, decided = [], []
    while (found := reviewing.take_next(alone, region, clock)) is not None:
        taken.append(found.vacancy.id)
        if found.vacancy.id not in left_behind:
            reviewing.decide(alone, found.vacancy.id, REJECT, clock=clock)
            decided.append(found.vacancy.id)
    return taken, decided


def shift(region: str, clock: FixedClock, left_behind: frozenset[str]) -> tuple[Counter[str], Counter[str]]:
    offices = [officer(region) for _ in range(OFFICERS)]
    with ThreadPoolExecutor(OFFICERS) as pool:
        done = list(pool.map(lambda alone: work(alone, region, clock, left_behind), offices))
    taken = Counter(key for own, _ in done for key in own)
    return taken, Counter(key for _, own in done for key in own)


def test_no_vacancy_twice_and_none_lost(region):
    clock = FixedClock(NOW)
    everything = [waiting(region).id for _ in range(VACANCIES)]
    left_behind = frozenset(everything[::5])
    taken, decided = shift(region, clock, left_behind)
    assert taken == Counter(everything)
    assert decided == Counter(set(everything) - left_behind)
    assert shift(region, clock, frozenset()) == (Counter(), Counter())
    clock.advance(policy.current().lease)
    taken, decided = shift(region, clock, frozenset())
    assert taken == decided == Counter(left_behind)
    found = vacancies.get_many(everything).values()
    assert {vacancy.state for vacancy in found} == {State.REJECTED}
    assert all(sum(entry.decision is not None for entry in vacancy.history) == 1 for vacancy in found)


def test_of_many_who_take_the_same_vacancy_one_has_it(region):
    clock = FixedClock(NOW)
    vacancy = waiting(region)

    def hold(alone: Principal) -> str | None:
        try:
            return reviewing.hold(alone, vacancy.id, clock).case.lease.holder
        except Conflict:
            return None

    offices = [officer(region) for _ in range(OFFICERS)]
    with ThreadPoolExecutor(OFFICERS) as pool:
        holders = [holder for holder in pool.map(hold, offices) if holder]
    assert len(holders) == 1
