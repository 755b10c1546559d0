"""What a schedule does for vacancies and people that nobody cares for any more: they are asked about, then put aside."""

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib import vacancies
from chalicelib.observability import logger, measure

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="remind_employers")
def remind_employers(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Ask employers whether their vacancies still stand, in working hours, one message a day."""
    count = vacancies.remind_employers()
    measure("EmployersReminded", count)
    logger.info("employers reminded", extra={"count": count})
