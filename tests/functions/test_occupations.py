"""The occupation code of a job title over the interface."""

import pytest

from chalicelib.reference.coding_versions import coding_version
from functions import occupation_views
from tests.functions.api import Api

PATH = "/v1/occupations/code"


@pytest.fixture
def api():
    return Api()


def test_a_title_gives_likely_groups_with_reasons(api):
    reply = api("GET", f"{PATH}?title=Kasir Minimarket")
    assert reply.status == 200, reply.text
    body, first = reply.body, reply.body["items"][0]
    assert (body["title"], body["version"], body["coded_with"]) == ("Kasir Minimarket", "2014", coding_version())
    assert (first["code"], first["known"]) == ("5230", "kasir minimarket")
    assert 0.5 <= first["confidence"] <= 1
    assert first["nearest"]
    likely = [item["confidence"] for item in body["items"]]
    assert likely == sorted(likely, reverse=True)
    assert sum(likely) <= 1.01


@pytest.mark.parametrize(("asked", "first"), [("", "id"), ("&lang=id", "id"), ("&lang=en", "en")])
def test_labels_begin_with_the_language_that_is_asked_for(api, asked, first):
    reply = api("GET", f"{PATH}?title=kasir{asked}")
    assert reply.body["items"][0]["labels"][0]["language"] == first
    assert reply.headers["content-language"] == first


def test_the_language_of_the_request_is_heard(api):
    reply = api("GET", f"{PATH}?title=kasir", accept_language="en")
    assert reply.body["items"][0]["labels"][0]["language"] == "en"


@pytest.mark.parametrize("top", [1, 3, 6])
def test_as_many_groups_are_given_as_are_asked_for(api, top):
    assert len(api("GET", f"{PATH}?title=operator&top={top}").body["items"]) == top


def test_without_a_number_there_are_the_usual_ones(api):
    assert len(api("GET", f"{PATH}?title=operator").body["items"]) == occupation_views.USUAL_CODES


def test_a_title_that_is_like_nothing_has_no_group(api):
    reply = api("GET", f"{PATH}?title=蓝色")
    assert (reply.status, reply.body["items"]) == (200, [])


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("", "title"),
        ("title=", "title"),
        ("title= !", "title"),
        (f"title={'a' * 201}", "title"),
        ("title=kasir&top=0", "top"),
        ("title=kasir&top=11", "top"),
        ("title=kasir&top=banyak", "top"),
        ("title=kasir&lang=jv", "lang"),
        ("title=kasir&code=5230", "code"),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_bad_input_names_the_parameter(api, query, pointer, language):
    reply = api("GET", f"{PATH}?{query}", accept_language=language)
    assert reply.status == 400, reply.text
    assert [error["pointer"].strip("/") for error in reply.body["errors"]] == [pointer]
    assert all(error["detail"] for error in reply.body["errors"])


def test_a_copy_that_is_current_is_not_sent_again(api):
    first = api("GET", f"{PATH}?title=kasir")
    tag = first.headers["etag"]
    again = api("GET", f"{PATH}?title=kasir", if_none_match=tag)
    assert again.status == 304
    assert not again.text
    assert "max-age" in again.headers["cache-control"]


@pytest.mark.parametrize("other", ["title=guru", "title=kasir&top=1", "title=kasir&lang=en"])
def test_another_question_has_another_tag(api, other):
    tag = api("GET", f"{PATH}?title=kasir").headers["etag"]
    assert api("GET", f"{PATH}?{other}", if_none_match=tag).status == 200


def test_other_tables_have_another_tag(api, monkeypatch):
    tag = api("GET", f"{PATH}?title=kasir").headers["etag"]
    monkeypatch.setattr(occupation_views, "coding_version", lambda: "job_titles=99")
    reply = api("GET", f"{PATH}?title=kasir", if_none_match=tag)
    assert (reply.status, reply.body["coded_with"]) == (200, "job_titles=99")
