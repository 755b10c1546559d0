"""The log stands beside the answer: it never waits, never fails it, and what it loses is bounded and counted."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import SYSTEM_CLOCK, day_of
from chalicelib.learning import deciding, dictionary, noting, recording, table
from chalicelib.learning.model import Heard, TextKind
from chalicelib.learning.recording import Recorder
from chalicelib.texts import Language
from infra_cdk.functions.specs import API
from search.answer import SearchAnswer
from search.request import SearchRequest
from tests.function_policies import as_function
from tests.learning.samples import choice, search
from tests.measures import Measures

REQUEST, ANSWER = SearchRequest(words="kasir", now=1), SearchAnswer(total=1, hits=())


def log(**changes):
    return noting.answered(
        changes.pop("request", REQUEST), ANSWER, language=Language.INDONESIAN, milliseconds=5, **changes
    )


@pytest.fixture
def measures(monkeypatch):
    taken = Measures()
    for module in (recording, noting):
        monkeypatch.setattr(module, "measure", taken)
    return taken


@given(st.integers(1, 30), st.integers(0, 60))
def test_so_many_wait_and_the_rest_is_lost(most, number):
    recorder, done = Recorder(most, apart=False), []
    taken = [recorder.hand_over(lambda each=each: done.append(each)) for each in range(number)]
    assert taken == [each < most for each in range(number)]
    assert recorder.drain() == min(most, number)
    assert done == list(range(min(most, number)))
    assert recorder.drain() == 0


def test_what_is_lost_is_counted(measures):
    recorder = Recorder(1, apart=False)
    assert recorder.hand_over(lambda: None)
    assert not recorder.hand_over(lambda: None)
    assert measures.taken == [("SearchLogLost", 1, "Count", {"reason": "full"})]
    recorder.drain()
    assert measures.taken[1:] == [("SearchLogged", 1, "Count", {})]


def test_work_that_fails_is_counted_and_stops_nothing(measures, caplog):
    recorder, done = Recorder(apart=False), []

    def fails():
        raise RuntimeError("ratna@contoh.example")

    for work in (fails, lambda: done.append(1)):
        recorder.hand_over(work)
    recorder.drain()
    assert done == [1]
    assert [(name, dimensions) for name, _, _, dimensions in measures.taken] == [
        ("SearchLogLost", {"reason": "store"}),
        ("SearchLogged", {}),
    ]
    assert "contoh.example" not in caplog.text


def test_whoever_hands_over_does_not_wait_for_the_work():
    recorder, let_go = Recorder(2), threading.Event()
    began = threading.Event()

    def slow():
        began.set()
        assert let_go.wait(20)

    assert recorder.hand_over(slow)
    assert began.wait(20)
    assert [recorder.hand_over(lambda: None) for _ in range(3)] == [True, True, False]
    let_go.set()
    recorder.settle()


def test_one_thread_does_all(monkeypatch):
    recorder, threads = Recorder(), set()
    for _ in range(50):
        recorder.hand_over(lambda: threads.add(threading.current_thread().name))
    recorder.settle()
    assert threads == {"search-log"}


def test_nothing_is_logged_unless_it_is_switched_on(monkeypatch):
    handed = []
    monkeypatch.setattr(recording.RECORDER, "hand_over", handed.append)
    assert log() is None
    assert handed == []


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
def test_later_pages_are_not_searches_of_their_own(monkeypatch):
    handed = []
    monkeypatch.setattr(recording.RECORDER, "hand_over", handed.append)
    assert log(request=SearchRequest(words="kasir", now=1, cursor="x")) is None
    assert handed == []


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
def test_none_is_logged_of_a_share_of_nought(monkeypatch):
    from chalicelib import settings

    handed = []
    monkeypatch.setattr(recording.RECORDER, "hand_over", handed.append)
    monkeypatch.setenv("PADAN_LEARNING_SHARE", "0")
    settings.forget()
    assert log() is not None
    assert handed == []


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
def test_a_log_that_cannot_describe_fails_no_search(monkeypatch, measures):
    def broken(*_, **__):
        raise ValueError("of Ratna")

    monkeypatch.setattr(noting, "event_of", broken)
    assert log() is None
    assert measures.taken == [("SearchLogLost", 1, "Count", {"reason": "description"})]


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
def test_a_table_that_does_not_answer_fails_no_search(monkeypatch, measures):
    def away(*_):
        raise ConnectionError

    monkeypatch.setattr(table, "keep_search", away)
    assert log() is not None
    recording.RECORDER.settle()
    assert ("SearchLogLost", 1, "Count", {"reason": "store"}) in measures.taken


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
def test_an_event_is_kept_for_180_days():
    log()
    recording.RECORDER.settle()
    today = day_of(SYSTEM_CLOCK.now())
    (item,) = table.events_of(today)
    assert item.search is not None
    assert item.search.found == 1
    days = (item.expires - SYSTEM_CLOCK.now().timestamp()) / 86_400
    assert 178 < days < 181


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
def test_what_is_written_apart_from_the_answer_is_what_the_interface_may():
    """The thread is no part of the request that a policy is held to elsewhere: here the same work is."""
    recorder = Recorder(apart=False)
    day, heard = day_of(SYSTEM_CLOCK.now()), Heard(key="k", kind=TextKind.WORDS, text="wekwek")
    recorder.hand_over(lambda: table.keep_search(day, "s", search("k")))
    recorder.hand_over(lambda: table.keep_choice(day, "c", choice("k")))
    for mark in ("m1", "m2", "m2"):
        recorder.hand_over(lambda mark=mark: known.append(table.hear(heard, mark, lambda marks: len(marks) > 1, day)))
    known: list[bool] = []
    assert as_function(API, recorder.drain) == 5
    assert known == [False, True, True]
    as_function(API, deciding.overlay)


@pytest.mark.emulator
@pytest.mark.usefixtures("learning")
@pytest.mark.parametrize(("found_before", "counts"), [(0, True), (1, False), (40, False)])
def test_only_a_search_in_vain_is_worded_otherwise(monkeypatch, found_before, counts):
    handed = []
    monkeypatch.setattr(recording.RECORDER, "hand_over", handed.append)
    asked = SearchRequest(words="wekwek", now=1)
    before = SearchAnswer(total=found_before, hits=(), understood=dictionary.recogniser().read("wekwek").reading())
    told = noting.answered(asked, before, language=Language.INDONESIAN, milliseconds=5)
    after = SearchAnswer(total=9, hits=(), understood=dictionary.recogniser().read("kasir").reading())
    noting.answered(REQUEST, after, language=Language.INDONESIAN, milliseconds=5, earlier=noting.ticket(told))
    assert len(handed) == (3 if counts else 2)
