"""No operation reads a body without end; those that take credentials read little."""

import pytest

from functions.http import ENDPOINTS, LARGEST_BODY
from functions.searching import LARGEST_SEARCH
from functions.sessions import LARGEST_CREDENTIALS
from tests.functions.api import Api

SPACE = b" "


@pytest.mark.parametrize("path", ["/v1/sessions", "/v1/sessions/codes", "/v1/sessions/refresh"])
def test_credentials_are_small(path):
    reply = Api()("POST", path, SPACE * (LARGEST_CREDENTIALS + 1))
    assert reply.status == 413
    assert reply.body["type"].endswith("/too-large")
    assert "16384" in reply.body["detail"]


@pytest.mark.parametrize("path", ["/v1/sessions", "/v1/sessions/codes", "/v1/sessions/refresh"])
def test_up_to_the_limit_it_is_read(path):
    reply = Api()("POST", path, b"{}" + SPACE * (LARGEST_CREDENTIALS - 2))
    assert reply.status == 400


def test_any_body_has_a_limit_before_anybody_asks_who_calls():
    reply = Api()("POST", "/v1/vacancies", SPACE * (LARGEST_BODY + 1))
    assert reply.status == 413
    assert Api()("POST", "/v1/vacancies", SPACE * LARGEST_BODY).status == 401


def test_every_operation_states_a_limit_that_a_function_can_be_handed():
    assert {entry.largest_body for entry in ENDPOINTS} == {LARGEST_BODY, LARGEST_CREDENTIALS, LARGEST_SEARCH}
    assert LARGEST_BODY < 6_000_000
