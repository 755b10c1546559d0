"""Leases of many processes: never over the limit, hardly below it, one does not starve another, few writes."""

import threading

import pytest
from botocore.exceptions import EndpointConnectionError
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Unavailable
from chalicelib.limits import limiter as module
from chalicelib.limits.limiter import LARGEST_SHARE, PAUSE_SECONDS, Limiter
from chalicelib.limits.model import SLICES, Limit
from tests.limits.counting import Counted
from tests.measures import Measures

START = 1_700_000_000.0
PROCESSES = 4
LIMITS = st.sampled_from([Limit(name="try", most=most, seconds=60) for most in (1, 3, 20, 150)])
STEPS = st.lists(
    st.tuples(st.integers(0, PROCESSES - 1), st.sampled_from([0.0, 0.01, 0.4, 3.0, 9.99, 31.0]), st.integers(1, 30)),
    min_size=1,
    max_size=60,
)


def played(limit, steps, subject="per_1"):
    """Let processes ask as ``steps`` say; return the store, and the moments of those admitted and refused."""
    store = Counted()
    processes = [Limiter(store.take) for _ in range(PROCESSES)]
    moment, admitted, refused = START, [], []
    for process, gone, times in steps:
        moment += gone
        for _ in range(times):
            standing = processes[process].ask(limit, subject, moment)
            (admitted if standing.admitted else refused).append(moment)
    return store, admitted, refused


@given(LIMITS, STEPS)
def test_no_window_ever_holds_more_than_the_limit(limit, steps):
    _, admitted, _ = played(limit, steps)
    for place, first in enumerate(admitted):
        within = sum(1 for later in admitted[place:] if later < first + limit.seconds)
        assert within <= limit.most


@given(LIMITS, STEPS)
def test_who_is_refused_has_used_the_limit_but_for_what_processes_hold(limit, steps):
    store, admitted, refused = played(limit, steps)
    largest = max(1, limit.most // LARGEST_SHARE)
    for moment in refused:
        slots = range(limit.slot(moment) - SLICES, limit.slot(moment) + 1)
        given_out = sum(store.given[f"{limit.name}#per_1", slot] for slot in slots)
        used = sum(1 for each in admitted if limit.slot(each) in slots)
        assert given_out == limit.most
        assert given_out - used <= PROCESSES * largest * len(slots)


@given(LIMITS, st.integers(1, 400))
def test_one_process_in_one_slice_gives_exactly_the_limit(limit, times):
    _, admitted, refused = played(limit, [(0, 0.0, times)])
    assert len(admitted) == min(times, limit.most)
    assert len(refused) == max(0, times - limit.most)


@given(st.lists(st.tuples(st.integers(0, PROCESSES - 1), st.integers(0, 5)), max_size=200))
def test_whoever_stays_within_the_limit_is_admitted_whatever_others_do(floods):
    limit = Limit(name="try", most=60, seconds=60)
    store = Counted()
    processes = [Limiter(store.take, most_leases=3) for _ in range(PROCESSES)]
    moment = START
    for process, flooder in floods:
        for _ in range(30):
            processes[process].ask(limit, f"flooder{flooder}", moment)
        assert processes[process].ask(limit, "calm", moment).admitted
        moment += 2.5


@pytest.mark.parametrize(("most", "times", "writes"), [(3_000, 3_000, 75), (600, 600, 70), (30, 30, 31)])
def test_not_every_request_writes(most, times, writes):
    store, admitted, _ = played(Limit(name="try", most=most), [(0, 0.0, times)])
    assert len(admitted) == times
    assert store.writes <= writes


def test_a_refusal_asks_nobody_until_the_slice_ends():
    limit = Limit(name="try", most=5)
    store = Counted()
    asking = Limiter(store.take)
    for _ in range(6):
        asking.ask(limit, "per_1", START)
    before = store.writes
    for _ in range(100):
        assert not asking.ask(limit, "per_1", START + 1).admitted
    assert store.writes == before
    assert not asking.ask(limit, "per_1", START + limit.slice).admitted
    assert store.writes == before + 1


def test_the_room_that_is_told_is_there():
    limit = Limit(name="try", most=20)
    asking = Limiter(Counted().take)
    first = asking.ask(limit, "per_1", START)
    assert (first.left, first.counted) == (19, True)
    for left in reversed(range(19)):
        assert asking.ask(limit, "per_1", START).left == left
    refused = asking.ask(limit, "per_1", START)
    assert (refused.admitted, refused.left) == (False, 0)
    assert asking.ask(limit, "per_1", START + refused.seconds).admitted


def test_limits_and_subjects_are_counted_apart():
    asking = Limiter(Counted().take)
    one, other = Limit(name="one", most=1), Limit(name="other", most=1)
    assert asking.ask(one, "per_1", START).admitted
    assert not asking.ask(one, "per_1", START).admitted
    assert asking.ask(one, "per_2", START).admitted
    assert asking.ask(other, "per_1", START).admitted


def test_leases_that_are_not_used_make_room():
    store = Counted()
    asking = Limiter(store.take, most_leases=2)
    limit = Limit(name="try", most=640)
    for subject in ("a", "b", "c", "b", "c"):
        asking.ask(limit, subject, START)
    assert store.writes == 3
    asking.ask(limit, "a", START)
    assert store.writes == 4


NO_ANSWER = EndpointConnectionError(endpoint_url="http://127.0.0.1:1")


@pytest.mark.parametrize("failure", [NO_ANSWER, Unavailable()])
def test_a_table_that_does_not_answer_is_told_and_left_alone_for_a_while(monkeypatch, failure):
    taken = Measures()
    monkeypatch.setattr(module, "measure", taken)
    store = Counted()
    store.failing = failure
    asking = Limiter(store.take)
    limit = Limit(name="try", most=2)
    for _ in range(10):
        standing = asking.ask(limit, "per_1", START)
        assert (standing.admitted, standing.counted) == (True, False)
    assert store.writes == 1
    assert taken.of("LimiterFailed") == [(1, {})]
    store.failing = None
    assert not asking.ask(limit, "per_1", START + PAUSE_SECONDS - 0.1).counted
    assert asking.ask(limit, "per_1", START + PAUSE_SECONDS).counted


def test_a_lease_is_used_while_the_table_does_not_answer():
    store = Counted()
    asking = Limiter(store.take)
    limit = Limit(name="try", most=640)
    asking.ask(limit, "per_1", START)
    store.failing = NO_ANSWER
    assert [asking.ask(limit, "per_1", START).counted for _ in range(10)] == [True] * 9 + [False]


def test_a_mistake_of_ours_is_not_taken_for_a_table_that_is_down():
    def broken(*_):
        raise TypeError("ours")

    with pytest.raises(TypeError, match="ours"):
        Limiter(broken).ask(Limit(name="try", most=2), "per_1", START)


def test_threads_share_a_process_without_giving_out_more():
    limit = Limit(name="try", most=200)
    store, lock = Counted(), threading.Lock()

    def take(*asked):
        with lock:
            return store.take(*asked)

    asking = Limiter(take)
    admitted = []
    barrier = threading.Barrier(8)

    def work():
        barrier.wait()
        admitted.append(sum(asking.ask(limit, "per_1", START).admitted for _ in range(100)))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(admitted) == limit.most
