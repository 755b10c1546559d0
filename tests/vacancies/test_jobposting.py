"""The days of a JobPosting are those of Indonesia, not of Greenwich."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.texts import Language
from chalicelib.vacancies.jobposting import job_posting
from chalicelib.vacancies.model import State
from chalicelib.vacancies.view import Coded
from chalicelib.vacancies.viewing import public_view
from tests.vacancies.samples import content, vacancy


@pytest.mark.parametrize(
    ("posted_at", "day"),
    [
        (datetime(2026, 2, 28, 17, 0, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 2, 28, 16, 59, tzinfo=UTC), date(2026, 2, 28)),
    ],
)
def test_the_posting_day_is_the_one_that_was_announced(posted_at, day):
    assert job_posting(vacancy(State.PUBLISHED, posted_at=posted_at), Language.INDONESIAN).posted == day


@pytest.mark.parametrize(
    ("edition", "name"), [("2014", "Juru taruhan dan bandar"), ("2026", "Petugas gadai dan pemberi pinjaman")]
)
def test_an_occupation_is_named_as_in_its_edition(edition, name):
    posted = vacancy(State.PUBLISHED, content=content(occupation="4212"), occupation_version=edition)
    category = job_posting(posted, Language.INDONESIAN).occupation
    assert (category.name, category.scheme) == (name, f"KBJI {edition}")
    shown = public_view(posted, Language.INDONESIAN)
    assert (shown.occupation, shown.occupation_version) == (Coded("4212", name), edition)


@pytest.mark.parametrize(("edition", "code"), [("1812", "4212"), ("2014", "no code"), ("2014", None)])
def test_what_no_edition_has_is_in_no_posting(edition, code):
    posted = vacancy(State.PUBLISHED, content=content(occupation=code), occupation_version=edition)
    assert job_posting(posted, Language.INDONESIAN).occupation is None
