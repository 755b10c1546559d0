"""Breaches of personal data: what one was told of one's own, and the clock of what is still to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib import breaches
from chalicelib.observability import logger, measure
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from functions.breaches_types import BreachNotices

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/v1/people/me/breach-notices", audience=[Audience.SEEKER])
def own_notices(call: Call) -> Answer[BreachNotices]:
    """Breaches that disclosed one's own data: which, when and how, what is done, and what one can do."""
    from functions.breaches_types import notices_view

    found = breaches.notices_to(call.principal.id)
    return Answer(body=notices_view(found, call.language), headers={"Cache-Control": "private, no-store"})


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="watch_breaches")
def watch_breaches(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Tell how long the oldest breach has been known of which not everybody is told."""
    hours = breaches.open_hours()
    measure("BreachHours", hours)
    logger.info("breaches watched", extra={"hours": round(hours, 1)})
