"""The search bench on a small corpus: both sides find something, and a refused search is an error."""

import os

import pytest

from bench import search
from bench.calling import Caller
from bench.queries import queries
from bench.raw import tokens
from bench.settings import configure, embedded
from search.engine import close, vacancy_index


@pytest.fixture(scope="module")
def engine():
    before = dict(os.environ)
    with embedded() as found:
        configure(found)
        search.fill(800)
        yield found
        close()
    os.environ.clear()
    os.environ.update(before)
    configure_back()


def configure_back():
    from local import environment

    environment.apply({})


def test_the_corpus_is_there(engine):
    assert vacancy_index().count() == 800


def test_the_engine_by_itself_searches_the_same_index(engine):
    assert engine.raw().search(tokens("lowongan kasir")) == 20
    assert engine.raw().search("tidakadakatanya") == 0


def test_both_sides_are_measured(engine):
    pairs = search._pairs(Caller(), engine.raw(), list(queries(20)))
    assert len(pairs) == 20
    assert all(pair.interface > 0 and pair.same > 0 and pair.plain > 0 for pair in pairs)


def test_a_refused_search_is_an_error_and_no_figure(engine):
    caller = Caller()
    with pytest.raises(RuntimeError, match="unknown"):
        caller.answer(caller.event([("colour", "red")]))
