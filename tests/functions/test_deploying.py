"""CloudFormation always gets one answer, which says what was done or why not."""

import json
import time

import pytest

from chalicelib.deploying import answering, indices, streams
from chalicelib.deploying.model import NotDone, ResourceRequest
from functions import deploying
from local.http.context import LambdaContext
from search.opensearch.preparing import LAYOUTS
from tests.platform_fixtures import forget, platform
from tests.search.opensearch.test_connection import server

__all__ = ["platform"]
MINUTE = 60.0


def asked(kind="Create", url="http://127.0.0.1:9/answer", **properties):
    """An event as CloudFormation sends it."""
    return {
        "RequestType": kind,
        "ResponseURL": url,
        "StackId": "arn:aws:cloudformation:ap-southeast-3:000000000000:stack/padan-pilot-home-platform/1",
        "RequestId": "7f2c",
        "ResourceType": "Custom::Indices",
        "LogicalResourceId": "Indices",
        "ResourceProperties": {"ServiceToken": "arn", "ServiceTimeout": "60", **properties},
    }


class Bucket:
    """Keeps what would be put at CloudFormation's address."""

    def __init__(self):
        self.put = []

    def __call__(self, url, body):
        self.put.append((url, json.loads(body)))

    @property
    def answer(self):
        ((_, answer),) = self.put
        return answer


@pytest.fixture
def bucket():
    return Bucket()


def request_of(**properties):
    import msgspec

    return msgspec.convert(asked(**properties), ResourceRequest)


def test_what_was_done_is_told_with_its_attributes(bucket):
    answering.answer(asked(), lambda request, deadline: {"vacancies": "padan-vacancies-000001"}, MINUTE, bucket)
    assert bucket.answer["Status"] == "SUCCESS"
    assert bucket.answer["Data"] == {"vacancies": "padan-vacancies-000001"}
    assert {bucket.answer[name] for name in ("RequestId", "LogicalResourceId")} == {"7f2c", "Indices"}


def test_an_update_keeps_the_identifier_so_that_nothing_is_replaced(bucket):
    event = asked("Update") | {"PhysicalResourceId": "made-before"}
    answering.answer(event, lambda request, deadline: {}, MINUTE, bucket)
    assert bucket.answer["PhysicalResourceId"] == "made-before"


def test_a_deletion_touches_nothing(bucket):
    def never(request, deadline):
        raise AssertionError("a deletion must not work")

    answering.answer(asked("Delete") | {"PhysicalResourceId": "Indices"}, never, MINUTE, bucket)
    assert (bucket.answer["Status"], bucket.answer["PhysicalResourceId"]) == ("SUCCESS", "Indices")


def test_a_reason_is_told_and_fits(bucket):
    def refuse(request, deadline):
        raise NotDone("Nothing answers. " * 500)

    answering.answer(asked(), refuse, MINUTE, bucket)
    assert bucket.answer["Status"] == "FAILED"
    assert bucket.answer["Reason"].startswith("Nothing answers.")
    assert len(json.dumps(bucket.answer)) < 4_096


def test_an_unforeseen_failure_is_told_without_its_details(bucket):
    def fail(request, deadline):
        raise ValueError("password=rahasia")

    answering.answer(asked(), fail, MINUTE, bucket)
    assert bucket.answer["Status"] == "FAILED"
    assert "ValueError" in bucket.answer["Reason"]
    assert "rahasia" not in bucket.answer["Reason"]


def test_the_answer_has_its_own_time(bucket):
    deadlines = []
    began = time.monotonic()
    answering.answer(asked(), lambda request, deadline: deadlines.append(deadline) or {}, MINUTE, bucket)
    assert deadlines[0] - began == pytest.approx(MINUTE - answering.RESERVED_SECONDS, abs=1)


def test_what_passes_is_tried_again_until_the_time_is_over():
    tries, pauses = [], []

    def attempt():
        tries.append(1)
        if len(tries) < 3:
            raise NotDone("not yet")
        return "there"

    assert answering.until(time.monotonic() + MINUTE, attempt, NotDone, pauses.append) == "there"
    assert len(pauses) == 2
    tries.clear()
    with pytest.raises(NotDone):
        answering.until(time.monotonic(), attempt, NotDone, pauses.append)
    assert len(tries) == 1
    assert len(pauses) == 2


def test_other_errors_are_not_tried_again():
    with pytest.raises(KeyError):
        answering.until(time.monotonic() + MINUTE, lambda: {}["absent"], NotDone, pytest.fail)


def test_the_answer_arrives_as_it_was_signed():
    with server(lambda seen: (200, b"")) as (url, seen):
        answering.answer(asked(url=f"{url}/answer?signature=x"), lambda request, deadline: {}, MINUTE)
    assert (seen[0].method, seen[0].path, seen[0].headers["content-type"]) == ("PUT", "/answer?signature=x", "")
    assert json.loads(seen[0].body)["Status"] == "SUCCESS"


def test_an_answer_that_is_refused_is_a_failure():
    with server(lambda seen: (403, b"")) as (url, _), pytest.raises(RuntimeError, match="403"):
        answering.answer(asked(url=url), lambda request, deadline: {}, MINUTE)


@pytest.mark.parametrize("work", [indices.prepare, streams.find])
def test_a_malformed_property_is_named(work, bucket):
    answering.answer(asked(Tables=3, Shards="many"), work, MINUTE, bucket)
    assert bucket.answer["Status"] == "FAILED"
    assert "Indices" in bucket.answer["Reason"]


def test_a_cluster_that_does_not_answer_is_told_when_the_time_is_over(monkeypatch, bucket):
    with server(lambda seen: (503, b"{}")) as (url, seen):
        _search(monkeypatch, url)
        answering.answer(asked(), indices.prepare, answering.RESERVED_SECONDS, bucket)
    assert seen
    assert bucket.answer["Status"] == "FAILED"
    assert "may this function reach it" in bucket.answer["Reason"]


def test_a_cluster_that_does_not_know_the_role_is_told(monkeypatch, bucket):
    with server(lambda seen: (403, b'{"error": "no permissions"}')) as (url, _):
        _search(monkeypatch, url)
        answering.answer(asked(), indices.prepare, answering.RESERVED_SECONDS, bucket)
    assert "master of the domain" in bucket.answer["Reason"]


@pytest.mark.emulator
def test_streams_of_tables_are_found(platform):
    with server(lambda seen: (200, b"")) as (url, seen):
        deploying.find_streams(asked(url=url, Tables=["vacancies", "people"]), LambdaContext("find_streams", 30))
    told = json.loads(seen[0].body)
    assert told["Status"] == "SUCCESS"
    assert set(told["Data"]) == {"vacancies", "people"}
    assert ":table/padan-vacancies/stream/" in told["Data"]["vacancies"]


@pytest.mark.emulator
def test_tables_without_a_stream_and_tables_that_are_not_there_are_named(platform, bucket):
    event = asked(Tables=["vacancies", "nowhere", "uniqueness"])
    answering.answer(event, streams.find, answering.RESERVED_SECONDS, bucket)
    assert bucket.answer["Status"] == "FAILED"
    assert "nowhere, uniqueness" in bucket.answer["Reason"]


@pytest.mark.engine
def test_indices_are_prepared_and_stay(opensearch, monkeypatch):
    _search(monkeypatch, opensearch.url)
    told = []
    with server(lambda seen: (200, b"")) as (url, seen):
        for kind in ("Create", "Update", "Delete"):
            deploying.prepare_indices(asked(kind, url=url, Shards="1", Copies="1"), LambdaContext("prepare", 60))
        told = [json.loads(each.body) for each in seen]
    assert [answer["Status"] for answer in told] == ["SUCCESS"] * 3
    assert told[0]["Data"] == told[1]["Data"]
    assert set(told[0]["Data"]) == {layout.name for layout in LAYOUTS}


def _search(monkeypatch, url):
    monkeypatch.setenv("PADAN_SEARCH_URL", url)
    monkeypatch.setenv("PADAN_INDEX_PREFIX", "deploying-")
    forget()
