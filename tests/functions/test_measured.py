"""What handlers count of what goes through them."""

import msgspec
import pytest

from chalicelib import feed as feed_capability
from chalicelib import notifications, settings
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.vacancies import measuring
from chalicelib.vacancies.model import State
from chalicelib.wire import to_wire
from functions import feed, indexing, notifying, searching
from local.http.context import LambdaContext
from search import engine
from search.answer import Relaxation, SearchAnswer
from tests.functions.events import stream_event
from tests.indexing.fakes import NOW
from tests.indexing.fakes import vacancy as indexed_vacancy
from tests.measures import Measures
from tests.vacancies.samples import vacancy

CONTEXT = LambdaContext("measured", 60)
_AGE = 25


@pytest.fixture
def measures(monkeypatch):
    taken = Measures()
    for module in (indexing, measuring, notifying):
        monkeypatch.setattr(module, "measure", taken)
    return taken


@pytest.fixture
def index(monkeypatch):
    """An empty index in memory."""
    monkeypatch.setenv("PADAN_SEARCH_ENGINE", "embedded")
    monkeypatch.setenv("PADAN_SEARCH_FOLDER", "")
    settings.forget()
    engine.close()
    yield
    engine.close()
    settings.forget()


def _image(content, version=1):
    built = msgspec.to_builtins(content)
    return {"pk": {"S": built["id"]}, "version": {"N": str(version)}, "vacancy": to_wire(built)}


def _event(*ages):
    content = indexed_vacancy(1, expires_at=NOW.replace(year=2999))
    event = stream_event("vacancies", [(None, _image(content, version)) for version, _ in enumerate(ages, start=1)])
    for record, age in zip(event["Records"], ages, strict=True):
        if age is not None:
            record["dynamodb"]["ApproximateCreationDateTime"] = SYSTEM_CLOCK.now().timestamp() - age
    return event


@pytest.mark.usefixtures("index")
def test_a_batch_is_as_late_as_its_oldest_change(measures):
    indexing.index_vacancies(_event(3, _AGE, 1), CONTEXT)
    ((lag, dimensions),) = measures.of("IndexLag")
    assert _AGE <= lag < _AGE + 60
    assert dimensions == {"kind": "vacancy"}
    assert measures.of("Indexed") == [(3, {"kind": "vacancy"})]


@pytest.mark.usefixtures("index")
def test_clocks_apart_give_no_negative_lag(measures):
    indexing.index_vacancies(_event(-90), CONTEXT)
    assert measures.of("IndexLag") == [(0.0, {"kind": "vacancy"})]


@pytest.mark.usefixtures("index")
def test_changes_without_a_moment_have_no_lag(measures):
    indexing.index_vacancies(_event(None, None), CONTEXT)
    assert measures.of("IndexLag") == []


def test_steps_after_a_failure_are_counted_when_they_come_again(measures, monkeypatch):
    monkeypatch.setattr(feed_capability, "record", lambda entries: None, raising=False)
    first, last = (_image(vacancy(State.DRAFT, id=f"vac_{number}")) for number in (1, 2))
    event = stream_event("vacancies", [(None, first), (None, {"pk": {"S": "vac_x"}}), (None, last)])
    assert feed.record(event, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "1001"}]}
    assert measures.of("VacancyStep") == [(1, {"channel": "direct", "state": "draft"})]


def _outbox(topic):
    event = {"id": "evt_1", "topic": topic, "subject": "per_1", "correlation_id": "c", "at": "2026-05-04T03:00:00Z"}
    return {"pk": {"S": "evt_1"}, "event": to_wire({**event, "details": {}})}


def test_every_event_is_counted_once_it_was_relayed(measures, monkeypatch):
    relayed = []
    monkeypatch.setattr(notifications, "relay", relayed.append, raising=False)
    notifying.relay_events(
        stream_event("outbox", [(None, _outbox("person_registered")), (_outbox("welcome"), None)]), CONTEXT
    )
    assert measures.taken == [("Happened", 1, "Count", {"topic": "person_registered"})]
    assert [event.topic for event in relayed] == ["person_registered"]


def test_an_event_that_was_not_relayed_is_not_counted(measures, monkeypatch):
    def refuse(event):
        raise OSError(event.id)

    monkeypatch.setattr(notifications, "relay", refuse, raising=False)
    answer = notifying.relay_events(stream_event("outbox", [(None, _outbox("welcome"))]), CONTEXT)
    assert answer["batchItemFailures"]
    assert measures.taken == []


@pytest.mark.parametrize(
    ("hits", "relaxed", "outcome"), [((), (), "nothing"), ((None,), (), "found"), ((None,), (True,), "loosened")]
)
def test_a_search_is_told_by_what_it_brought(hits, relaxed, outcome):
    step = Relaxation(criterion="region", before=("32.73",), after=("32",), added=1)
    answer = SearchAnswer(total=0, hits=hits, relaxed=tuple(step for _ in relaxed))
    assert searching._outcome(answer) == outcome
