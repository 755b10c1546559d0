"""The schedule that fetches the feeds of partners."""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib.observability import logger

blueprint = Blueprint(__name__)
_RESERVED_SECONDS = 20.0


@blueprint.schedule(Rate(15, unit=Rate.MINUTES), name="pull_feeds")
def pull_feeds(event: CloudWatchEvent) -> None:
    """Look at the feeds that are due, alone, as far as the time allows; the next run goes on.

    It fails when feeds are due and the time allows none of them (`chalicelib.feeds.running.NoTimeError`).
    """
    from chalicelib.feeds.running import pull_due

    context: Any = event.context
    looked = pull_due(lambda: float(context.get_remaining_time_in_millis()) / 1000 - _RESERVED_SECONDS)
    counts = {"feeds": len(looked), "items": sum(each.items for each in looked)}
    logger.info("feeds looked at", extra=counts | {"closed": sum(each.closed for each in looked)})
