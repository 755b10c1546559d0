"""Whatever a portal answers, a look ends with what is known kept and a word for what was wrong."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.feeds import pulling, sitemaps
from chalicelib.feeds.fetching import Failure, Fetched, Fetcher, FetchFailed, Known
from chalicelib.feeds.model import Feed, FeedForm, FeedState
from chalicelib.feeds.pages import postings_in
from chalicelib.feeds.pulling import pull
from chalicelib.feeds.robots import read_manners
from chalicelib.feeds.sitemaps import BadSitemap, Sitemap, read_sitemap
from tests.feeds.serving import Portal, serving
from tests.feeds.test_pulling import NOW, identifiers, look, site
from tests.feeds.test_reading import POSTING, html, urlset

PLAIN = urlset(
    "<url><loc>https://portal.example/1</loc><lastmod>2026-05-04</lastmod></url>",
    "<url><loc>https://portal.example/2</loc></url>",
)
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><urlset>&b;</urlset>'

SITEMAPS = {
    "nothing": (b"", "no_sitemap"),
    "entities": (ENTITIES, "document_type"),
    "entities within entities": (b'<?xml version="1.0"?>' + ENTITIES * 3, "document_type"),
    "a file of ours": (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset>&a;</urlset>', "document_type"),
    "an encoding that nobody knows": (b'<?xml version="1.0" encoding="nonsense"?><urlset/>', "broken_xml"),
    "an encoding of several bytes": (b'<?xml version="1.0" encoding="shift_jis"?><urlset/>', "broken_xml"),
    "UTF-7": (b'<?xml version="1.0" encoding="utf-7"?><urlset/>', "broken_xml"),
    "UTF-16": (PLAIN.decode().encode("utf-16"), "no_sitemap"),
    "zero bytes": (PLAIN.replace(b"/1", b"/\0"), "document_type"),
    "half of it": (PLAIN[: len(PLAIN) // 2], "broken_xml"),
    "elements within elements": (b"<urlset><url>" + b"<a>" * 100_000, "swollen_xml"),
    "an entry without end": (b"<urlset><url>" + b"<a/>" * 100_000 + b"</url></urlset>", "swollen_xml"),
    "attributes without end": (b"<urlset>" + b"<a b='' c=''/>" * 1_600_000 + b"</urlset>", "swollen_xml"),
    "a page": (b"<html><body>404</body></html>", "no_sitemap"),
    "a feed of news": (b"<rss><channel><item/></channel></rss>", "no_sitemap"),
    "every byte": (bytes(range(256)), "no_sitemap"),
}


@pytest.mark.parametrize("name", SITEMAPS)
def test_what_is_said_of_a_broken_sitemap(name):
    content, why = SITEMAPS[name]
    with pytest.raises(BadSitemap) as caught:
        read_sitemap(content)
    assert str(caught.value) == why


@given(st.data())
def test_a_sitemap_with_any_bytes_changed_is_read_or_refused(data):
    raw = bytearray(PLAIN)
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=12)):
        raw[place] = data.draw(st.integers(0, 255))
    try:
        found = read_sitemap(bytes(raw))
    except BadSitemap:
        return
    assert isinstance(found, Sitemap)
    assert all(entry.url.startswith(("http://", "https://")) for entry in (*found.pages, *found.sitemaps))


def test_a_large_sitemap_is_read_entry_by_entry(monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_ENTRIES", 30_000)
    entries = [f"<url><loc>https://portal.example/{n}</loc><priority>0.5</priority></url>" for n in range(30_000)]
    assert len(read_sitemap(urlset(*entries)).pages) == 30_000


@pytest.mark.parametrize(
    "line", ["Crawl-delay: ²", "Request-rate: 1/²", "Disallow: //[", "Allow: http://[x", "Crawl-delay: " + "9" * 5_000]
)
def test_a_wish_that_cannot_be_read_says_nothing_and_the_others_stand(line):
    manners = read_manners(f"User-agent: *\n{line}\nDisallow: /tutup\n".encode())
    assert manners.allows("https://portal.example/lowongan")
    assert not manners.allows("https://portal.example/tutup")
    assert manners.delay == 1


@given(
    st.lists(st.sampled_from(["User-agent: *", "Disallow:", "Crawl-delay:", "[", "²", "/", "9", "%", "\n", "#", "é"]))
)
def test_any_signs_of_such_a_file_are_wishes(pieces):
    read_manners(" ".join(pieces).encode()).allows("https://portal.example/")


@pytest.mark.parametrize("url", ["https://[x/", "https://[::1", "", "not an address"])
def test_what_is_no_address_is_not_fetched_or_at_least_no_error(url):
    assert read_manners(b"User-agent: *\nDisallow: /x\n").allows(url) in (True, False)
    assert not read_manners(b"User-agent: *\nDisallow: /\n").allows("https://[x/")


@given(st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)), lambda inner: st.one_of(
    st.lists(inner, max_size=4),
    st.dictionaries(st.sampled_from(["@type", "@graph", "identifier", "url", "title", "item"]), inner, max_size=4),
)))  # fmt: skip
def test_any_document_in_a_page_gives_items_of_postings_alone(document):
    for item in postings_in(html(document), "https://portal.example/1"):
        assert b"JobPosting" in item


ANSWERS = [
    b"",
    b"garbage\r\n\r\n",
    b"HTTP/9.9 200 OK\r\n\r\nhello",
    b"HTTP/1.1 -5 x\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n" * 200,
    b"HTTP/1.1 302 x\r\nLocation: http://[\r\n\r\n",
    b"HTTP/1.1 302 x\r\nLocation: //[::1\r\n\r\n",
    b"HTTP/1.1 302 x\r\nLocation: http://x:port/\r\n\r\n",
    b"HTTP/1.1 302 x\r\nLocation: \xff\xfe\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nx",
    b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\nhello",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08",
    b"HTTP/1.1 503 x\r\nRetry-After: \xc2\xb2\r\n\r\n",
]


@contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A portal that sends these bytes to everybody, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stopping = threading.Event()

        def answer_all() -> None:
            while not stopping.is_set():
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    try:
                        connection.settimeout(2)
                        connection.recv(65_536)
                        connection.sendall(answer)
                    except OSError:
                        continue

        worker = threading.Thread(target=answer_all, daemon=True)
        worker.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/feed"
        finally:
            stopping.set()
            server.shutdown(socket.SHUT_RDWR)
            worker.join()


@pytest.mark.parametrize("answer", ANSWERS, ids=range(len(ANSWERS)))
def test_any_bytes_of_a_server_are_an_answer_or_a_failure_with_a_name(answer):
    with answering(answer) as url:
        found: Fetched | FetchFailed
        try:
            found = Fetcher(development=True, seconds=3).get(url)
        except FetchFailed as failed:
            found = failed
    assert isinstance(found, Fetched) or found.failure in Failure


@pytest.fixture
def portal() -> Iterator[Portal]:
    with serving() as found:
        yield found


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/robots.txt", b"User-agent: *\nDisallow: //[\nCrawl-delay: \xc2\xb2\n"),
        ("/sitemap.xml", b'<?xml version="1.0" encoding="utf-7"?><urlset/>'),
        ("/sitemap.xml", urlset("<url><loc>https://[x/</loc></url>")),
        ("/sitemap.xml", b"<urlset><url>" + b"<a>" * 20_000),
        ("/1", b"\xff\xfe\0" * 1_000),
        ("/1", html("[" * 50_000)),
    ],
)
def test_a_look_never_raises_for_what_a_portal_says(portal, path, body):
    feed = site(portal, {1: "2026-05-01"})
    before = look(feed).state
    site(portal, {1: "2026-05-02"})
    portal.says(path, body)
    found = look(feed, before)
    assert isinstance(found.state, FeedState)
    assert found.state.next_at is not None
    assert found.state.next_at > NOW


def test_lines_without_end_are_a_feed_that_failed(portal, monkeypatch):
    monkeypatch.setattr(pulling, "MOST_LINES", 1_000)
    portal.says("/feed", b'{"identifier":1}\n' * 1_001)
    feed = Feed(partner_id="par_1", url=portal.url("/feed"), form=FeedForm.LINES)
    failed = look(feed)
    assert (failed.items, failed.state.problem) == ((), "too_many_postings")
    portal.says("/feed", b'{"identifier":1}\n\n\n' * 1_000)
    assert len(look(feed).items) == 1_000


def test_a_page_larger_than_a_push_is_passed_over_and_closes_nothing(portal):
    feed = site(portal, {1: "2026-05-01", 2: "2026-05-01"})
    portal.says("/2", b"x" * (pulling.LARGEST_PAGE + 1))
    found = look(feed)
    assert (identifiers(found), found.complete) == (["K-1"], False)


def test_a_look_that_holds_enough_goes_on_in_the_next(portal, monkeypatch):
    monkeypatch.setattr(pulling, "MOST_HELD", 10)
    feed = site(portal, dict.fromkeys(range(1, 4), "2026-05-01"))
    first = look(feed)
    assert (identifiers(first), first.complete, len(first.state.waiting)) == (["K-1"], False, 2)
    assert identifiers(look(feed, first.state)) == ["K-2"]


class _Offline:
    """A fetcher that answers by the test's word."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def get(self, url: str, known: Known | None = None, most_bytes: int | None = None) -> Fetched:
        return Fetched(url=url, body=b"" if url.endswith("/robots.txt") else self._body, known=known or Known())


@given(st.sampled_from(FeedForm), st.binary(max_size=400))
def test_any_bytes_are_a_look_that_ends(form, body):
    feed = Feed(partner_id="par_1", url="https://portal.example/feed", form=form)
    found = pull(feed, FeedState(), _Offline(body), lambda seconds: True, NOW)
    assert found.state.next_at is not None
    assert found.state.failures or found.items or found.complete


@given(st.data())
def test_lines_with_any_bytes_changed_are_a_look_that_ends(data):
    raw = bytearray(b"\n".join(str({**POSTING, "identifier": n}).replace("'", '"').encode() for n in range(3)))
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=8)):
        raw[place] = data.draw(st.integers(0, 255))
    feed = Feed(partner_id="par_1", url="https://portal.example/feed", form=FeedForm.LINES)
    found = pull(feed, FeedState(), _Offline(bytes(raw)), lambda seconds: True, NOW)
    assert found.state.failures or found.items
