"""The wait that is told is true: who waits so long is admitted, and who comes a moment earlier is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.limits.limiter import Limiter
from chalicelib.limits.model import SLICES, Limit
from chalicelib.limits.policy import limits
from tests.limits.counting import Counted

START = 1_700_000_000.0
PROCESSES = 3
LIMITS = st.sampled_from(
    [Limit(name="try", most=most, seconds=seconds) for most in (1, 2, 7, 64, 200) for seconds in (6, 60, 900)]
)
ASKED = st.lists(
    st.tuples(st.integers(0, PROCESSES - 1), st.floats(0, 25), st.integers(1, 90)), min_size=1, max_size=25
)


class Processes:
    """Several processes that count together, at moments that a test gives."""

    def __init__(self, limit: Limit) -> None:
        self.limit, self.store = limit, Counted()
        self.each = [Limiter(self.store.take) for _ in range(PROCESSES)]

    def ask(self, process: int, moment: float):
        return self.each[process].ask(self.limit, "per_1", moment)


@given(LIMITS, ASKED, st.integers(0, PROCESSES - 1))
def test_whoever_waits_as_told_is_admitted_by_any_process(limit, asked, later):
    processes, moment = Processes(limit), START
    for process, gone, times in asked:
        moment += gone * limit.seconds / 60
        for _ in range(times):
            standing = processes.ask(process, moment)
            if not standing.admitted:
                assert 1 <= standing.seconds <= limit.seconds + limit.slice
                assert processes.ask(later, moment + standing.seconds).admitted
                return


@given(LIMITS, ASKED)
def test_nobody_is_made_to_wait_longer_than_it_takes(limit, asked):
    """A second less, and there is no room: the wait is the shortest in whole seconds."""
    processes, moment = Processes(limit), START
    for process, gone, times in asked:
        moment += gone * limit.seconds / 60
        for _ in range(times):
            standing = processes.ask(process, moment)
            if not standing.admitted and standing.seconds > 1:
                assert not processes.ask(process, moment + standing.seconds - 1).admitted
                return


@given(LIMITS, st.integers(0, 40), st.integers(1, 400))
def test_room_that_is_told_comes_when_it_is_told(limit, at, times):
    """Of those who are admitted: until ``seconds`` have passed exactly ``left`` more are."""
    processes, moment = Processes(limit), START + at
    for _ in range(times):
        standing = processes.ask(0, moment)
    left = standing.left
    until = moment + standing.seconds - 0.001
    if limit.slot(until) != limit.slot(moment):
        until = moment
    admitted = sum(processes.ask(0, until).admitted for _ in range(limit.most + 1))
    assert admitted == left


@given(LIMITS, st.lists(st.floats(0, 1, exclude_max=True), min_size=2, max_size=60))
def test_at_both_edges_of_a_slice_and_of_a_window_the_limit_holds(limit, places):
    """Bursts at the last moment of one slice and the first of the next, again and again: where windows leak."""
    processes, admitted = Processes(limit), []
    for number, place in enumerate(places):
        edge = START - START % limit.slice + (1 + number // 2) * limit.slice
        moment = edge - 0.001 if number % 2 == 0 else edge
        times = range(1 + int(place * limit.most))
        admitted += [moment for _ in times if processes.ask(number % PROCESSES, moment).admitted]
    for first in admitted:
        assert sum(first <= each < first + limit.seconds for each in admitted) <= limit.most


@pytest.mark.parametrize(("kind", "caller", "limit"), list(limits()), ids=lambda value: getattr(value, "name", value))
def test_every_limit_of_ours_can_be_waited_out(kind, caller, limit):
    processes = Processes(limit)
    for _ in range(limit.most):
        assert processes.ask(0, START).admitted
    refused = processes.ask(0, START)
    assert not refused.admitted
    assert refused.seconds <= limit.seconds + limit.slice
    again = [processes.ask(0, START + refused.seconds).admitted for _ in range(limit.most)]
    assert all(again), "after the wait the whole limit is there again"


@pytest.mark.parametrize("spread", range(1, SLICES + 1))
def test_who_used_the_limit_bit_by_bit_gets_it_back_bit_by_bit(spread):
    limit = Limit(name="try", most=60, seconds=60)
    processes = Processes(limit)
    for slice_ in range(spread):
        for _ in range(limit.most // spread):
            processes.ask(0, START + slice_ * limit.slice)
    moment = START + (spread - 1) * limit.slice
    refused = processes.ask(0, moment)
    assert not refused.admitted
    moment += refused.seconds
    back = 0
    while processes.ask(0, moment).admitted:
        back += 1
    # What a lease lost with its slice comes back with the slice, too.
    assert limit.most // spread <= back <= limit.most // spread + limit.most // 16
