"""Workers wait for an index that is away: as long as the invocation lasts, and never into its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Unavailable
from functions.outages import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, RESERVED_SECONDS, left_of, outlasting
from infra_cdk.functions.specs import FUNCTIONS
from local.http.context import LambdaContext
from search.opensearch.connection import CONNECT_SECONDS, DEADLINE_SECONDS, READ_SECONDS
from search.port import IndexUnavailable

KEEPERS = ("index_vacancies", "index_people", "index_searches", "match_searches")
AWAY = IndexUnavailable("nobody answers")


class Invocation:
    """An invocation of ``seconds``, and an index that is away for so many of them."""

    def __init__(self, seconds: float, away: float, each: float = 0.1, error: Exception = AWAY) -> None:
        self.seconds, self.away, self.each, self.error = seconds, away, each, error
        self.gone, self.tries, self.pauses = 0.0, 0, []

    def work(self) -> str:
        self.tries += 1
        self.gone += self.each
        if self.gone <= self.away:
            raise self.error
        return "done"

    def left(self) -> float:
        return self.seconds - self.gone

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.gone += seconds

    def run(self) -> str:
        return outlasting(self.work, self.left, self.pause)


def test_an_index_that_answers_is_asked_once():
    at_once = Invocation(60, away=0)
    assert (at_once.run(), at_once.tries, at_once.pauses) == ("done", 1, [])


@pytest.mark.parametrize("error", [AWAY, Unavailable()])
def test_an_outage_that_ends_within_the_invocation_is_outlasted(error):
    within = Invocation(60, away=20, error=error)
    assert within.run() == "done"
    assert within.pauses[:5] == [0.5, 1.0, 2.0, 4.0, 5.0]
    assert set(within.pauses[4:]) == {LONGEST_PAUSE_SECONDS}


def test_an_outage_that_does_not_is_told():
    beyond = Invocation(60, away=3_600)
    with pytest.raises(IndexUnavailable):
        beyond.run()
    assert 60 - RESERVED_SECONDS - LONGEST_PAUSE_SECONDS - 1 < beyond.gone < 60 - RESERVED_SECONDS + 1


@given(st.floats(0, 900), st.floats(0, 1_000), st.floats(0.01, 25))
def test_it_never_waits_into_the_end_of_the_invocation(seconds, away, each):
    invocation = Invocation(seconds, away, each)
    try:
        invocation.run()
    except IndexUnavailable:
        assert invocation.left() < LONGEST_PAUSE_SECONDS + RESERVED_SECONDS
    # A try that was begun after a pause had all the time that a try may take.
    if invocation.pauses:
        assert invocation.left() >= RESERVED_SECONDS - each - 1e-6


@pytest.mark.parametrize("error", [ValueError("a record"), KeyError("x"), RuntimeError("ours")])
def test_any_other_failure_is_not_waited_for(error):
    def work():
        raise error

    with pytest.raises(type(error)):
        outlasting(work, lambda: 900.0, lambda _: pytest.fail("it waited"))


def test_what_is_reserved_is_what_a_try_takes():
    assert RESERVED_SECONDS >= DEADLINE_SECONDS + CONNECT_SECONDS + READ_SECONDS
    assert FIRST_PAUSE_SECONDS < LONGEST_PAUSE_SECONDS


@pytest.mark.parametrize("name", KEEPERS)
def test_the_workers_have_time_to_wait(name):
    """Otherwise waiting is written and never happens."""
    (keeper,) = (function for function in FUNCTIONS if function.name == name)
    assert keeper.timeout >= 2 * RESERVED_SECONDS


def test_what_is_left_is_asked_anew_each_time():
    class Event:
        context = LambdaContext("index", 60)

    left = left_of(Event())
    first = left()
    assert 59 < first <= 60
    assert left() <= first
