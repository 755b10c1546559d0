"""Declaring an operation: its audience is asked for at once, its types when somebody needs them."""

import pytest
from chalice.app import Blueprint

from functions import http, matching
from functions.calls import Answer, Call
from functions.http import ENDPOINTS, endpoint
from security.principal import Audience

__all__ = ["Answer", "Call"]
"""Named by annotations in strings."""


@pytest.fixture
def declared(monkeypatch):
    """The operations that a test declares, apart from those of the app."""
    found = []
    monkeypatch.setattr(http, "ENDPOINTS", found)
    return found


def test_a_route_without_an_audience_is_refused_when_it_is_declared(declared):
    with pytest.raises(TypeError, match="GET /v1/contoh states no audience"):
        endpoint(Blueprint("contoh"), "GET", "/v1/contoh", audience=[])
    assert declared == []


def test_types_are_resolved_when_they_are_asked_for(declared):
    def show(call, query):
        """Show something."""

    show.__annotations__ = {"call": "Call", "query": "Later", "return": "Answer[Later]"}
    endpoint(Blueprint("contoh"), "GET", "/v1/contoh", audience=[Audience.PUBLIC])(show)
    with pytest.raises(NameError, match="Later"):
        _ = declared[0].query
    globals()["Later"] = int
    try:
        assert (declared[0].query, declared[0].body, declared[0].answer) == (int, None, int)
    finally:
        del globals()["Later"]


def test_types_named_for_type_checkers_alone_are_found():
    recommendations = next(entry for entry in ENDPOINTS if entry.handler is matching.recommendations)
    assert "RecommendedVacancies" not in vars(matching)
    assert recommendations.answer.__name__ == "RecommendedVacancies"
    assert recommendations.answer is recommendations.answer
