"""A share of `make faults`: changes in any order, several times over, end in an index that is as the table."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.faults import shuffled
from bench.faults.shuffled import Event, World
from chalicelib.vacancies.model import State
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
        # What an earlier test found stays open in the process: its vacancies would be there although gone.
        engine.close()
        yield
        engine.close()
    settings.forget()


@pytest.mark.usefixtures("embedded")
def test_the_embedded_index_ends_as_the_table() -> None:
    _assert_fine(shuffled.run(2_500, seed=5))


@pytest.mark.engine
@pytest.mark.usefixtures("cluster")
def test_a_cluster_ends_as_the_table() -> None:
    _assert_fine(shuffled.run(2_000, seed=6))


def _assert_fine(outcome: shuffled.Outcome) -> None:
    assert outcome.fine, outcome
    assert outcome.open > 100
    assert outcome.vacancies - outcome.open > 100, "hardly anything is gone in the end"
    assert outcome.events > outcome.vacancies * 3


@pytest.mark.usefixtures("embedded")
def test_what_the_index_never_got_is_seen() -> None:
    """What compares index and table is not blind."""
    known = [Event(number, 1, State.PUBLISHED) for number in range(4)]
    never = [Event(0, 2, State.PUBLISHED), Event(1, 2, None), Event(2, 2, State.HELD), Event(4, 1, State.PUBLISHED)]
    world = World.of([*known, *never], seed=3)
    assert shuffled.deliver(world, known) == 0
    assert shuffled.compared(world, known).fine
    seen = shuffled.compared(world, [*known, *never])
    assert not seen.fine
    assert seen.wrong == (world.name(0),)
    assert set(seen.resurrected) == {world.name(1), world.name(2)}
    assert seen.missing == (world.name(4),)


@pytest.mark.usefixtures("embedded")
def test_when_time_is_up_what_was_delivered_is_compared() -> None:
    outcome = shuffled.run(1_000, seed=5, minutes=0.0)
    assert outcome.fine, outcome
    assert outcome.events == shuffled._BATCH


@pytest.mark.usefixtures("embedded")
def test_a_change_that_cannot_be_read_is_counted() -> None:
    world = World.of([Event(0, 1, State.PUBLISHED)], seed=3)
    world.record = lambda event, place: World.record(world, event, place) | {"eventName": "REMOVE"}  # type: ignore[method-assign]
    assert shuffled.deliver(world, [Event(0, 1, State.PUBLISHED)]) == 1


def test_histories_are_told_again_and_in_no_order() -> None:
    told = list(shuffled._told(400, random.Random(3)))
    assert len(told) == 400
    assert len(set(told)) < len(told), "nothing is repeated"
    last: dict[int, int] = {}
    late = 0
    for event in told:
        late += event.version < last.get(event.number, 0)
        last[event.number] = max(event.version, last.get(event.number, 0))
    assert late > 50, "hardly anything comes after what followed it"
