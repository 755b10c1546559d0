"""Feeds that the platform fetches: addresses that are safe to ask, bounded requests, sitemaps, postings in pages."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.feeds.addresses import Refused, target_of
    from chalicelib.feeds.fetching import Failure, Fetched, Fetcher, FetchFailed, Known
    from chalicelib.feeds.model import Feed, FeedForm, Overview
    from chalicelib.feeds.registering import add_feed, all_feeds, stop_feed
    from chalicelib.feeds.running import pull_due

__all__ = [
    "Failure",
    "Feed",
    "FeedForm",
    "FetchFailed",
    "Fetched",
    "Fetcher",
    "Known",
    "Overview",
    "Refused",
    "add_feed",
    "all_feeds",
    "pull_due",
    "stop_feed",
    "target_of",
]

__getattr__ = exports(__name__)
