"""Which index the settings choose."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import finding, settings
from chalicelib.errors import Unavailable
from chalicelib.settings import SettingsError
from search import engine
from search.embedded.candidates import EmbeddedCandidateIndex
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.request import SearchRequest
from tests.search.builders import NOW, vacancy


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    engine.close()
    settings.forget()
    yield
    engine.close()
    monkeypatch.undo()
    settings.forget()


def test_embedded_indices_live_in_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PADAN_SEARCH_FOLDER", str(tmp_path))
    index = engine.vacancy_index()
    assert index is engine.vacancy_index()
    assert isinstance(index, EmbeddedVacancyIndex)
    assert isinstance(engine.candidate_index(), EmbeddedCandidateIndex)
    index.put([vacancy(1)])
    engine.close()
    assert engine.vacancy_index().count() == 1
    assert {path.name for path in tmp_path.iterdir()} == {"vacancies", "candidates"}


def test_an_unknown_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PADAN_SEARCH_ENGINE", "sqlite")
    with pytest.raises(SettingsError, match="PADAN_SEARCH_ENGINE"):
        engine.vacancy_index()


def test_an_index_that_does_not_answer_is_unavailable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    holder = EmbeddedVacancyIndex(tmp_path / "vacancies")
    monkeypatch.setenv("PADAN_SEARCH_FOLDER", str(tmp_path))
    with pytest.raises(Unavailable):
        finding.find(SearchRequest(now=NOW))
    holder.close()
