"""A share of `make faults`: changes in any order, several times over, end in an index that is as the table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.faults import shuffled
from search import engine


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield from _set(monkeypatch, PADAN_SEARCH_ENGINE="embedded", PADAN_SEARCH_FOLDER=str(tmp_path))


@pytest.fixture
def cluster(opensearch, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    variables = {"PADAN_SEARCH_ENGINE": "opensearch", "PADAN_SEARCH_URL": opensearch.url}
    yield from _set(monkeypatch, **variables, PADAN_INDEX_PREFIX="shuffled-")


def _set(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Iterator[None]:
    from chalicelib import settings

    with monkeypatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        settings.forget()
        yield
        engine.close()
    settings.forget()


@pytest.mark.usefixtures("embedded")
def test_the_embedded_index_ends_as_the_table() -> None:
    _assert_fine(shuffled.run(5_000, seed=5))


@pytest.mark.engine
@pytest.mark.usefixtures("cluster")
def test_a_cluster_ends_as_the_table() -> None:
    _assert_fine(shuffled.run(2_000, seed=6))


def _assert_fine(outcome: shuffled.Outcome) -> None:
    assert outcome.fine, outcome
    assert outcome.open > 100
    assert outcome.vacancies - outcome.open > 100, "hardly anything is gone in the end"
    assert outcome.events > outcome.vacancies * 3


def test_a_history_that_is_told_wrong_would_be_seen() -> None:
    """What compares index and table is not blind: a version that the index never got is missing or wrong."""
    import random

    told = list(shuffled._told(400, random.Random(3)))
    assert len(told) == 400
    assert len(set(told)) < len(told), "nothing is repeated"
    versions = [event.version for event in told if event.number == told[0].number]
    assert [event.number for event in told] != sorted(event.number for event in told)
    assert versions
