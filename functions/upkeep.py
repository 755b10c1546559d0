"""What schedules do about vacancies and people that were long not heard of: ask, and in the end put them aside."""

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib import people, vacancies
from chalicelib.observability import logger, measure

blueprint = Blueprint(__name__)


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="remind_employers")
def remind_employers(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Ask employers whether their vacancies still stand, in working hours, one message a day."""
    count = vacancies.remind_employers()
    measure("EmployersReminded", count)
    logger.info("employers reminded", extra={"count": count})


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="look_after_people")
def look_after_people(event: CloudWatchEvent) -> None:  # noqa: ARG001
    """Remind people who were not seen for months, and put aside those who did not come."""
    reminded, inactive = people.look_after()
    measure("PeopleReminded", reminded)
    measure("PeopleInactive", inactive)
    logger.info("people looked after", extra={"reminded": reminded, "inactive": inactive})
