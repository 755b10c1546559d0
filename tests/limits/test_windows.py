"""Never more than the limit in any window, and nobody is refused who has not used it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.limits.model import SLICES, Limit
from chalicelib.limits.windows import NOTHING, Window, fresh, rolled, seconds_until_room, spent

LIMIT = Limit(name="try", most=10, seconds=60)
WISHES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 15)), min_size=1, max_size=60)


def given_out(wishes, limit=LIMIT):
    """Go through ``wishes`` (slices that pass, how many are wanted) and return what was given in each slice."""
    slot, found = 100, {}
    window = fresh(limit, slot)
    for gone, wanted in wishes:
        slot += gone
        window = rolled(window, slot, limit)
        number = min(wanted, window.room)
        window = spent(window, number)
        found[slot] = found.get(slot, 0) + number
    return found, window


@given(WISHES)
def test_any_slices_that_a_window_touches_hold_no_more_than_the_limit(wishes):
    found, _ = given_out(wishes)
    for first in range(min(found), max(found) + 1):
        assert sum(found.get(slot, 0) for slot in range(first, first + SLICES + 1)) <= LIMIT.most


@given(WISHES)
def test_what_is_refused_was_used_within_the_window_and_a_slice(wishes):
    found, window = given_out(wishes)
    if window.room == 0:
        assert sum(found.get(slot, 0) for slot in range(window.slot - SLICES, window.slot + 1)) == LIMIT.most


@given(WISHES, st.integers(0, 20))
def test_the_past_is_told_whole_whatever_the_steps(wishes, gone):
    found, window = given_out(wishes)
    at = window.slot + gone
    at_once = rolled(window, at, LIMIT)
    by_steps = window
    for slot in range(window.slot, at + 1):
        by_steps = rolled(by_steps, slot, LIMIT)
    assert at_once == by_steps
    if gone:
        assert at_once.past == tuple(found.get(at - back, 0) for back in range(1, SLICES + 1))


def test_a_window_does_not_go_back():
    window = spent(fresh(LIMIT, 7), 3)
    assert rolled(window, 6, LIMIT) is window
    assert rolled(window, 7, LIMIT) is window


def test_who_stayed_away_begins_anew():
    assert rolled(spent(fresh(LIMIT, 7), 10), 7 + SLICES + 1, LIMIT) == fresh(LIMIT, 14)
    assert rolled(spent(fresh(LIMIT, 7), 10), 7 + SLICES, LIMIT).room == 0


def test_no_more_is_spent_than_there_is():
    for number in (11, -1):
        with pytest.raises(ValueError, match="of 10"):
            spent(fresh(LIMIT, 1), number)


@given(WISHES, st.floats(0, 9.99))
def test_trying_again_when_told_to_is_admitted_and_a_slice_earlier_is_not(wishes, second):
    _, window = given_out([*wishes, (0, LIMIT.most)])
    moment = window.slot * LIMIT.slice + second
    wait = seconds_until_room(window, LIMIT, moment)
    assert 1 <= wait <= LIMIT.seconds + LIMIT.slice
    assert rolled(window, LIMIT.slot(moment + wait), LIMIT).room > 0
    before = LIMIT.slot(moment + wait) - 1
    assert before == window.slot or rolled(window, before, LIMIT).room == 0


def test_a_limit_that_was_lowered_holds_from_the_next_slice_on():
    lower = Limit(name="try", most=4, seconds=60)
    window = rolled(spent(fresh(LIMIT, 1), 9), 2, lower)
    assert window == Window(slot=2, quota=0, room=0, past=(9, *NOTHING[1:]))


@pytest.mark.parametrize(("most", "seconds"), [(0, 60), (5, 5), (5, 61), (5, 0)])
def test_windows_that_cannot_be_cut_are_refused(most, seconds):
    with pytest.raises(ValueError, match="cannot be counted"):
        Limit(name="odd", most=most, seconds=seconds)
