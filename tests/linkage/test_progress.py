"""How confirmations go on: the pauses, when it is given up, and what an outage never does."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.linkage.failures import OUTAGES, NoAnswer, Reason
from chalicelib.linkage.model import Confirmation, Standing, Verdict
from chalicelib.linkage.ports import Port
from chalicelib.linkage.progress import (
    ASK_AGAIN,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    MOST_FAULTS,
    MOST_UNKNOWN,
    answered,
    pause,
    unanswered,
)

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ASKED = Confirmation(
    subject="emp_1", port=Port.COMPANY, about="business", claim="c", state=Standing.PENDING, asked_at=NOW
)
DRAWS = st.floats(min_value=0, max_value=1, exclude_max=True)
OUTAGE = sorted(OUTAGES)


@given(st.lists(st.sampled_from(OUTAGE), max_size=200), DRAWS)
def test_no_outage_is_ever_given_up(reasons, drawn):
    found = ASKED
    for reason in reasons:
        found = unanswered(found, NoAnswer(reason), NOW, lambda: drawn)
        assert found.state is Standing.PENDING
        assert NOW < found.next_try_at <= NOW + LONGEST_PAUSE


@pytest.mark.parametrize("reason", [Reason.MALFORMED, Reason.REJECTED])
def test_answers_that_are_none_are_given_up_after_some(reason):
    found = ASKED
    for number in range(1, MOST_FAULTS + 1):
        assert found.state is Standing.PENDING
        found = unanswered(found, NoAnswer(reason), NOW)
        assert found.faults == number
    assert (found.state, found.next_try_at, found.last_failure) == (Standing.FAILED, None, reason)


@given(st.integers(0, 10_000), DRAWS)
def test_pauses_keep_within_their_bounds(attempts, drawn):
    assert FIRST_PAUSE / 2 <= pause(attempts, None, lambda: drawn) <= LONGEST_PAUSE


@given(st.integers(1, 9), DRAWS)
def test_each_pause_is_at_least_as_long_as_the_one_before_could_be_short(attempts, drawn):
    assert pause(attempts + 1, None, lambda: drawn) >= pause(attempts, None, lambda: drawn)


@given(st.integers(0, 20), st.integers(0, 86_400), DRAWS)
def test_nobody_comes_back_before_the_register_wants_it(attempts, seconds, drawn):
    assert pause(attempts, seconds, lambda: drawn) >= timedelta(seconds=seconds)


def test_jitter_spreads_those_that_failed_together():
    assert len({pause(3, 30, lambda share=number / 100: share) for number in range(100)}) == 100


def test_not_being_tried_does_not_lengthen_the_pause():
    found = ASKED
    for _ in range(50):
        found = unanswered(found, NoAnswer(Reason.NOT_TRIED, 10), NOW, lambda: 0.0)
    assert found.attempts == 0
    assert found.next_try_at == NOW + FIRST_PAUSE / 2


def test_an_unknown_number_is_asked_about_again_a_few_times():
    unknown = Verdict(state=Standing.UNKNOWN, evidence="A-1")
    found = ASKED
    times = []
    for _ in range(MOST_UNKNOWN):
        found = unanswered(found, NoAnswer(Reason.TIMED_OUT), NOW)
        found = answered(found, unknown, NOW)
        times.append(found.next_try_at)
    assert times == [NOW + ASK_AGAIN] * (MOST_UNKNOWN - 1) + [None]
    assert found.state is Standing.UNKNOWN


def test_an_answer_clears_what_went_before():
    broken = unanswered(ASKED, NoAnswer(Reason.MALFORMED), NOW)
    verdict = Verdict(state=Standing.CONTRADICTED, evidence="A-1", differences=("name",))
    found = answered(broken, verdict, NOW)
    assert (found.attempts, found.faults, found.last_failure) == (0, 0, None)
    assert (found.state, found.differences, found.evidence) == (Standing.CONTRADICTED, ("name",), "A-1")


@pytest.mark.parametrize("state", [Standing.CONFIRMED, Standing.CONTRADICTED])
def test_what_can_end_is_asked_about_again_in_time(state):
    verdict = Verdict(state=state, evidence="A-1")
    due = {port: answered(msgspec.structs.replace(ASKED, port=port), verdict, NOW).next_try_at for port in Port}
    assert due == {
        Port.POPULATION: None,
        Port.COMPANY: NOW + timedelta(days=180),
        Port.INSURANCE: None,
        Port.CERTIFICATES: NOW + timedelta(days=365),
    }


def test_an_outage_keeps_an_earlier_answer():
    """A number that was unknown stays so while the register cannot be asked again."""
    unknown = msgspec.structs.replace(ASKED, state=Standing.UNKNOWN, attempts=1)
    assert unanswered(unknown, NoAnswer(Reason.TIMED_OUT), NOW).state is Standing.UNKNOWN
