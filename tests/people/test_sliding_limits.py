"""Whatever comes when: no span of a limit holds more than the limit, and nobody is refused without a reason."""

import contextlib
from bisect import bisect_right

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.errors import TooManyRequests
from chalicelib.people.limits import Limit, used

LIMITS = st.builds(
    Limit,
    name=st.just("test"),
    most=st.integers(1, 6),
    seconds=st.integers(1, 60),
    grain=st.sampled_from([0, 0, 1, 7]),
)
STEPS = st.lists(st.integers(0, 30_000), max_size=60)
"""Milliseconds from one asking to the next."""


def played(limit, steps):
    """When something passed, and of each refusal when it was, what was kept then, and how long it said to wait."""
    passed, refused, kept, now = [], [], [], 1_800_000_000_000
    for step in steps:
        now += step
        try:
            kept = used(kept, now, limit)
            passed.append(now)
        except TooManyRequests as error:
            refused.append((now, kept, error.retry_after))
    return passed, refused


@given(LIMITS, STEPS)
@example(Limit(name="test", most=3, seconds=10), [9_999, 0, 0, 1, 1, 1])
def test_no_span_holds_more_than_the_limit(limit, steps):
    passed, _ = played(limit, steps)
    for place, end in enumerate(passed):
        begin = bisect_right(passed, end - limit.seconds * 1000)
        assert place + 1 - begin <= limit.most


@given(LIMITS, STEPS)
def test_who_is_refused_used_the_limit_up_and_is_told_when_there_is_room(limit, steps):
    passed, refused = played(limit, steps)
    for now, kept, wait in refused:
        reach = (limit.seconds + limit.grain) * 1000
        assert sum(now - reach < each <= now for each in passed) >= limit.most
        assert 1 <= wait <= limit.seconds + limit.grain
        assert used(kept, now + wait * 1000, limit), "whoever waits as long as was said is admitted"
        if wait > 1:
            with pytest.raises(TooManyRequests):
                used(kept, now + (wait - 1) * 1000, limit)


@given(LIMITS, STEPS)
def test_no_more_is_kept_than_the_limit(limit, steps):
    kept, now = [], 0
    for step in steps:
        now += step
        with contextlib.suppress(TooManyRequests):
            kept = used(kept, now, limit)
        assert len(kept) <= limit.most
        assert not limit.grain or all(each % (limit.grain * 1000) == 0 for each in kept)


@given(LIMITS, st.permutations(range(5)))
def test_the_order_in_which_moments_are_kept_is_no_matter(limit, order):
    moments = [1_000_000 + each * 700 for each in range(5)]

    def judged(kept):
        try:
            return used(kept, 1_004_000, limit)
        except TooManyRequests as error:
            return error.retry_after

    assert judged(moments) == judged([moments[place] for place in order])
