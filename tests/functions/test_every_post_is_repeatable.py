"""A client that got no answer may send again: a POST takes an Idempotency-Key, or it stands here why it needs none."""

import inspect

import pytest

import app
from functions.http import ENDPOINTS
from functions.openapi import document

READS = "it changes nothing"
BY_ITS_LINK = "the token of the link names the one thing that is done, and doing it again changes nothing"
CREDENTIALS = "what it answers opens an account and is kept nowhere; attempts are counted, and asking anew is harmless"
VERSIONED = "If-Match names the version that is answered: repeated it is stale (412) and changes nothing"
QUEUED_AGAIN = "it asks for a check that may be asked for often and gives the same outcome"
TOLD_ONCE = "the code is told this once and kept as a hash; a new one takes its place"
REPLACES = "a new secret takes the place of one that was not confirmed yet"

WITHOUT: dict[str, str] = {
    "searching_search_at_length": READS,
    "saved_searches_stop": BY_ITS_LINK,
    "upkeep_renew_by_link": BY_ITS_LINK,
    "sessions_sign_in": CREDENTIALS,
    "sessions_request_code": CREDENTIALS,
    "sessions_refresh": CREDENTIALS,
    "passwords_begin_factor": REPLACES,
    "officers_hand_out_code": TOLD_ONCE,
    "rights_answer": VERSIONED,
    "documents_complete": QUEUED_AGAIN,
}
"""POST operations that take no key, each with the reason."""

PATCH_WITHOUT_VERSION: dict[str, str] = {}


def of(method):
    assert app.app.routes, "whatever is declared has been imported"
    return [declared for declared in ENDPOINTS if declared.method == method]


def source(declared):
    return inspect.getsource(declared.handler)


@pytest.mark.parametrize("declared", of("POST"), ids=lambda each: each.name)
def test_a_post_takes_a_key_or_says_why_not(declared):
    takes = "idempotency_key(" in source(declared)
    assert takes is not (declared.name in WITHOUT), "take call.idempotency_key(…), or give the reason here"


def test_no_reason_is_of_an_operation_that_is_gone():
    assert set(WITHOUT) <= {declared.name for declared in of("POST")}
    assert set(PATCH_WITHOUT_VERSION) <= {declared.name for declared in of("PATCH")}
    assert all(len(reason.split()) >= 3 for reason in {*WITHOUT.values(), *PATCH_WITHOUT_VERSION.values()})


@pytest.mark.parametrize("name", sorted(name for name, why in WITHOUT.items() if why is VERSIONED))
def test_what_is_guarded_by_its_version_demands_it(name):
    (declared,) = [each for each in ENDPOINTS if each.name == name]
    assert "expected_version()" in source(declared)


@pytest.mark.parametrize("declared", of("PATCH"), ids=lambda each: each.name)
def test_a_patch_demands_the_version_that_it_changes(declared):
    if declared.name not in PATCH_WITHOUT_VERSION:
        assert "expected_version()" in source(declared), "a repetition has to be stale, not a second change"


@pytest.mark.parametrize("declared", of("DELETE"), ids=lambda each: each.name)
def test_a_delete_adds_nothing(declared):
    """What is gone is gone: DELETE is idempotent by RFC 9110 (9.2.2). None creates, and so none answers 201 or 202."""
    assert declared.status in (200, 204)


def test_the_description_tells_of_the_key_where_it_is_taken():
    paths = document()["paths"]
    for declared in of("POST"):
        told = [each.get("name") for each in paths[declared.path]["post"].get("parameters", [])]
        assert ("Idempotency-Key" in told) is (declared.name not in WITHOUT), declared.name
