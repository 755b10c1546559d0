"""The breaker and the retry budget, under a clock that the test moves."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.linkage.answers import Identity, IdentityAnswer
from chalicelib.linkage.breaker import Breaker, Circuit
from chalicelib.linkage.budget import RetryBudget
from chalicelib.linkage.deadline import within
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.link import Link
from chalicelib.linkage.ports import Port

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
PAUSE, LONGEST = timedelta(seconds=30), timedelta(minutes=2)
QUESTION = Identity(nik="3273010101900001", name="Sari Contoh")
GOOD = b'{"reference": "A-1", "found": true, "name": "same", "vital_status": "alive"}'


class Scripted:
    """A transport that fails for ``reason`` until it is mended."""

    def __init__(self, reason: Reason | None = None) -> None:
        self.reason, self.calls = reason, 0

    def post(self, path, body, deadline):
        self.calls += 1
        if self.reason is not None:
            raise NoAnswer(self.reason)
        return GOOD


@pytest.fixture
def clock():
    return FixedClock(START)


@pytest.fixture
def breaker(clock):
    return Breaker(3, PAUSE, LONGEST, clock)


def fail(breaker: Breaker, times: int = 1) -> None:
    for _ in range(times):
        assert breaker.admits()
        breaker.failed()


def ask(link: Link, clock: FixedClock) -> IdentityAnswer:
    return link.ask("/identities", QUESTION, IdentityAnswer, lambda _: True, within(10, clock))


def line(transport: Scripted, breaker: Breaker, pauses: list[float] | None = None) -> Link:
    waits = [] if pauses is None else pauses
    return Link(Port.POPULATION, transport, breaker, RetryBudget(), waits.append)


def test_it_opens_after_failures_in_a_row(breaker):
    fail(breaker, 2)
    assert breaker.circuit is Circuit.CLOSED
    fail(breaker)
    assert breaker.circuit is Circuit.OPEN
    assert not breaker.admits()
    assert breaker.seconds_closed_to_all == 30


def test_an_answer_between_failures_begins_the_count_anew(breaker):
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    assert breaker.circuit is Circuit.CLOSED


def test_it_half_opens_for_one_trial_alone_and_closes_by_it(breaker, clock):
    fail(breaker, 3)
    clock.advance(PAUSE - timedelta(seconds=1))
    assert not breaker.admits()
    clock.advance(timedelta(seconds=1))
    assert breaker.circuit is Circuit.HALF_OPEN
    assert breaker.admits()
    assert not breaker.admits(), "a second trial beside the first"
    breaker.succeeded()
    assert breaker.circuit is Circuit.CLOSED
    fail(breaker, 2)
    assert breaker.circuit is Circuit.CLOSED, "the count began anew"


def test_trials_that_fail_wait_twice_as_long_up_to_a_bound(breaker, clock):
    fail(breaker, 3)
    waits = []
    for _ in range(4):
        waits.append(breaker.seconds_closed_to_all)
        clock.advance(timedelta(seconds=waits[-1]))
        fail(breaker)
    assert waits == [30, 60, 120, 120]
    clock.advance(LONGEST)
    assert breaker.admits()
    breaker.succeeded()
    fail(breaker, 3)
    assert breaker.seconds_closed_to_all == 30, "the pause is the first one again"


def test_a_trial_without_an_outcome_leaves_the_next_one_to_others(breaker, clock):
    fail(breaker, 3)
    clock.advance(PAUSE)
    assert breaker.admits()
    breaker.undecided()
    assert breaker.admits()


@given(st.lists(st.sampled_from(["call", "retry"]), max_size=400))
def test_retries_are_never_more_than_a_tenth_of_calls(steps):
    budget, calls, retries = RetryBudget(), 0, 0
    for step in steps:
        if step == "call":
            budget.called()
            calls += 1
        elif budget.take():
            retries += 1
        assert retries * 10 <= calls


def test_a_quiet_time_saves_no_more_than_ten_retries():
    budget = RetryBudget()
    for _ in range(10_000):
        budget.called()
    assert sum(budget.take() for _ in range(100)) == 10


@pytest.mark.parametrize("reason", [Reason.TIMED_OUT, Reason.UNREACHABLE, Reason.SERVER_ERROR])
def test_the_budget_holds_in_a_total_outage(reason, clock):
    """The breaker never opens here, so that the budget alone is what holds."""
    transport = Scripted(reason)
    link = line(transport, Breaker(10**9, clock=clock))
    for _ in range(1_000):
        with pytest.raises(NoAnswer):
            ask(link, clock)
    assert transport.calls == 1_100


def test_an_open_circuit_leaves_the_register_alone(clock, breaker):
    transport = Scripted(Reason.TIMED_OUT)
    link = line(transport, breaker)
    reasons = []
    for _ in range(1_000):
        with pytest.raises(NoAnswer) as caught:
            ask(link, clock)
        reasons.append(caught.value.reason)
    assert transport.calls == 3
    assert reasons[3:] == [Reason.NOT_TRIED] * 997


def test_a_line_mends_itself(clock, breaker):
    transport = Scripted(Reason.SERVER_ERROR)
    link = line(transport, breaker)
    for _ in range(5):
        with pytest.raises(NoAnswer):
            ask(link, clock)
    transport.reason = None
    with pytest.raises(NoAnswer) as caught:
        ask(link, clock)
    assert caught.value.retry_after == 30
    clock.advance(PAUSE)
    assert ask(link, clock).found
    assert breaker.circuit is Circuit.CLOSED


@pytest.mark.parametrize("reason", [Reason.MALFORMED, Reason.BUSY, Reason.REJECTED, Reason.UNAUTHORISED])
def test_what_another_try_cannot_mend_is_not_tried_again(reason, clock, breaker):
    transport, pauses = Scripted(None), []
    link = line(transport, breaker, pauses)
    for _ in range(20):
        ask(link, clock)
    transport.reason = reason
    with pytest.raises(NoAnswer):
        ask(link, clock)
    assert (transport.calls, pauses) == (21, [])


@pytest.mark.parametrize("reason", [Reason.BUSY, Reason.REJECTED])
def test_a_register_that_answers_keeps_its_circuit_closed(reason, clock, breaker):
    link = line(Scripted(reason), breaker)
    for _ in range(10):
        with pytest.raises(NoAnswer):
            ask(link, clock)
    assert breaker.circuit is Circuit.CLOSED


def test_a_retry_waits_a_little_and_succeeds(clock, breaker):
    transport, pauses = Scripted(None), []
    link = line(transport, breaker, pauses)
    for _ in range(10):
        ask(link, clock)
    original = transport.post
    outcomes = iter([NoAnswer(Reason.TIMED_OUT)])

    def once(path, body, deadline):
        error = next(outcomes, None)
        if error is not None:
            transport.calls += 1
            raise error
        return original(path, body, deadline)

    transport.post = once
    assert ask(link, clock).found
    assert transport.calls == 12
    assert len(pauses) == 1
    assert 0 <= pauses[0] <= 0.3


def test_a_retry_that_has_no_time_is_not_made(clock, breaker):
    transport = Scripted(None)
    link = line(transport, breaker)
    for _ in range(20):
        ask(link, clock)
    transport.reason = Reason.TIMED_OUT
    with pytest.raises(NoAnswer):
        link.ask("/identities", QUESTION, IdentityAnswer, lambda _: True, within(0.2, clock))
    assert transport.calls == 21


def test_an_error_of_ours_does_not_block_the_trial(clock, breaker):
    transport = Scripted(Reason.TIMED_OUT)
    link = line(transport, breaker)
    for _ in range(3):
        with pytest.raises(NoAnswer):
            ask(link, clock)
    clock.advance(PAUSE)

    def broken(answer):
        raise LookupError

    transport.reason = None
    with pytest.raises(LookupError):
        link.ask("/identities", QUESTION, IdentityAnswer, broken, within(10, clock))
    assert ask(link, clock).found


def test_questions_never_show_what_they_hold():
    assert "3273" not in f"{QUESTION!r} {QUESTION}"
    assert "Sari" not in repr([QUESTION])
