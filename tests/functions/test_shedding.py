"""A queue that stands is shortened from its cheap end; a burst that passes, health and confirmations are let be."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import settings
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import Overloaded
from chalicelib.limits import asking
from chalicelib.limits.limiter import Limiter
from chalicelib.limits.model import RouteClass
from functions import shedding
from functions.http import ENDPOINTS
from functions.route_classes import class_of
from functions.shedding import IMPLAUSIBLE_SECONDS, INTERVAL_SECONDS, PATIENCE, TARGET_SECONDS, Shedder, places
from tests.functions.api import Api
from tests.limits.counting import Counted
from tests.measures import Measures

START = 1_000.0
NEVER = (RouteClass.FREE, RouteClass.VITAL)
STEP = INTERVAL_SECONDS / 5


def standing(waited, shedder=None, until=START):
    """A shedder before whose process every request has waited so long for two intervals, and the moment."""
    shedder = shedder or Shedder()
    for _ in range(11):
        shedder.stands(waited, until)
        until += STEP
    return shedder, until


def test_a_queue_that_is_never_short_stands():
    shedder, moment = standing(TARGET_SECONDS * 2)
    assert shedder.stands(TARGET_SECONDS * 2, moment)


def test_a_burst_that_passes_does_not():
    shedder, moment = Shedder(), START
    for _ in range(40):
        assert not shedder.stands(3.0, moment)
        assert not shedder.stands(0.01, moment)
        moment += STEP


def test_one_request_that_did_not_wait_ends_it():
    shedder, moment = standing(0.8)
    assert shedder.sheds(RouteClass.SEARCH, 0.8, moment)
    assert not shedder.stands(0.0, moment)
    assert not shedder.sheds(RouteClass.SEARCH, 0.8, moment)


def test_a_pause_ends_it_too():
    shedder, moment = standing(0.8)
    assert not shedder.stands(0.8, moment + 3 * INTERVAL_SECONDS)


@pytest.mark.parametrize(
    ("waited", "shed"),
    [
        (0.05, set()),
        (0.2, {"suggest"}),
        (0.7, {"suggest", "search", "bulk"}),
        (1.2, {"suggest", "search", "bulk", "read"}),
        (2.0, {"suggest", "search", "bulk", "read", "push"}),
        (4.5, {"suggest", "search", "bulk", "read", "push", "sign_in", "write"}),
    ],
)
def test_the_cheapest_go_first(waited, shed):
    found = set()
    for kind in RouteClass:
        shedder, moment = standing(max(waited, 0.0))
        if shedder.sheds(kind, waited, moment):
            found.add(kind.value)
    assert found == shed


@given(st.lists(st.tuples(st.floats(0, 59), st.floats(0, 2)), max_size=80))
def test_what_somebody_is_in_the_middle_of_is_never_shed(steps):
    shedder, moment = Shedder(), START
    for waited, gone in steps:
        moment += gone
        assert not any(shedder.sheds(kind, waited, moment) for kind in NEVER)


@given(st.lists(st.floats(0, TARGET_SECONDS), min_size=1, max_size=80))
def test_short_queues_lose_nothing(waits):
    shedder, moment = Shedder(), START
    for waited in waits:
        moment += STEP
        assert not any(shedder.sheds(kind, waited, moment) for kind in RouteClass)


def test_patience_follows_what_a_request_is_worth():
    order = [RouteClass.SUGGEST, RouteClass.SEARCH, RouteClass.READ, RouteClass.PUSH, RouteClass.WRITE]
    for less, more in itertools.pairwise(order):
        assert PATIENCE[less].standing < PATIENCE[more].standing
        assert PATIENCE[less].usual <= PATIENCE[more].usual
        assert PATIENCE[less].share <= PATIENCE[more].share
    assert set(PATIENCE) == set(RouteClass) - set(NEVER)
    for patience in PATIENCE.values():
        assert patience.standing < patience.usual < IMPLAUSIBLE_SECONDS


@pytest.mark.parametrize("waiting", [1, 4, 256])
def test_there_are_always_places_for_writings_when_readings_have_none(waiting):
    assert places(RouteClass.FREE, waiting) is places(RouteClass.VITAL, waiting) is None
    found = [places(kind, waiting) for kind in (RouteClass.SUGGEST, RouteClass.SEARCH, RouteClass.WRITE)]
    assert found == sorted(found)
    assert found[0] >= 1
    assert found[-1] == waiting


def test_a_simulated_overload_keeps_writings_short():
    """Twice as many requests as can be served: served first come, first served, one each hundredth of a second."""
    shedder = Shedder()
    kinds = [RouteClass.SUGGEST, RouteClass.SEARCH, RouteClass.SUGGEST, RouteClass.WRITE] * 1_500
    clock, served, waits, shed = START, 0, [], []
    for number, kind in enumerate(kinds):
        arrived = START + number * 0.005
        clock = max(clock, arrived)
        if shedder.sheds(kind, clock - arrived, clock):
            shed.append(kind)
            continue
        clock += 0.01
        served += 1
        if kind is RouteClass.WRITE:
            waits.append(clock - arrived)
    assert RouteClass.WRITE not in shed
    assert max(waits) < 1.2
    assert served / len(kinds) > 0.45
    assert shed.count(RouteClass.SUGGEST) > shed.count(RouteClass.SEARCH)


@pytest.fixture
def limiting(monkeypatch):
    """Shedding is on, and requests are counted in this process."""
    monkeypatch.setenv("PADAN_LIMITING", "true")
    settings.forget()
    own = Limiter(Counted().take)
    monkeypatch.setattr(asking, "limiter", lambda: own)
    yield
    monkeypatch.undo()
    settings.forget()


class Late(Api):
    """Requests that arrived some seconds ago."""

    waited = 7.0

    def _event(self, *given):
        event = super()._event(*given)
        event["requestContext"]["requestTimeEpoch"] = int((SYSTEM_CLOCK.now().timestamp() - self.waited) * 1000)
        return event


def test_a_suggestion_that_nobody_waits_for_is_refused(limiting, monkeypatch):
    taken = Measures()
    monkeypatch.setattr(shedding, "measure", taken)
    answer = Late()("GET", "/v1/suggestions?q=kasir")
    assert answer.status == 503
    assert answer.body["type"].endswith("/overloaded")
    assert 1 <= int(answer.headers["retry-after"]) <= 2
    assert taken.of("Shed") == [(1, {"kind": "suggest"})]


def test_health_is_answered_however_late(limiting):
    assert Late()("GET", "/v1/version").status == 200


def test_a_clock_that_is_wrong_sheds_nothing(limiting):
    late = Late()
    for waited in (-3_600.0, IMPLAUSIBLE_SECONDS + 60):
        late.waited = waited
        assert late("GET", "/v1/openapi.json").status == 200


def test_nothing_is_shed_where_nothing_is_limited():
    settings.forget()
    assert Late()("GET", "/v1/openapi.json").status == 200


@pytest.mark.parametrize("kind", PATIENCE)
def test_who_is_refused_is_told_when_to_come_back(kind):
    found = {shedding.shed(kind).retry_after for _ in range(60)}
    least = PATIENCE[kind].retry_after
    assert found <= set(range(least, 2 * least + 1))
    assert isinstance(shedding.shed(kind), Overloaded)
    assert len(found) > 1


def test_confirmations_and_rights_are_vital():
    vital = {entry.path for entry in ENDPOINTS if class_of(entry.method, entry.path) is RouteClass.VITAL}
    assert {"/v1/people/me/restriction", "/v1/people/me/objection", "/v1/people/me/consents/{purpose}"} <= vital
    assert {"/v1/people/me/verifications/{id}/confirm", "/v1/people/me/consents", "/v1/people/me"} <= vital
