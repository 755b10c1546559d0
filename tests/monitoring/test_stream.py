"""What the stream tells was published enters the sample, once."""

import msgspec
import pytest

from chalicelib import monitoring
from chalicelib.monitoring import policy, sampling
from chalicelib.vacancies.model import State
from chalicelib.vacancies.table import load
from functions.feed import record
from local.http.context import LambdaContext
from tests.functions.events import stream_event
from tests.platform_fixtures import platform
from tests.reviewing.samples import waiting

__all__ = ["platform"]
pytestmark = pytest.mark.emulator


def test_what_the_stream_tells_was_published_is_drawn(platform, monkeypatch):
    everything = msgspec.structs.replace(policy.current(), floor=1.0)
    monkeypatch.setattr(sampling, "current", lambda: everything)
    vacancy = waiting(state=State.PUBLISHED)
    told = stream_event("vacancies", [(None, load(vacancy.id).serialize())])
    for _ in range(2):
        assert record(told, LambdaContext("record_changes", 60)) == {"batchItemFailures": []}
    assert [each.vacancy_id for each in monitoring.pending(100)].count(vacancy.id) == 1
