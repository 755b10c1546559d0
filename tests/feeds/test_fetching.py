"""Fetching from portals that answer well, slowly, endlessly, crookedly or not at all."""

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from time import monotonic

import pytest

from chalicelib.feeds.addresses import Refused, target_of
from chalicelib.feeds.fetching import Failure, Fetcher, FetchFailed, Known
from tests.feeds.serving import Portal, serving


@pytest.fixture
def portal() -> Iterator[Portal]:
    with serving() as found:
        yield found


def fetcher(**changes: object) -> Fetcher:
    return Fetcher(**{"development": True, "seconds": 5.0, **changes})


def failure(url: str, **changes: object) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetcher(**changes).get(url)
    return caught.value


def test_a_body_comes_with_what_lets_us_ask_again_only_for_changes(portal):
    portal.says("/feed", b"hello", etag='"one"', last_modified="Mon, 04 May 2026 03:00:00 GMT")
    found = fetcher().get(portal.url("/feed"))
    assert (found.body, found.known.etag) == (b"hello", '"one"')
    portal.says("/feed", status=304)
    again = fetcher().get(portal.url("/feed"), found.known)
    assert again.body is None
    sent = portal.asked[-1][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"one"', "Mon, 04 May 2026 03:00:00 GMT")
    assert "if-none-match" not in portal.asked[0][1]
    assert "PadanBot" in sent["user-agent"]


@pytest.mark.parametrize("times", [1, 2])
def test_what_was_packed_is_unpacked(portal, times):
    body = b"hello"
    for _ in range(times):
        body = gzip.compress(body)
    portal.says("/sitemap.xml.gz", body)
    assert fetcher().get(portal.url("/sitemap.xml.gz")).body == b"hello"


def test_a_redirection_is_followed_and_told(portal):
    portal.says("/old", status=301, location="/new")
    portal.says("/new", b"hello")
    found = fetcher().get(portal.url("/old"))
    assert (found.url, found.body) == (portal.url("/new"), b"hello")


@pytest.mark.parametrize(
    "place",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/",
        "http://10.0.0.1/",
        "http://[::ffff:169.254.169.254]/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:11211/",
        "http://2852039166/latest/meta-data/",
        "http://0xa9fea9fe/",
        "http://0251.0376.0251.0376/",
        "http://169.254.169.254.nip.io@169.254.169.254/",
        "http://user:secret@127.0.0.1/",
        "//10.0.0.1/",
        "http://[::ffff:a00:1]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fe80::1%25eth0]/",
        "http://127.0.0.1:99999/",
        "http://[",
        "http://\\10.0.0.1/",
    ],
)
def test_a_redirection_inside_is_refused(portal, place):
    portal.says("/feed", status=302, location=place)
    assert failure(portal.url("/feed")).failure is Failure.REFUSED


def test_a_redirection_to_a_name_that_leads_inside_is_refused_and_inside_is_never_asked(portal):
    portal.says("/feed", status=302, location=portal.url("/secret", "rebound.example"))
    portal.says("/secret", b"hello")
    inside = {"portal.example": ["127.0.0.1"], "rebound.example": ["127.0.0.1", "10.0.0.1"]}
    with pytest.raises(FetchFailed) as caught:
        fetcher(resolve=lambda host, port: inside[host]).get(portal.url("/feed", "portal.example"))
    assert (caught.value.failure, caught.value.detail) == (Failure.REFUSED, "private_address")
    assert [path for path, _ in portal.asked] == ["/feed"]


def test_outside_development_a_redirection_may_not_leave_https_or_its_port():
    def resolve(host, port):
        return ["93.184.216.34"]

    for place, why in [
        ("http://portal.example/", "not_https"),
        ("https://portal.example:8443/", "port"),
        ("https://user:secret@portal.example/", "malformed"),
    ]:
        with pytest.raises(Refused, match=why):
            target_of(place, resolve)


def test_what_is_bounded_for_one_answer_is_bounded_for_it_alone(portal):
    portal.says("/feed", b"x" * 2_000)
    with pytest.raises(FetchFailed) as caught:
        fetcher().get(portal.url("/feed"), most_bytes=1_000)
    assert caught.value.failure is Failure.TOO_LARGE
    assert fetcher().get(portal.url("/feed")).body == b"x" * 2_000


def test_redirections_end(portal):
    portal.says("/round", status=302, location="/round")
    assert failure(portal.url("/round")).failure is Failure.TOO_MANY_REDIRECTIONS
    assert len(portal.asked) == 5


def test_a_name_is_looked_up_once_and_the_connection_goes_where_it_was_looked(portal):
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    found = fetcher(resolve=lambda host, port: next(answers))
    portal.says("/feed", b"hello")
    assert found.get(portal.url("/feed", "portal.example")).body == b"hello"
    assert portal.asked[0][1]["host"] == f"portal.example:{portal.port}"
    with pytest.raises(FetchFailed) as caught:
        found.get(portal.url("/feed", "portal.example"))
    assert caught.value.failure is Failure.REFUSED
    assert len(portal.asked) == 1


def test_outside_development_this_machine_is_never_asked(portal):
    portal.says("/feed", b"hello")
    assert failure(portal.url("/feed"), development=False).failure is Failure.REFUSED
    assert failure(portal.url("/feed").replace("http", "https"), development=False).failure is Failure.REFUSED
    assert portal.asked == []


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
def test_a_status_is_told_with_when_to_come_again(portal, status):
    portal.says("/feed", status=status, retry_after="120")
    found = failure(portal.url("/feed"))
    assert (found.failure, found.detail, found.retry_after) == (Failure.STATUS, str(status), 120)


@pytest.mark.parametrize("text", ["soon", "-1", "9" * 40, "Wed, 21 Oct 2026 07:28:00 GMT", "١٢"])
def test_a_strange_time_to_come_again_is_none(portal, text):
    portal.says("/feed", status=503)
    answer = portal.answers["/feed"]
    assert failure(portal.url("/feed")).retry_after is None
    portal.says("/feed", status=503, retry_after=text.encode("ascii", "ignore").decode())
    assert failure(portal.url("/feed")).retry_after is None
    assert answer is not portal.answers["/feed"]


def test_a_body_over_the_bound_is_left(portal):
    portal.says("/feed", b"x" * 200_000)
    assert failure(portal.url("/feed"), most_bytes=100_000).failure is Failure.TOO_LARGE


def test_a_packed_bomb_is_left(portal):
    portal.says("/feed", gzip.compress(b"\0" * 20_000_000))
    assert failure(portal.url("/feed"), most_bytes=1_000_000).failure is Failure.TOO_LARGE


@pytest.mark.parametrize("body", [gzip.compress(b"hello")[:-6], b"\x1f\x8bnonsense"])
def test_a_broken_archive_is_told(portal, body):
    portal.says("/feed", body)
    assert failure(portal.url("/feed")).failure is Failure.BROKEN


@pytest.mark.parametrize(
    "begin", [b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "], ids=["body", "header"]
)
def test_a_server_that_drips_is_left_at_the_deadline(portal, begin):
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begin)
        while not stop.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    portal.answers["/feed"] = drip
    begun = monotonic()
    try:
        assert failure(portal.url("/feed"), seconds=0.6).failure is Failure.TOO_SLOW
    finally:
        stop.set()
    assert monotonic() - begun < 5


def test_a_server_that_never_answers_is_left(portal):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert failure(url, seconds=0.5).failure is Failure.TOO_SLOW


def test_nobody_there_and_half_an_answer_are_told(portal):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert failure(f"http://127.0.0.1:{port}/").failure is Failure.UNREACHABLE

    def breaks_off(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    portal.answers["/feed"] = breaks_off
    assert failure(portal.url("/feed")).failure is Failure.UNREACHABLE


def test_a_certificate_of_another_name_is_no_answer(portal):
    # The portal speaks no TLS at all: what cannot prove its name is not listened to.
    url = portal.url("/feed").replace("http://", "https://")
    assert failure(url).failure is Failure.UNREACHABLE


def test_nothing_known_asks_for_everything():
    assert Known() == Known(etag="", last_modified="")
