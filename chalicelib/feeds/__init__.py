"""Feeds that the platform fetches: addresses that are safe to ask, bounded requests, sitemaps, postings in pages."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.feeds.addresses import Refused, target_of
    from chalicelib.feeds.fetching import Failure, Fetched, Fetcher, FetchFailed, Known

__all__ = ["Failure", "FetchFailed", "Fetched", "Fetcher", "Known", "Refused", "target_of"]

__getattr__ = exports(__name__)
