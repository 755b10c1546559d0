"""Which feeds the platform looks at: registered, changed and stopped by operators. A partner has one feed."""

from typing import TYPE_CHECKING

from chalicelib import partners
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.feeds import table
from chalicelib.feeds.addresses import Refused, Resolve, target_of
from chalicelib.feeds.model import Feed, Overview, Reached, Registered
from chalicelib.feeds.surroundings import in_development
from chalicelib.tables import ConditionRefused
from chalicelib.texts import Text

if TYPE_CHECKING:
    from datetime import datetime

LEAST_MINUTES, MOST_MINUTES = 15, 1_440
"""The schedule's own step, and the longest wait after failures."""


def add_feed(feed: Feed, by: str, clock: Clock = SYSTEM_CLOCK, resolve: Resolve | None = None) -> Overview:
    """Register a partner's feed, change it, or go on with one that was stopped; it is looked at by the next run.

    With another address or form it begins anew; otherwise what is remembered stays. Raises `NotFound` for an unknown
    partner, `InvalidInput` for an address that the platform will not fetch or an interval that it does not keep.
    """
    partners.partner(feed.partner_id)
    _check(feed, resolve)
    now = clock.now()
    item = table.load(feed.partner_id) or table.FeedItem(feed.partner_id, reached=Reached())
    before: Registered | None = item.registered
    if before is not None and (before.feed.url, before.feed.form) != (feed.url, feed.form):
        # The place stays: rows of the former feed must not be taken for the new one's.
        item.reached = Reached(slot=item.reached.slot)
    return _saved(item, Registered(feed=feed, active=True, by=by, at=now), now)


def stop_feed(partner_id: str, by: str, clock: Clock = SYSTEM_CLOCK) -> Overview:
    """Look at a partner's feed no more; its vacancies stay. Stopping twice changes nothing. Raises `NotFound`."""
    item = table.load(partner_id)
    if item is None:
        raise NotFound(Text("Mitra ini tidak punya umpan.", "This partner has no feed."))
    if not item.registered.active:
        return table.overview(item)
    stopped = Registered(feed=item.registered.feed, active=False, by=by, at=clock.now())
    return _saved(item, stopped, None)


def all_feeds() -> tuple[Overview, ...]:
    """Return every feed that was registered, by partner."""
    return tuple(sorted(table.everything(), key=lambda each: each.registered.feed.partner_id))


def _saved(item: table.FeedItem, registered: Registered, next_at: "datetime | None") -> Overview:
    try:
        table.save(item, registered, next_at)
    except ConditionRefused:
        text = Text("Umpan sedang diperbarui; ulangi.", "The feed is being worked on; do it again.")
        raise Conflict(text) from None
    return table.overview(item)


def _check(feed: Feed, resolve: Resolve | None) -> None:
    if not LEAST_MINUTES <= feed.minutes <= MOST_MINUTES:
        bounds = f"{LEAST_MINUTES}-{MOST_MINUTES}"
        raise invalid("/minutes", "out_of_range", Text(f"Jeda {bounds} menit.", f"Every {bounds} minutes."))
    try:
        target_of(feed.url, resolve, development=in_development())
    except Refused as refused:
        text = Text(f"Alamat tidak dapat diambil: {refused}.", f"The address cannot be fetched: {refused}.")
        raise invalid("/url", str(refused), text) from None
