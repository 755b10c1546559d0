"""The whole interface over an index in trouble: no 5xx before the last step, and it comes back by itself."""

import pytest

from chalicelib.finding import ladder as steps
from chalicelib.finding import usecases
from functions import searching
from search import engine
from search.port import IndexUnavailable
from tests.measures import Measures


@pytest.fixture
def index(api, monkeypatch):
    """The index of these tests, without memory of earlier trouble, in a time of its own."""
    clock = Clock()
    monkeypatch.setattr(usecases, "_clock", clock)
    usecases._of_era.cache_clear()
    found = Index(engine.vacancy_index(), clock)
    yield found
    found.up()
    usecases._of_era.cache_clear()


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


class Index:
    """Breaks and mends the index."""

    def __init__(self, real, clock):
        self._real, self.clock = real, clock

    def down(self):
        def refuse(*_, **__):
            raise IndexUnavailable("nobody answers")

        for name in ("search", "counts", "employers"):
            setattr(self._real, name, refuse)

    def up(self):
        for name in ("search", "counts", "employers"):
            vars(self._real).pop(name, None)

    def slow(self, seconds):
        usual = type(self._real).search

        def search(plan):
            self.clock.now += seconds
            return usual(self._real, plan)

        self._real.search = search


SEARCH = "/v1/vacancies?q=kasir&facets=region"


def test_a_search_that_was_made_before_is_answered_while_the_index_is_down(api, index):
    before = api("GET", SEARCH).body
    assert before["degraded"] == []
    index.down()
    answer = api("GET", SEARCH)
    assert answer.status == 200
    assert set(answer.body["degraded"]) == {"answer_stale", "facets_stale"}
    assert answer.body["items"] == before["items"]
    assert answer.body["facets"] == before["facets"]


def test_another_search_is_told_to_come_back(api, index):
    index.down()
    answer = api("GET", "/v1/vacancies?q=programmer")
    assert answer.status == 503
    assert answer.body["type"].endswith("/unavailable")
    assert int(answer.headers["retry-after"]) > 0


def test_suggestions_of_a_moment_ago_are_given_again(api, index):
    before = api("GET", "/v1/suggestions?q=kas").body
    assert before["items"]
    index.down()
    assert api("GET", "/v1/suggestions?q=kas").body == before
    assert api("GET", "/v1/suggestions?q=prog").status == 503


def test_suggestions_that_do_not_wait_are_no_verdict_on_the_index(api, index):
    index.down()
    for typed in ("a", "ka", "kas", "kasi", "kasir", "prog"):
        api("GET", f"/v1/suggestions?q={typed}")
    index.up()
    assert api("GET", SEARCH).body["degraded"] == []


def test_it_comes_back_by_itself(api, index):
    api("GET", SEARCH)
    index.down()
    for _ in range(3):
        api("GET", SEARCH)
    index.up()
    assert "answer_stale" in api("GET", SEARCH).body["degraded"], "it is left alone for a moment"
    index.clock.now += steps.FIRST_PAUSE_SECONDS
    assert "answer_stale" not in api("GET", SEARCH).body["degraded"]
    index.clock.now += 4 * steps.CALM_SECONDS
    assert api("GET", SEARCH).body["degraded"] == []


def test_a_slow_index_is_asked_for_less_and_no_search_fails(api, index):
    index.slow(steps.SLOW_SECONDS + 0.5)
    found = [api("GET", f"{SEARCH}&limit=20") for _ in range(12)]
    assert {answer.status for answer in found} == {200}
    assert found[0].body["degraded"] == []
    assert "loosening_left_out" in found[-1].body["degraded"]
    assert [item["id"] for item in found[0].body["items"]] == [item["id"] for item in found[-1].body["items"]]


def test_a_degraded_search_is_not_taken_for_what_people_search_for(api, index, monkeypatch):
    taken = Measures()
    monkeypatch.setattr(searching, "measure", taken)
    heard = []
    monkeypatch.setattr(searching.learning, "answered", lambda *given, **_: heard.append(given), raising=False)
    api("GET", SEARCH)
    assert (len(heard), len(taken.of("Searched"))) == (1, 1)
    index.down()
    api("GET", SEARCH)
    assert (len(heard), len(taken.of("Searched"))) == (1, 1)
