"""What is no whole answer of OpenSearch is none: unavailable, never a failure of ours and never taken for empty."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest

from chalicelib.settings import Search
from search import opensearch as on_cluster
from search.opensearch.answers import Counted
from search.opensearch.connection import ATTEMPTS, Connection, EngineRefused
from search.plan import Plan
from search.port import IndexUnavailable
from tests.contracts.index.asking import SIGNALS
from tests.search.builders import vacancy
from tests.search.opensearch.test_connection import connected, server

WHOLE = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n"
CUT = {
    "nothing": b"",
    "half a first line": b"HTTP/1.1 2",
    "headers alone": WHOLE,
    "half a body": WHOLE + b'{"coun',
    "half a chunk": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n20\r\n{",
    "no HTTP": b"\x00\x01\x02\r\n\r\n",
}


@contextmanager
def saying(raw: bytes) -> Iterator[tuple[str, list[int]]]:
    """Listen on loopback, say ``raw`` to whoever asks, and hang up; gives the address and how often one came."""
    came: list[int] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                came.append(1)
                connection.sendall(raw)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", came
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


@pytest.mark.parametrize("raw", CUT.values(), ids=CUT)
def test_an_answer_that_breaks_off_is_asked_for_again_and_then_unavailable(raw: bytes) -> None:
    with saying(raw) as (url, came):
        made = Connection(url)
        with pytest.raises(IndexUnavailable):
            made.call("GET", "/x/_count", Counted)
        made.close()
    assert len(came) == ATTEMPTS


def test_an_answer_without_the_end_of_its_headers_has_no_body_and_is_unavailable() -> None:
    with saying(b"HTTP/1.1 200 OK\r\ncontent-le") as (url, _), pytest.raises(IndexUnavailable):
        Connection(url).call("GET", "/x/_count", Counted)


@pytest.mark.parametrize("content", [b"<html>sign in</html>", b"", b"{", b'{"count": 3', b"\xff\xfe"])
def test_what_is_no_json_was_said_by_somebody_else(content: bytes) -> None:
    with connected(lambda _: (200, content)) as (made, _), pytest.raises(IndexUnavailable):
        made.call("GET", "/x/_count", Counted)


@pytest.mark.parametrize("content", [b"{}", b'{"count": "three"}', b"[]", b"null"])
def test_json_of_another_form_is_a_mistake_of_ours_and_stays_one(content: bytes) -> None:
    """Hidden behind "try again later" nobody would ever mend it."""
    with connected(lambda _: (200, content)) as (made, _), pytest.raises(msgspec.ValidationError):
        made.call("GET", "/x/_count", Counted)


@pytest.mark.parametrize("status", [500, 501, 505, 520, 599])
def test_a_failure_of_the_cluster_is_unavailable_and_says_which(status: int) -> None:
    content = b'{"error": {"type": "search_phase_execution_exception", "reason": "all shards failed"}}'
    with connected(lambda _: (status, content)) as (made, _), pytest.raises(IndexUnavailable) as failure:
        made.call("POST", "/x/_search", Counted, {})
    assert str(status) in str(failure.value)
    assert "search_phase_execution_exception" in str(failure.value)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413])
def test_a_refusal_stays_a_refusal(status: int) -> None:
    with connected(lambda _: (status, b"{}")) as (made, _), pytest.raises(EngineRefused) as refusal:
        made.call("GET", "/", Counted)
    assert refusal.value.status == status


def test_no_search_takes_part_of_the_shards_for_all() -> None:
    """The cluster is told to fail instead."""
    with server(lambda _: (200, b'{"hits": {"hits": [], "total": {"value": 0}}}')) as (url, asked):
        index = on_cluster.vacancy_index(Search(search_engine="opensearch", search_url=url))
        index.search(Plan(signals=SIGNALS))
        index.close()
    searches = [request for request in asked if "/_search" in request.path]
    assert searches
    assert all("allow_partial_search_results=false" in request.path for request in searches)


def test_a_batch_that_is_answered_for_some_of_its_items_is_not_taken_as_done() -> None:
    """Whose fate is not told may be unwritten: the batch fails as a whole and comes again; versions make that safe."""
    some = b'{"items": [{"index": {"status": 201}}]}'

    def answer(request):
        return 200, some if request.path.startswith("/_bulk") else b"{}"

    with server(answer) as (url, _):
        index = on_cluster.vacancy_index(Search(search_engine="opensearch", search_url=url))
        with pytest.raises((ValueError, IndexUnavailable)):
            index.put([vacancy(1), vacancy(2), vacancy(3)])
        index.close()
