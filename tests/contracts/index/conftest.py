"""Both engines, each with empty indices for every test."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.settings import Search
from search import opensearch as on_cluster
from search.embedded.candidates import EmbeddedCandidateIndex
from search.embedded.percolator import EmbeddedPercolator
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.port import CandidateIndex, Percolator, VacancyIndex
from tests.contracts.index.cluster import drop

ENGINES = ["embedded", pytest.param("opensearch", marks=pytest.mark.engine)]


def _settings(request: pytest.FixtureRequest) -> Search:
    cluster = request.getfixturevalue("opensearch")
    return Search(search_engine="opensearch", search_url=cluster.url, index_prefix=f"t{secrets.token_hex(4)}-")


@pytest.fixture(params=ENGINES)
def vacancies(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VacancyIndex]:
    """An empty vacancy index of each engine."""
    if request.param == "embedded":
        index: VacancyIndex = EmbeddedVacancyIndex(tmp_path / "vacancies")
        yield index
        index.close()
        return
    settings = _settings(request)
    index = on_cluster.vacancy_index(settings)
    yield index
    index.close()
    drop(settings)


@pytest.fixture(params=ENGINES)
def candidates(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CandidateIndex]:
    """An empty candidate index of each engine."""
    if request.param == "embedded":
        index: CandidateIndex = EmbeddedCandidateIndex(tmp_path / "candidates")
        yield index
        index.close()
        return
    settings = _settings(request)
    index = on_cluster.candidate_index(settings)
    yield index
    index.close()
    drop(settings)


@pytest.fixture
def searches(request: pytest.FixtureRequest, vacancies: VacancyIndex, tmp_path: Path) -> Iterator[Percolator]:
    """An empty index of saved searches of the engine of ``vacancies``."""
    if isinstance(vacancies, EmbeddedVacancyIndex):
        index: Percolator = EmbeddedPercolator(tmp_path / "searches")
        yield index
        index.close()
        return
    settings = _settings(request)
    index = on_cluster.percolator(settings)
    yield index
    index.close()
    drop(settings)
