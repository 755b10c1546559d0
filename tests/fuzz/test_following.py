"""Whatever the way through the interface: no 5xx, every answer as it is described, what was removed is gone."""

from collections import Counter

import pytest

from tests.effort import FACTOR, SEED
from tests.fuzz.walking import Walk, outgoing
from tests.fuzz.world import World, world

__all__ = ["world"]

pytestmark = pytest.mark.emulator
WALKS = range(SEED * 1000, SEED * 1000 + 10 * max(1, FACTOR))
STEPS = 14
LEAST_ANSWERED = 15
"""Operations that walks get an answer from, not a refusal: twenty-seven did with these seeds."""


@pytest.fixture(scope="module")
def answered(world: World) -> Counter[tuple[str, int]]:
    """What every walk of this module was answered."""
    found: Counter[tuple[str, int]] = Counter()
    for number in WALKS:
        walk = Walk(world, number, found)
        for _ in range(STEPS):
            walk.step()
    return found


def test_every_step_is_answered_as_described(answered):
    assert sum(answered.values()) == len(WALKS) * STEPS


def test_walks_come_past_their_first_steps(answered):
    good = {label for label, status in answered if status < 300}
    assert len(good) > LEAST_ANSWERED, sorted(good)


def test_there_is_somewhere_to_go_from_much():
    assert len(outgoing()) > 40
