"""The stream workers that keep the indices: batches of changes as DynamoDB hands them over."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chalicelib import indexing, settings
from chalicelib.indexing import applying
from chalicelib.wire import to_wire
from functions import indexing as module
from functions.indexing import index_people, index_vacancies, reconcile_indices
from functions.outages import RESERVED_SECONDS, outlasting
from local.http.context import LambdaContext
from search import engine
from search.port import IndexUnavailable
from tests.functions.events import Image, stream_event
from tests.indexing.fakes import NOW, MemoryIndex, person, vacancy

EVENTS = Path(__file__).parents[1] / "events"
CONTEXT = LambdaContext("index", 60)
NOTHING_FAILED: dict[str, list[dict[str, str]]] = {"batchItemFailures": []}


@pytest.fixture(autouse=True)
def indices(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Empty indices in memory."""
    monkeypatch.setenv("PADAN_SEARCH_ENGINE", "embedded")
    monkeypatch.setenv("PADAN_SEARCH_FOLDER", "")
    settings.forget()
    engine.close()
    yield
    engine.close()
    settings.forget()


def _event(name: str) -> dict[str, Any]:
    """A recorded event; its vacancies stay open for long."""
    found: dict[str, Any] = json.loads((EVENTS / name).read_text(encoding="utf-8"))
    return found


def _image(attribute: str, content: msgspec.Struct, version: int) -> Image:
    built = msgspec.to_builtins(content)
    return {"pk": {"S": built["id"]}, "version": {"N": str(version)}, attribute: to_wire(built)}


def _open(number: int, **changes: Any) -> Any:
    return vacancy(number, expires_at=NOW.replace(year=2999), **changes)


def _vacancies(*changes: tuple[Image | None, Image | None], context: LambdaContext | None = None) -> Any:
    return index_vacancies(stream_event("vacancies", changes), context or LambdaContext("index", 60))


def _versions() -> list[tuple[str, int]]:
    engine.vacancy_index().refresh()
    return [(entry.id, entry.version) for entry in engine.vacancy_index().versions()]


def test_a_recorded_batch_is_indexed_but_for_its_poison() -> None:
    event = _event("vacancies_stream.json")
    poison = event["Records"][1]["dynamodb"]["SequenceNumber"]
    assert index_vacancies(event, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": poison}]}
    first, third = (event["Records"][place]["dynamodb"]["Keys"]["pk"]["S"] for place in (0, 2))
    assert _versions() == [(first, 1), (third, 4)]
    assert index_vacancies(event, CONTEXT)["batchItemFailures"] == [{"itemIdentifier": poison}]
    assert _versions() == [(first, 1), (third, 4)]


def test_a_recorded_removal_leaves_a_tombstone() -> None:
    event = _event("vacancies_stream_remove.json")
    (record,) = event["Records"]
    old = record["dynamodb"]["OldImage"]
    assert _vacancies((None, old)) == NOTHING_FAILED
    assert _versions() == [(old["pk"]["S"], int(old["version"]["N"]))]
    assert index_vacancies(event, CONTEXT) == NOTHING_FAILED
    assert _versions() == []
    assert _vacancies((None, old)) == NOTHING_FAILED
    assert _versions() == []


@pytest.mark.parametrize(
    "broken",
    [
        {"pk": {"S": "vac_x"}},
        {"pk": {"S": "vac_x"}, "version": {"N": "1"}, "vacancy": {"S": "no map"}},
        {"pk": {"S": "vac_x"}, "version": {"N": "one"}, "vacancy": {"M": {}}},
        {"pk": {"S": "vac_x"}, "version": {"N": "1"}, "vacancy": {"M": {"id": {"N": "5"}}}},
        {"pk": {"S": "vac_x"}, "version": {"N": "1"}, "vacancy": {"ZZ": {}}},
    ],
)
def test_what_cannot_be_read_is_reported_alone(broken: Image) -> None:
    before, after = (_image("vacancy", _open(number), 1) for number in (1, 3))
    answer = _vacancies((None, before), (None, broken), (None, after))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1001"}]}
    assert _versions() == [(vacancy(1).id, 1), (vacancy(3).id, 1)]


def test_what_the_index_refuses_is_reported_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    index = MemoryIndex(refused=frozenset({vacancy(2).id}))
    monkeypatch.setattr(applying, "vacancy_index", lambda: index)
    answer = _vacancies(*((None, _image("vacancy", _open(number), 1)) for number in (1, 2, 3)))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1001"}]}
    assert index.count() == 2


def test_while_the_index_is_away_the_whole_batch_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "vacancy_index", lambda: MemoryIndex(available=False))
    with pytest.raises(IndexUnavailable):
        _vacancies((None, _image("vacancy", _open(1), 1)), context=LambdaContext("index", RESERVED_SECONDS))


def test_an_index_that_comes_back_within_the_invocation_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    index, waited = MemoryIndex(available=False), []

    def comes_back(seconds: float) -> None:
        waited.append(seconds)
        index.available = len(waited) == 3

    monkeypatch.setattr(applying, "vacancy_index", lambda: index)
    monkeypatch.setattr(module, "outlasting", partial(outlasting, pause=comes_back))
    assert _vacancies((None, _image("vacancy", _open(1), 1))) == NOTHING_FAILED
    assert index.count() == 1
    assert waited == [0.5, 1.0, 2.0]


def test_a_change_that_closes_takes_the_vacancy_away() -> None:
    first = _image("vacancy", _open(1), 1)
    closed = _image("vacancy", _open(1, state="closed"), 2)
    assert _vacancies((None, first), (first, closed)) == NOTHING_FAILED
    assert _versions() == []


def test_an_empty_batch_is_nothing() -> None:
    assert index_vacancies({"Records": []}, CONTEXT) == NOTHING_FAILED


def test_people_follow_their_consent() -> None:
    there, away = _image("person", person(1), 1), _image("person", person(1, consents={}), 2)
    assert index_people(stream_event("people", [(None, there)]), CONTEXT) == NOTHING_FAILED
    assert engine.candidate_index().count() == 1
    assert index_people(stream_event("people", [(there, away)]), CONTEXT) == NOTHING_FAILED
    assert engine.candidate_index().count() == 0


def test_the_nightly_comparison_carries_its_events_id(monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.indexing.model import Drift, DriftReport
    from chalicelib.observability import correlation_id

    carried: list[str] = []
    measured: list[tuple[str, float, str]] = []

    def reconcile(*, repair: bool) -> DriftReport:
        assert repair
        carried.append(correlation_id())
        return DriftReport(
            vacancies=Drift(index="vacancies", compared=3, missing=("vac_1",)),
            candidates=Drift(index="candidates", compared=1),
            rebuild_needed=False,
        )

    monkeypatch.setattr(indexing, "reconcile", reconcile, raising=False)
    monkeypatch.setattr(module, "measure", lambda name, value, **tags: measured.append((name, value, tags["index"])))
    reconcile_indices(_event("nightly.json"), CONTEXT)
    assert carried == [_event("nightly.json")["id"]]
    assert measured == [("IndexDrift", 1, "vacancies"), ("IndexDrift", 0, "candidates")]
