"""Looking at a feed again and again: only what changed is fetched, nothing is closed by a portal's bad day."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.feeds.fetching import Fetcher
from chalicelib.feeds.model import Feed, FeedForm, FeedState, Missing, Pulled
from chalicelib.feeds.passing import LONGEST_WAIT, PASSES, after_failure, after_pass
from chalicelib.feeds.pulling import pull
from tests.feeds.serving import Portal, serving
from tests.feeds.test_reading import POSTING, html, urlset

NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


@pytest.fixture
def portal() -> Iterator[Portal]:
    with serving() as found:
        yield found


def look(feed: Feed, state: FeedState | None = None, pages: int = 1_000) -> Pulled:
    """One look that has time for so many pages."""
    left = iter(range(pages))
    return pull(
        feed,
        state or FeedState(),
        Fetcher(development=True, seconds=5),
        lambda seconds: next(left, None) is not None,
        NOW,
    )


def site(portal: Portal, days: dict[int, str]) -> Feed:
    """A portal with a page for each number, changed on the given day."""
    entries = []
    for number, day in days.items():
        portal.says(f"/{number}", html({**POSTING, "identifier": f"K-{number}"}), etag=f'"{day}"')
        entries.append(f"<url><loc>{portal.url(f'/{number}')}</loc><lastmod>{day}</lastmod></url>")
    portal.says("/sitemap.xml", urlset(*entries))
    return Feed(partner_id="par_1", url=portal.url("/sitemap.xml"), form=FeedForm.SITEMAP)


def asked(portal: Portal) -> list[str]:
    """The pages that were asked for since the last time."""
    found = [path for path, _ in portal.asked if path not in ("/robots.txt", "/sitemap.xml")]
    portal.asked.clear()
    return found


def identifiers(pulled: Pulled) -> list[str]:
    return [str(json.loads(item)["identifier"]) for item in pulled.items]


def test_the_first_look_brings_everything_and_the_next_what_changed(portal):
    feed = site(portal, {1: "2026-05-01", 2: "2026-05-01"})
    first = look(feed)
    assert (identifiers(first), first.complete, first.state.named) == (["K-1", "K-2"], True, ("K-1", "K-2"))
    assert asked(portal) == ["/1", "/2"]
    site(portal, {1: "2026-05-01", 2: "2026-05-03", 3: "2026-05-03"})
    second = look(feed, first.state)
    assert (identifiers(second), asked(portal)) == (["K-2", "K-3"], ["/2", "/3"])
    assert second.state.named == ("K-1", "K-2", "K-3")
    third = look(feed, second.state)
    assert (third.items, third.complete, asked(portal)) == ((), True, [])


def test_a_look_without_time_for_all_goes_on_in_the_next_and_closes_nothing(portal):
    feed = site(portal, dict.fromkeys(range(1, 6), "2026-05-01"))
    first = look(feed, pages=2)
    assert (identifiers(first), first.complete) == (["K-1", "K-2"], False)
    second = look(feed, first.state, pages=2)
    assert (identifiers(second), second.complete) == (["K-3", "K-4"], False)
    third = look(feed, second.state, pages=2)
    assert (identifiers(third), third.complete) == (["K-5"], True)
    assert third.state.named == ("K-1", "K-2", "K-3", "K-4", "K-5")


def test_pages_without_a_date_are_asked_for_again_in_each_pass_and_once_in_one_of_several_looks(portal):
    feed = site(portal, dict.fromkeys(range(1, 4), ""))
    state, complete, seen = FeedState(), False, []
    for _ in range(4):
        found = look(feed, state, pages=2)
        state, complete = found.state, found.complete
        seen.append((asked(portal), complete))
    assert seen == [(["/1", "/2"], False), (["/3"], True), (["/1", "/2"], False), (["/3"], True)]


def test_a_page_that_fails_leaves_the_pass_incomplete_and_one_that_is_gone_does_not(portal):
    feed = site(portal, {1: "2026-05-01", 2: "2026-05-01"})
    first = look(feed)
    site(portal, {1: "2026-05-02", 2: "2026-05-02"})
    portal.says("/2", status=500)
    failed = look(feed, first.state)
    assert (failed.complete, failed.state.named) == (False, ("K-1", "K-2"))
    portal.says("/2", status=410)
    gone = look(feed, failed.state)
    assert (gone.complete, gone.state.named) == (True, ("K-1",))


def test_an_index_is_followed_and_a_circle_ends(portal):
    inner = site(portal, {1: "2026-05-01"})
    portal.says("/index.xml", urlset(f"<sitemap><loc>{inner.url}</loc></sitemap>", root="sitemapindex"))
    feed = Feed(partner_id="par_1", url=portal.url("/index.xml"), form=FeedForm.SITEMAP)
    assert identifiers(look(feed)) == ["K-1"]
    portal.says("/index.xml", urlset(f"<sitemap><loc>{feed.url}</loc></sitemap>", root="sitemapindex"))
    assert look(feed).state.problem == "too_many_sitemaps"


def test_a_sitemap_that_did_not_change_is_not_sent_again_and_names_what_it_named(portal):
    inner = site(portal, {1: "2026-05-01", 2: "2026-05-01"})
    portal.says("/sitemap.xml", read_body(portal, inner.url), etag='"s1"')
    portal.says("/index.xml", urlset(f"<sitemap><loc>{inner.url}</loc></sitemap>", root="sitemapindex"), etag='"i1"')
    feed = Feed(partner_id="par_1", url=portal.url("/index.xml"), form=FeedForm.SITEMAP)
    first = look(feed)
    assert [seen.known.etag for seen in first.state.sitemaps] == ['"i1"', '"s1"']
    portal.says("/index.xml", status=304)
    portal.says("/sitemap.xml", status=304)
    portal.asked.clear()
    again = look(feed, first.state)
    assert (again.items, again.complete, again.state.named) == ((), True, ("K-1", "K-2"))
    assert again.state.sitemaps == first.state.sitemaps
    sent = {path: headers.get("if-none-match") for path, headers in portal.asked}
    assert (sent["/index.xml"], sent["/sitemap.xml"]) == ('"i1"', '"s1"')
    site(portal, {1: "2026-05-01", 2: "2026-05-02"})
    assert identifiers(look(feed, again.state)) == ["K-2"]


def test_a_server_that_says_unchanged_of_what_we_do_not_have_brings_nothing(portal):
    feed = site(portal, {1: "2026-05-01"})
    portal.says("/sitemap.xml", status=304)
    assert look(feed).state.problem == "no_pages"


def read_body(portal: Portal, url: str) -> bytes:
    """What the portal says at ``url`` now."""
    return Fetcher(development=True, seconds=5).get(url).body or b""


def test_pages_that_the_portal_closes_to_robots_are_not_asked_for(portal):
    feed = site(portal, {1: "2026-05-01", 2: "2026-05-01"})
    portal.says("/robots.txt", b"User-agent: *\nDisallow: /2\n")
    assert identifiers(look(feed)) == ["K-1"]
    assert asked(portal) == ["/1"]
    portal.says("/robots.txt", b"User-agent: *\nDisallow: /\n")
    closed = look(feed)
    assert (closed.items, closed.complete, closed.state.problem) == ((), False, "closed_by_robots")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"status": 503, "retry_after": "7200"}, "status 503"),
        ({"body": b"<html>404</html>"}, "no_sitemap"),
        ({"body": urlset()}, "no_pages"),
        ({"status": 302, "location": "http://169.254.169.254/"}, "refused private_address"),
    ],
)
def test_a_feed_that_fails_keeps_all_that_is_known_and_waits(portal, answer, problem):
    feed = site(portal, {1: "2026-05-01"})
    before = look(feed).state
    portal.says("/sitemap.xml", **answer)
    failed = look(feed, before)
    assert (failed.items, failed.complete, failed.state.problem) == ((), False, problem)
    assert (failed.state.named, failed.state.pages, failed.state.failures) == (before.named, before.pages, 1)
    assert failed.state.next_at == NOW + timedelta(hours=2)


def test_lines_are_fetched_only_when_they_changed(portal):
    feed = Feed(partner_id="par_1", url=portal.url("/feed"), form=FeedForm.LINES)
    lines = b"\n".join(json.dumps({**POSTING, "identifier": f"K-{number}"}).encode() for number in (1, 2))
    portal.says("/feed", lines + b"\r\n\n", etag='"a"')
    first = look(feed)
    assert (identifiers(first), first.complete, first.state.named) == (["K-1", "K-2"], True, ("K-1", "K-2"))
    portal.says("/feed", status=304)
    again = look(feed, first.state)
    assert (again.items, again.complete, again.state.named) == ((), True, ("K-1", "K-2"))
    portal.says("/feed", lines[: len(lines) - 400])
    cut = look(feed, first.state)
    assert cut.complete is False, "a line that broke off may be any that seems to be gone"
    portal.says("/feed", b"")
    assert look(feed, first.state).state.problem == "no_postings"


def test_a_vacancy_is_closed_after_so_many_complete_passes_without_it():
    everything = [f"K-{number}" for number in range(10)]
    state = FeedState()
    for passed in range(1, PASSES):
        state, gone = after_pass(state, everything[1:], everything)
        assert (state.missing, gone) == ((Missing("K-0", passed),), ())
    assert after_pass(state, everything[1:], everything)[1] == ("K-0",)
    back, gone = after_pass(state, everything, everything)
    assert (back.missing, gone) == ((), ())


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_a_pass_that_misses_too_many_closes_none_and_no_pass_closes_what_it_names(named, present):
    names, open_now = {f"K-{number}" for number in named}, {f"K-{number}" for number in present}
    state = FeedState(missing=tuple(Missing(name, PASSES - 1) for name in sorted(open_now)))
    _, gone = after_pass(state, names, open_now)
    assert not set(gone) & names
    assert len(gone) <= max(1, len(open_now) // 5)


@given(st.integers(0, 40), st.integers(1, 10_000), st.none() | st.integers(0, 86_400))
def test_the_wait_after_a_failure_is_bounded_and_grows(failures, minutes, retry_after):
    feed = Feed(partner_id="par_1", url="https://portal.example/", form=FeedForm.LINES, minutes=minutes)
    state = after_failure(FeedState(failures=failures), feed, NOW, "x", retry_after)
    assert state.next_at is not None
    assert NOW + timedelta(seconds=retry_after or 0) <= state.next_at <= NOW + LONGEST_WAIT
    assert state.failures == failures + 1
