"""The invented corpus, converted once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.relevance import corpus
from bench.relevance.model import Posting
from tests.bench.relevance import collection


@pytest.fixture(autouse=True)
def unchanged_environment() -> Iterator[None]:
    """Whoever measures gives the process a secret of its own: afterwards it is as it was."""
    from local import environment

    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
    environment.apply({})


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files."""
    made = tmp_path_factory.mktemp("vacancies")
    collection.write(made)
    return made


@pytest.fixture(scope="session")
def filed(folder: Path) -> list[Posting]:
    """The vacancies with classes."""
    return corpus.filed(folder)


@pytest.fixture(scope="session")
def ticked(folder: Path) -> list[Posting]:
    """The vacancies with skills."""
    return corpus.ticked(folder)
