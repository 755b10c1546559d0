"""A feed that the platform fetches, and how far it is with it."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.feeds.fetching import Known
from chalicelib.feeds.sitemaps import Sitemap


class FeedForm(StrEnum):
    """How a portal publishes: pages with JSON-LD that a sitemap lists, or one file with a posting on each line."""

    SITEMAP = "sitemap"
    LINES = "lines"


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """A partner's feed: where it is, and how often it is looked at."""

    partner_id: str
    url: str
    form: FeedForm
    minutes: int = 60


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """A feed as an administrator registered it; a partner has one. ``by`` is whoever changed it last, ``at`` when."""

    feed: Feed
    active: bool
    by: str
    at: datetime


class Reached(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a feed's `FeedState` is kept, and what of it an operator wants to see.

    ``slot`` is the one of two places that holds the state in ``parts`` rows; ``digest`` is its SHA-256.
    """

    slot: int = 0
    parts: int = 0
    digest: str = ""
    failures: int = 0
    problem: str = ""
    looked_at: datetime | None = None


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """A registered feed, how far the platform is with it, and when it looks again."""

    registered: Registered
    reached: Reached
    next_at: datetime | None


class SeenPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page of a sitemap as it was fetched last: the change that its sitemap told, the identifiers found on it."""

    url: str
    changed: datetime | None = None
    known: Known = Known()
    identifiers: tuple[str, ...] = ()


class SeenSitemap(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sitemap as it was fetched last: what the server said of it, and what it lists."""

    url: str
    known: Known = Known()
    listed: Sitemap = Sitemap()


class Missing(msgspec.Struct, frozen=True):
    """An identifier that so many complete passes in a row did not find."""

    identifier: str
    passes: int


class FeedState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is remembered between two looks: what the server said, sitemaps, pages, what is missing, failures."""

    known: Known = Known()
    sitemaps: tuple[SeenSitemap, ...] = ()
    pages: tuple[SeenPage, ...] = ()
    waiting: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    failures: int = 0
    next_at: datetime | None = None
    problem: str = ""


class Pulled(msgspec.Struct, frozen=True, kw_only=True):
    """What one look brought: new or changed items in JSON, whether the pass is complete, the new state."""

    items: tuple[bytes, ...] = ()
    complete: bool = False
    state: FeedState
