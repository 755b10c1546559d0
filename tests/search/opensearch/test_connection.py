"""What goes over the wire, and what becomes of failures. A server of our own on loopback stands for OpenSearch."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
import pytest

from chalicelib.settings import Search
from search import opensearch as on_cluster
from search.document import CandidateDocument
from search.opensearch import connection as module
from search.opensearch.answers import Counted
from search.opensearch.connection import ATTEMPTS, Connection, EngineRefused, connect
from search.opensearch.signing import signer
from search.opensearch.writing import MAXIMUM_BYTES, Write, write
from search.plan import CandidatePlan, Plan, WeightedCode
from search.port import IndexUnavailable, Outcome, Removal
from tests.contracts.index.asking import SIGNALS
from tests.search.builders import vacancy

Answer = tuple[int, bytes]


class Asked(msgspec.Struct, frozen=True):
    """One request that arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@contextmanager
def server(answer: Callable[[Asked], Answer]) -> Iterator[tuple[str, list[Asked]]]:
    """Serve ``answer`` on loopback; gives the address and what was asked."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            names = {name.lower(): value for name, value in self.headers.items()}
            asked.append(Asked(self.command, self.path, names, body))
            status, content = answer(asked[-1])
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815 - names that the library looks for

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}", asked
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


@contextmanager
def connected(answer: Callable[[Asked], Answer], path: str = "") -> Iterator[tuple[Connection, list[Asked]]]:
    """A connection to a server that answers so."""
    with server(answer) as (url, asked):
        made = Connection(url + path)
        yield made, asked
        made.close()


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_an_answer_is_read_into_its_type() -> None:
    with connected(lambda _: (200, b'{"count": 3, "_shards": {}}'), "/below") as (made, asked):
        found = made.call("POST", "/x/_count", Counted, {"query": {}}, {"a": "b c"})
    assert found == Counted(3)
    (request,) = asked
    assert (request.method, request.path, request.body) == ("POST", "/below/x/_count?a=b+c", b'{"query":{}}')
    assert request.headers["content-type"] == "application/json"


def test_lines_are_sent_as_lines() -> None:
    with connected(lambda _: (200, b'{"count": 0}')) as (made, asked):
        made.call("POST", "/_bulk", Counted, b"{}\n")
    assert asked[0].headers["content-type"] == "application/x-ndjson"


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_passes_is_tried_again(status: int) -> None:
    answers = iter([(status, b""), (status, b""), (200, b'{"count": 1}')])
    with connected(lambda _: next(answers)) as (made, asked):
        assert made.call("GET", "/", Counted) == Counted(1)
    assert len(asked) == ATTEMPTS


@pytest.mark.parametrize("status", [429, 503])
def test_what_does_not_pass_is_unavailable(status: int) -> None:
    with connected(lambda _: (status, b"")) as (made, asked), pytest.raises(IndexUnavailable, match=r"GET /x$"):
        made.call("GET", "/x", Counted, parameters={"secret": "no"})
    assert len(asked) == ATTEMPTS


def test_nobody_listening_is_unavailable() -> None:
    made = Connection(f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(IndexUnavailable):
        made.call("GET", "/", Counted)
    with pytest.raises(IndexUnavailable):
        made.exists("/")
    made.close()


def test_an_answer_that_takes_too_long_is_unavailable() -> None:
    release = threading.Event()

    def slow(_: Asked) -> Answer:
        release.wait(20)
        return 200, b"{}"

    with server(slow) as (url, _):
        made = Connection(url, read_seconds=0.05)
        try:
            with pytest.raises(IndexUnavailable):
                made.call("GET", "/", Counted)
        finally:
            release.set()
            made.close()


def test_no_attempt_begins_after_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DEADLINE_SECONDS", -1.0)
    with connected(lambda _: (503, b"")) as (made, asked), pytest.raises(IndexUnavailable):
        made.call("GET", "/", Counted)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"error": {"type": "a", "reason": "b", "root_cause": [{"type": "c", "reason": "d"}]}}', "c"),
        (b'{"error": {"type": "a"}}', "a"),
        (b'{"error": "no handler"}', "unknown"),
        (b"<html>", "unknown"),
    ],
)
def test_a_refusal_is_not_tried_again_and_says_why(content: bytes, kind: str) -> None:
    with connected(lambda _: (400, content)) as (made, asked), pytest.raises(EngineRefused) as refusal:
        made.call("GET", "/", Counted)
    assert (refusal.value.status, refusal.value.kind) == (400, kind)
    assert len(asked) == 1


def test_requests_are_signed_for_their_region_when_the_settings_name_one() -> None:
    from botocore.credentials import Credentials

    sign = signer("ap-southeast-3", Credentials("AKIDEXAMPLE", "example", "session"))
    with server(lambda _: (200, b'{"count": 0}')) as (url, asked):
        made = Connection(url, sign)
        made.call("POST", "/x/_count", Counted, {}, {"b": 1, "a": 2})
        made.close()
    headers = asked[0].headers
    assert "Credential=AKIDEXAMPLE/" in headers["authorization"]
    assert "/ap-southeast-3/es/aws4_request" in headers["authorization"]
    assert headers["x-amz-security-token"] == "session"
    assert headers["content-type"] == "application/json"


def test_a_signature_covers_the_body() -> None:
    from botocore.credentials import Credentials

    sign = signer("ap-southeast-3", Credentials("AKIDEXAMPLE", "example"))
    one, other = (sign("POST", "https://search.example/x", body)["Authorization"] for body in (b"{}", b"[]"))
    assert one.rpartition("Signature=")[2] != other.rpartition("Signature=")[2]


def test_without_a_region_nothing_is_signed() -> None:
    with server(lambda _: (200, b'{"count": 0}')) as (url, asked):
        made = connect(Search(search_engine="opensearch", search_url=url))
        made.call("GET", "/", Counted)
        made.close()
    assert "authorization" not in asked[0].headers


@pytest.mark.parametrize(
    "use",
    [
        lambda index: index.search(Plan(signals=SIGNALS)),
        lambda index: index.put([vacancy(1)]),
        lambda index: index.remove([Removal("vac_1", 2)]),
        lambda index: index.get("vac_1"),
        lambda index: list(index.versions()),
        lambda index: index.start(),
        lambda index: index.employers("pt", 1),
    ],
)
def test_everything_says_unavailable_when_the_cluster_is_away(use: Callable[[Any], object]) -> None:
    index = on_cluster.vacancy_index(Search(search_engine="opensearch", search_url=f"http://127.0.0.1:{closed_port()}"))
    with pytest.raises(IndexUnavailable):
        use(index)
    index.close()


def test_candidates_are_unavailable_as_well() -> None:
    url = f"http://127.0.0.1:{closed_port()}"
    index = on_cluster.candidate_index(Search(search_engine="opensearch", search_url=url))
    with pytest.raises(IndexUnavailable):
        index.search(CandidatePlan(occupations=(WeightedCode("52"),)))
    with pytest.raises(IndexUnavailable):
        index.put([CandidateDocument(id="per_1", version=1)])
    index.close()


def _bulk(*statuses: int) -> bytes:
    return msgspec.json.encode({"items": [{"index": {"status": status}} for status in statuses]})


def _writes(count: int, row: str = "") -> list[Write]:
    return [Write(str(number), 1, {"row": row}) for number in range(count)]


def test_only_what_was_too_much_at_once_is_sent_again() -> None:
    answers = iter([_bulk(201, 429, 409), _bulk(201)])
    with connected(lambda _: (200, next(answers))) as (made, asked):
        results = write(made, "entry", _writes(3))
    assert [written.result.outcome for written in results] == [Outcome.WRITTEN, Outcome.WRITTEN, Outcome.STALE]
    assert asked[1].body.count(b"\n") == 2
    assert b'"_id":"1"' in asked[1].body
    assert b'"version_type":"external"' in asked[1].body


def test_when_nothing_is_taken_the_index_is_unavailable() -> None:
    with connected(lambda _: (200, _bulk(429, 429))) as (made, _), pytest.raises(IndexUnavailable):
        write(made, "entry", _writes(2))


def test_one_that_is_never_taken_fails_alone() -> None:
    def answer(request: Asked) -> Answer:
        return 200, _bulk(201, 429) if request.body.count(b"\n") == 4 else _bulk(429)

    with connected(answer) as (made, _):
        results = write(made, "entry", _writes(2))
    assert [written.result.outcome for written in results] == [Outcome.WRITTEN, Outcome.FAILED]
    assert results[1].result.reason == "status 429"


def test_large_batches_are_parted() -> None:
    def answer(request: Asked) -> Answer:
        return 200, _bulk(*[201] * (request.body.count(b"\n") // 2))

    with connected(answer) as (made, asked):
        results = write(made, "entry", _writes(9, "x" * (MAXIMUM_BYTES // 4)))
    assert [written.result.id for written in results] == [str(number) for number in range(9)]
    assert len(asked) == 3
    assert max(len(request.body) for request in asked) <= MAXIMUM_BYTES
