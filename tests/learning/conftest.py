"""Learning switched on, over new tables and invented vacancies in an index of each engine."""

import secrets
import time
from collections.abc import Iterator

import msgspec
import pytest

from chalicelib import settings
from chalicelib.learning import effect, hearing, recording
from search import engine
from search.port import VacancyIndex
from tests.contracts.index.cluster import drop
from tests.contracts.index.conftest import ENGINES
from tests.search.builders import DAY, vacancy

LEAST = 3
"""So many days and places must have searched for a text here."""
MADE = [
    vacancy(1, title="Kasir Minimarket", occupation="5230", region="32.76"),
    vacancy(2, title="Kasir Restoran", occupation="5230", region="32.75"),
    vacancy(3, title="Kasir Apotek", occupation="5230", region="31.74"),
    vacancy(4, title="Programmer Python", occupation="2512", region="31.74"),
    vacancy(5, title="Pengemudi Truk", occupation="8332", region="32.76"),
    vacancy(6, title="Penjahit", occupation="7531", region="33.74"),
]


@pytest.fixture
def learning(store: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Learning is on, and nothing of it is left behind in this process."""
    monkeypatch.setenv("PADAN_LEARNING", "true")
    monkeypatch.setenv("PADAN_LEARNING_LEAST", str(LEAST))
    monkeypatch.setenv("PADAN_LEARNING_DAYS", "1")
    _forget()
    yield
    recording.RECORDER.settle()
    monkeypatch.undo()
    _forget()


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[VacancyIndex]:
    """The vacancies of `MADE` in an index of this process."""
    yield from _filled(monkeypatch, {"PADAN_SEARCH_ENGINE": "embedded", "PADAN_SEARCH_FOLDER": ""})


@pytest.fixture(params=ENGINES)
def each_index(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[VacancyIndex]:
    """The same on each engine."""
    if request.param == "embedded":
        yield from _filled(monkeypatch, {"PADAN_SEARCH_ENGINE": "embedded", "PADAN_SEARCH_FOLDER": ""})
        return
    address = request.getfixturevalue("opensearch").url
    prefix = f"t{secrets.token_hex(4)}-"
    variables = {"PADAN_SEARCH_ENGINE": "opensearch", "PADAN_SEARCH_URL": address, "PADAN_INDEX_PREFIX": prefix}
    yield from _filled(monkeypatch, variables)
    drop(settings.Search(search_engine="opensearch", search_url=address, index_prefix=prefix))


def _filled(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> Iterator[VacancyIndex]:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings.forget()
    engine.close()
    now, held = int(time.time()), engine.vacancy_index()
    held.put([msgspec.structs.replace(each, posted_at=now - DAY, expires_at=now + 30 * DAY) for each in MADE])
    held.refresh()
    yield held
    engine.close()


def _forget() -> None:
    settings.forget()
    effect.forget()
    hearing.forget()
