"""What a start tells about the run before: what is lost is never called safe."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from local.engines.snapshots import Snapshot
from local.start import start_of
from local.state import Ending, Previous

BEGAN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BEFORE, DURING = BEGAN - timedelta(minutes=3), BEGAN + timedelta(minutes=3)


@pytest.mark.parametrize(
    ("began", "taken", "final", "lost"),
    [
        (BEGAN, DURING, True, False),
        (BEGAN, DURING, False, True),
        (BEGAN, BEFORE, True, True),
        (BEGAN, BEFORE, False, True),
        (None, BEFORE, True, False),
    ],
)
def test_only_a_state_saved_when_it_broke_off_has_lost_nothing(began, taken, final, lost):
    said = start_of(Previous(Ending.UNCLEAN, began), Snapshot(Path("state"), taken, final)).message
    assert ("what it accepted after that is lost" in said) is lost
    assert ("nothing accepted is lost" in said) is not lost
    assert f"{taken:%H:%M:%S} UTC" in said


def test_a_clean_end_needs_no_words_and_no_state_loses_all():
    assert start_of(Previous(Ending.CLEAN, None), Snapshot(Path("state"), BEFORE, True)).message == ""
    assert "everything it accepted is lost" in start_of(Previous(Ending.UNCLEAN, BEGAN), None).message
