"""Limits at the edge: who is counted, what they are told, and what happens when nothing can be counted."""

import functools
import re

import pytest
from botocore.exceptions import EndpointConnectionError

from chalicelib import settings
from chalicelib.limits import asking
from chalicelib.limits.limiter import Limiter
from chalicelib.limits.model import Caller, RouteClass
from chalicelib.limits.policy import limit_of
from chalicelib.waiting import duration
from functions import limiting
from functions.http import ENDPOINTS
from functions.openapi import document as documented
from functions.route_classes import CLASSES, class_of
from tests.functions.api import Api
from tests.limits.counting import Counted
from tests.measures import Measures

POLICY = re.compile(r'"([a-z_]+-[a-z]+)";q=(\d+);w=(\d+)')
MOMENT = 1_800_000_001.0
STANDING = re.compile(r'"([a-z_]+-[a-z]+)";r=(\d+);t=(\d+)')


class AtOneMoment(Limiter):
    """A limiter whose slice never ends: what a lease left when it did would be lost, and the figures with it."""

    def ask(self, limit, subject, moment):
        return super().ask(limit, subject, MOMENT)


@pytest.fixture
def counted(monkeypatch):
    """Everything is limited, and counted where the test sees it."""
    store = Counted()
    monkeypatch.setenv("PADAN_LIMITING", "true")
    settings.forget()
    own = AtOneMoment(store.take)
    monkeypatch.setattr(asking, "limiter", lambda: own)
    yield store
    monkeypatch.undo()
    settings.forget()


def asked(times, method="GET", path="/v1/reference", **headers):
    return [Api()(method, path, **headers) for _ in range(times)]


def test_an_answer_tells_the_limit_and_what_is_left(counted):
    first, second = asked(2)
    limit = limit_of(RouteClass.READ, Caller.ADDRESS)
    assert POLICY.fullmatch(first.headers["ratelimit-policy"]).groups() == ("read-address", str(limit.most), "60")
    name, left, seconds = STANDING.fullmatch(first.headers["ratelimit"]).groups()
    assert (name, int(left)) == ("read-address", limit.most - 1)
    assert 1 <= int(seconds) <= limit.slice
    assert int(STANDING.fullmatch(second.headers["ratelimit"])[2]) == limit.most - 2


def test_who_asks_too_often_is_told_when_to_come_back(counted, monkeypatch):
    taken = Measures()
    monkeypatch.setattr(limiting, "measure", taken)
    limit = limit_of(RouteClass.BULK, Caller.ADDRESS)
    answers = asked(limit.most + 1, path="/v1/uploads/template.xlsx", accept="*/*")
    assert {answer.status for answer in answers[:-1]} == {200}
    refused = answers[-1]
    assert refused.status == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.body["type"].endswith("/too-many-requests")
    wait = duration(int(refused.headers["retry-after"])).id
    assert refused.body["detail"] == (
        f"Terlalu banyak permintaan: paling banyak {limit.most} dalam 1 menit. Coba lagi dalam {wait}."
    )
    assert 1 <= int(refused.headers["retry-after"]) <= 70
    assert STANDING.fullmatch(refused.headers["ratelimit"])[2] == "0"
    assert taken.of("Limited") == [(1, {"limit": "bulk-address"})]


def test_a_refusal_for_another_reason_is_counted_and_told_as_well(counted):
    (answer,) = asked(1, path="/v1/reference/nothing-like-it")
    assert answer.status == 404
    assert STANDING.fullmatch(answer.headers["ratelimit"])


def test_who_does_not_prove_who_they_are_is_refused_before_anything_is_counted(counted):
    answer = Api()("GET", "/v1/people/me")
    assert answer.status == 401
    assert counted.writes == 0


def test_health_and_versions_are_not_limited(counted):
    (answer,) = asked(1, path="/v1/version")
    assert answer.status == 200
    assert "ratelimit" not in answer.headers
    assert counted.writes == 0


@pytest.mark.parametrize(
    ("chain", "same"),
    [
        ("203.0.113.7, 198.51.100.1", True),
        ("203.0.113.8, 198.51.100.1", False),
        ("10.9.9.9, 203.0.113.7, 198.51.100.1", True),
    ],
)
def test_addresses_are_told_apart_by_what_callers_cannot_write(counted, chain, same):
    asked(1, **{"x-forwarded-for": "203.0.113.7, 198.51.100.1"})
    asked(1, **{"x-forwarded-for": chain})
    assert (len(counted.windows) == 1) == same


def test_readings_go_on_uncounted_when_the_table_is_down(counted, monkeypatch):
    from chalicelib.limits import limiter as module

    taken = Measures()
    monkeypatch.setattr(module, "measure", taken)
    counted.failing = EndpointConnectionError(endpoint_url="http://127.0.0.1:1")
    (answer,) = asked(1)
    assert answer.status == 200
    assert POLICY.fullmatch(answer.headers["ratelimit-policy"])
    assert "ratelimit" not in answer.headers
    assert taken.of("LimiterFailed") == [(1, {})]


def test_writings_wait_when_the_table_is_down(counted):
    counted.failing = EndpointConnectionError(endpoint_url="http://127.0.0.1:1")
    answer = Api()("POST", "/v1/sessions", {"contact": "siti@contoh.example", "password": "x"})
    assert answer.status == 503
    assert int(answer.headers["retry-after"]) >= 1


def test_the_interface_counts_in_the_table_and_may_do_so(caller, monkeypatch):
    """Without a stand-in, under the function's own policy."""
    from chalicelib.limits.table import RateItem

    monkeypatch.setenv("PADAN_LIMITING", "true")
    settings.forget()
    asking.forget()
    try:
        answers = [caller.send("GET", "/v1/reference") for _ in range(2)]
    finally:
        monkeypatch.setenv("PADAN_LIMITING", "false")
        settings.forget()
        asking.forget()
    limit = limit_of(RouteClass.READ, Caller.ADDRESS)
    left = [int(STANDING.fullmatch(answer.headers["ratelimit"])[2]) for answer in answers]
    assert left == [limit.most - 1, limit.most - 2]
    (stored,) = RateItem.scan()
    assert int(stored.room) == limit.most - limit.most // 64
    assert stored.pk.startswith("read-address#")


def test_nothing_is_counted_where_nothing_is_limited():
    settings.forget()
    (answer,) = asked(1)
    assert "ratelimit" not in answer.headers
    assert "ratelimit-policy" not in answer.headers


@functools.cache
def document():
    return documented()


@pytest.mark.parametrize("entry", ENDPOINTS, ids=lambda entry: f"{entry.method} {entry.path}")
def test_the_description_says_which_answers_tell_where_one_stands(entry):
    described = document()["paths"][entry.path][entry.method.lower()]["responses"][str(entry.status)]
    told = {"RateLimit", "RateLimit-Policy"} <= set(described.get("headers", {}))
    assert told == (class_of(entry.method, entry.path) is not RouteClass.FREE)


def test_every_named_class_is_of_an_operation_that_exists():
    known = {(entry.method, entry.path) for entry in ENDPOINTS}
    assert set(CLASSES) <= known


@pytest.mark.parametrize("entry", ENDPOINTS, ids=lambda entry: f"{entry.method} {entry.path}")
def test_a_reading_is_never_counted_as_a_writing(entry):
    kind = class_of(entry.method, entry.path)
    if entry.method == "GET":
        assert kind not in (RouteClass.WRITE, RouteClass.PUSH, RouteClass.SIGN_IN)
    else:
        assert kind is not RouteClass.READ


def test_what_costs_most_has_a_class_of_its_own():
    from infra_cdk.interface.throttles import THROTTLES

    for throttle in THROTTLES:
        assert class_of(throttle.method, throttle.path) not in (RouteClass.READ, RouteClass.FREE), throttle.path
