"""One look at a feed: what is new or changed since the last, as far as time allows; the next goes on from there."""

import io
import itertools
from collections.abc import Callable, Iterator
from datetime import datetime

import msgspec

from chalicelib.feeds.fetching import Fetcher, FetchFailed
from chalicelib.feeds.model import Feed, FeedForm, FeedState, Pulled, SeenPage, SeenSitemap
from chalicelib.feeds.pages import postings_in
from chalicelib.feeds.passing import after_failure, after_success
from chalicelib.feeds.robots import Manners, manners_of
from chalicelib.feeds.sitemaps import BadSitemap, Entry, read_sitemap
from chalicelib.partners.job_posting import identifier_in

MOST_SITEMAPS = 50
MOST_LINES = 100_000
"""Postings in one file, as many as a full list of a partner may name."""
LARGEST_PAGE = 5 * 1024 * 1024
MOST_HELD = 50 * 1024 * 1024
"""Bytes of items that a look keeps until they are handed on; the next goes on with the other pages."""
_DEEPEST = 3

Pause = Callable[[float], bool]
"""Waits so many seconds between two requests; False when the time of this look is over."""


class _Broken(Exception):
    """The feed cannot be gone over; the message says why."""


def pull(feed: Feed, state: FeedState, fetcher: Fetcher, pause: Pause, now: datetime) -> Pulled:
    """Look at a feed once and return what it brought; never raises for what the portal does.

    ``complete`` says that everything the portal names is known now (`FeedState.named`): only then may what it does not
    name be missing. A failure leaves all that is known as it is and puts the next look off.
    """
    manners = manners_of(feed.url, fetcher)
    if not manners.allows(feed.url):
        return Pulled(state=after_failure(state, feed, now, "closed_by_robots"))
    try:
        if feed.form is FeedForm.LINES:
            return _lines(feed, state, fetcher, now)
        return _Walk(feed, state, fetcher, manners, pause).pulled(now)
    except FetchFailed as failed:
        return Pulled(state=after_failure(state, feed, now, str(failed), failed.retry_after))
    except (BadSitemap, _Broken) as broken:
        return Pulled(state=after_failure(state, feed, now, str(broken)))


def _lines(feed: Feed, state: FeedState, fetcher: Fetcher, now: datetime) -> Pulled:
    fetched = fetcher.get(feed.url, state.known)
    if fetched.body is None:
        return Pulled(state=after_success(state, feed, now), complete=True)
    items = tuple(itertools.islice(_lines_of(fetched.body), MOST_LINES + 1))
    if len(items) > MOST_LINES:
        raise _Broken("too_many_postings")
    named = [identifier_in(item) for item in items]
    if not items or not any(named):
        raise _Broken("no_postings")
    found = tuple(dict.fromkeys(name for name in named if name))
    told = msgspec.structs.replace(state, known=fetched.known, named=found)
    # An item that cannot be read may be any of those that seem to be gone.
    return Pulled(items=items, complete=all(named), state=after_success(told, feed, now))


def _lines_of(body: bytes) -> Iterator[bytes]:
    yield from (line for raw in io.BytesIO(body) if (line := raw.strip()))


class _Walk:
    """Going over the pages of a sitemap, those first that an earlier look did not get to."""

    def __init__(self, feed: Feed, state: FeedState, fetcher: Fetcher, manners: Manners, pause: Pause) -> None:
        self._feed, self._state, self._fetcher = feed, state, fetcher
        self._manners, self._pause = manners, pause
        self._pages = {page.url: page for page in state.pages}
        self._seen = {seen.url: seen for seen in state.sitemaps}
        self._read: list[SeenSitemap] = []
        self._items: list[bytes] = []
        self._held = 0
        self._failed = False

    def pulled(self, now: datetime) -> Pulled:
        entries = {entry.url: entry for entry in self._entries(self._feed.url, 0) if self._manners.allows(entry.url)}
        if not entries:
            raise _Broken("no_pages")
        waiting = self._fetch([entry for entry in entries.values() if self._is_due(entry)])
        pages = tuple(page for url, page in self._pages.items() if url in entries)
        named = tuple(dict.fromkeys(name for page in pages for name in page.identifiers))
        read = tuple({seen.url: seen for seen in self._read}.values())
        state = msgspec.structs.replace(self._state, sitemaps=read, pages=pages, waiting=waiting, named=named)
        complete = not waiting and not self._failed
        return Pulled(items=tuple(self._items), complete=complete, state=after_success(state, self._feed, now))

    def _entries(self, url: str, depth: int) -> Iterator[Entry]:
        if depth > _DEEPEST or len(self._read) >= MOST_SITEMAPS:
            raise _Broken("too_many_sitemaps")
        seen = self._sitemap(url)
        self._read.append(seen)
        yield from seen.listed.pages
        for entry in seen.listed.sitemaps:
            yield from self._entries(entry.url, depth + 1)

    def _sitemap(self, url: str) -> SeenSitemap:
        """Return a sitemap, the one that we have where the server says that it did not change."""
        before = self._seen.get(url, SeenSitemap(url=url))
        fetched = self._fetcher.get(url, before.known)
        if fetched.body is None:
            return before
        return SeenSitemap(url=url, known=fetched.known, listed=read_sitemap(fetched.body))

    def _is_due(self, entry: Entry) -> bool:
        page = self._pages.get(entry.url)
        if page is None or entry.url in self._state.waiting:
            return True
        if entry.changed is None or page.changed is None:
            # Asked for again in each pass, but not twice in one that takes several looks.
            return not self._state.waiting
        return entry.changed > page.changed

    def _fetch(self, due: list[Entry]) -> tuple[str, ...]:
        """Fetch pages until the time is over, and return those that are left."""
        first = set(self._state.waiting)
        ordered = sorted(due, key=lambda entry: entry.url not in first)
        for place, entry in enumerate(ordered):
            if self._held > MOST_HELD or not self._pause(self._manners.delay):
                return tuple(left.url for left in ordered[place:])
            self._fetch_page(entry)
        return ()

    def _fetch_page(self, entry: Entry) -> None:
        before = self._pages.get(entry.url, SeenPage(url=entry.url))
        try:
            fetched = self._fetcher.get(entry.url, before.known, LARGEST_PAGE)
        except FetchFailed as failed:
            if failed.detail in ("404", "410"):
                self._pages[entry.url] = SeenPage(url=entry.url, changed=entry.changed)
            else:
                self._failed = True
            return
        if fetched.body is None:
            self._pages[entry.url] = msgspec.structs.replace(before, changed=entry.changed)
            return
        items = postings_in(fetched.body, entry.url)
        self._items += items
        self._held += sum(map(len, items))
        names = tuple(name for item in items if (name := identifier_in(item)))
        self._pages[entry.url] = SeenPage(url=entry.url, changed=entry.changed, known=fetched.known, identifiers=names)
