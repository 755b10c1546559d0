"""What a first start does with the events of the sample data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from local.engines.polling import NotReadyError
from local.platform import Platform
from local.start import Start
from local.state import Ending


class Deliveries:
    """Delivery on a busy machine: all events are through after ``needed`` seconds, and not before."""

    def __init__(self, needed: float) -> None:
        self.needed = needed

    def drain(self, seconds: float = 30) -> None:
        if seconds < self.needed:
            raise NotReadyError(f"events were still coming after {seconds:g} seconds")


def _started(data: Path, needed: float) -> Platform:
    platform = Platform(data, seed=lambda started: None)
    platform.runner = Deliveries(needed)  # type: ignore[assignment]
    platform._finish_start(Start(ending=Ending.NONE, state_of=datetime.now(UTC)))
    return platform


def test_sample_data_that_takes_minutes_to_be_compared_breaks_no_start(tmp_path):
    assert _started(tmp_path, needed=240).folder.noted("seeded_at")


def test_events_that_never_end_are_told_and_the_filling_is_not_taken_as_done(tmp_path):
    with pytest.raises(NotReadyError):
        _started(tmp_path, needed=86_400)
    assert Platform(tmp_path).folder.noted("seeded_at") is None
