"""Whatever bytes come: what reads them reads them, or answers with its own error. Nothing else, and in time."""

import time

import pytest
from hypothesis import given

from tests.effort import effort
from tests.fuzz.mutating import STRANGE, nearly
from tests.fuzz.readers import READERS

LONGEST_SECONDS = 5.0
"""For a few kilobytes; far above what any needs, far below what a reader that goes astray takes."""
each = pytest.mark.parametrize("name", READERS)


def attempt(name: str, raw: bytes) -> bool:
    """Read ``raw``; tell whether it was read."""
    reader, began = READERS[name], time.monotonic()
    try:
        reader.read(raw)
    except reader.may_raise:
        return False
    finally:
        assert time.monotonic() - began < LONGEST_SECONDS, (name, raw[:200])
    return True


@each
def test_what_is_right_is_read(name):
    assert attempt(name, READERS[name].seeds[0])


@each
def test_nothing_but_strange_pieces(name):
    for piece in (b"", *STRANGE):
        attempt(name, piece)
        for seed in READERS[name].seeds:
            for place in {len(seed) * eighth // 8 for eighth in range(9)}:
                attempt(name, seed[:place] + piece + seed[place:])


@each
def test_anything_is_read_or_refused(name):
    @effort(60)
    @given(raw=nearly(READERS[name].seeds))
    def tried(raw):
        attempt(name, raw)

    tried()
