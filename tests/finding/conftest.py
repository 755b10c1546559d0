"""Invented vacancies in an index of this process, behind the whole interface."""

import time
from collections.abc import Iterator

import msgspec
import pytest

from chalicelib import settings
from search import engine
from search.document import Coordinates, VacancyDocument
from tests.functions.api import Api
from tests.search.builders import DAY, vacancy


def _documents() -> list[VacancyDocument]:
    now = int(time.time())
    made = [
        vacancy(1, title="Kasir Minimarket", occupation="5230", region="32.76", pay_minimum=4_800_000, remote=False),
        vacancy(2, title="Kasir Restoran", occupation="5230", region="32.75", employment_type="PART_TIME"),
        vacancy(3, title="Programmer Python", occupation="2512", region="31.74", skills=("sk_python",), remote=True,
                point=Coordinates(-6.26, 106.81), description="Menulis <b>Python</b> & lainnya"),
        vacancy(4, title="Programmer Java", occupation="2512", region="32.73", skills=("sk_java",)),
        vacancy(5, title="Kasir Lama", occupation="5230", region="32.76"),
    ]  # fmt: skip
    fresh = [
        msgspec.structs.replace(entry, posted_at=now - place * DAY, expires_at=now + 30 * DAY)
        for place, entry in enumerate(made, 1)
    ]
    fresh[4] = msgspec.structs.replace(fresh[4], expires_at=now - DAY)
    return fresh


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    """A client of the app over these vacancies."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PADAN_SEARCH_ENGINE", "embedded")
        patch.setenv("PADAN_SEARCH_FOLDER", "")
        settings.forget()
        engine.close()
        index = engine.vacancy_index()
        index.put(_documents())
        index.refresh()
        yield Api()
        engine.close()
    settings.forget()
