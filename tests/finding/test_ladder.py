"""An index in trouble is asked for less, step by step, left alone when it is down, and tried again by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.finding.ladder import (
    CALM_SECONDS,
    FIRST_PAUSE_SECONDS,
    LONGEST_PAUSE_SECONDS,
    SLOW_SECONDS,
    TRIAL_SECONDS,
    Ladder,
    Step,
)

START = 100.0
EVENTS = st.lists(st.tuples(st.sampled_from(["quick", "slow", "failed", "asked"]), st.floats(0, 8)), max_size=60)


def down(moment=START):
    """A ladder that has just given up."""
    ladder = Ladder()
    for _ in range(4):
        ladder.failed(moment)
    return ladder


def test_each_failure_costs_a_step():
    ladder = Ladder()
    found = [ladder.step(START)]
    for _ in range(4):
        ladder.failed(START)
        found.append(ladder.seen(START))
    assert found == list(Step)


def test_slowness_alone_never_closes():
    ladder = Ladder()
    for number in range(100):
        ladder.answered(SLOW_SECONDS + 1, START + number)
    assert ladder.seen(START + 99) is Step.SHORT


def test_one_slow_answer_changes_nothing_and_three_do():
    ladder = Ladder()
    ladder.answered(SLOW_SECONDS + 1, START)
    assert ladder.step(START) is Step.FULL
    for _ in range(2):
        ladder.answered(SLOW_SECONDS + 1, START)
    assert ladder.step(START) is Step.NO_FACETS


def test_calm_takes_it_all_back():
    ladder = Ladder()
    for _ in range(3):
        ladder.failed(START)
    steps = [ladder.step(START + CALM_SECONDS * each) for each in range(4)]
    assert steps == [Step.SHORT, Step.PLAIN, Step.NO_FACETS, Step.FULL]


def test_an_index_that_is_down_is_tried_by_one_at_a_time():
    ladder = down()
    assert ladder.step(START) is Step.KEPT
    again = START + FIRST_PAUSE_SECONDS
    assert [ladder.step(again) for _ in range(5)] == [Step.SHORT, *[Step.KEPT] * 4]
    assert ladder.seen(again) is Step.KEPT


def test_a_trial_that_fails_waits_twice_as_long_up_to_a_bound():
    ladder, moment, pause = down(), START, FIRST_PAUSE_SECONDS
    for _ in range(8):
        moment += pause
        assert ladder.step(moment - 0.01) is Step.KEPT
        assert ladder.step(moment) is Step.SHORT
        ladder.failed(moment)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
    assert pause == LONGEST_PAUSE_SECONDS


def test_a_trial_that_succeeds_opens_it_to_all_and_calm_does_the_rest():
    ladder = down()
    moment = START + FIRST_PAUSE_SECONDS
    assert ladder.step(moment) is Step.SHORT
    ladder.answered(0.1, moment)
    assert [ladder.step(moment) for _ in range(3)] == [Step.SHORT] * 3
    assert ladder.step(moment + 3 * CALM_SECONDS) is Step.FULL
    for _ in range(4):
        ladder.failed(moment + 3 * CALM_SECONDS)
    assert ladder.step(moment + 3 * CALM_SECONDS + FIRST_PAUSE_SECONDS) is Step.SHORT


def test_who_failed_before_it_was_closed_does_not_prolong_the_pause():
    ladder = down()
    for _ in range(10):
        ladder.failed(START + 0.5)
    assert ladder.step(START + FIRST_PAUSE_SECONDS) is Step.SHORT


def test_a_trial_that_told_nothing_is_forgotten():
    ladder = down()
    again = START + FIRST_PAUSE_SECONDS
    assert ladder.step(again) is Step.SHORT
    assert ladder.step(again + TRIAL_SECONDS - 0.01) is Step.KEPT
    assert ladder.step(again + TRIAL_SECONDS) is Step.SHORT


@given(EVENTS)
def test_whatever_happened_it_recovers_without_help(events):
    ladder, moment = Ladder(), START
    for event, gone in events:
        moment += gone
        if event == "asked":
            ladder.step(moment)
        elif event == "failed":
            ladder.failed(moment)
        else:
            ladder.answered(0.01 if event == "quick" else SLOW_SECONDS + 1, moment)
    moment += LONGEST_PAUSE_SECONDS + TRIAL_SECONDS
    ladder.step(moment)
    ladder.answered(0.01, moment)
    assert ladder.step(moment + 4 * CALM_SECONDS) is Step.FULL


@pytest.mark.parametrize("seconds", [0.0, SLOW_SECONDS])
def test_a_usual_day_leaves_nothing_out(seconds):
    ladder = Ladder()
    for number in range(50):
        ladder.answered(seconds, START + number / 100)
        assert ladder.step(START + number / 100) is Step.FULL
