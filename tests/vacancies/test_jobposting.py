"""The days of a JobPosting are those of Indonesia, not of Greenwich."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.texts import Language
from chalicelib.vacancies.jobposting import job_posting
from chalicelib.vacancies.model import State
from tests.vacancies.samples import vacancy


@pytest.mark.parametrize(
    ("posted_at", "day"),
    [
        (datetime(2026, 2, 28, 17, 0, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 2, 28, 16, 59, tzinfo=UTC), date(2026, 2, 28)),
    ],
)
def test_the_posting_day_is_the_one_that_was_announced(posted_at, day):
    assert job_posting(vacancy(State.PUBLISHED, posted_at=posted_at), Language.INDONESIAN).posted == day
