"""What schedules do about vacancies and people that were long not heard of: ask, and in the end put them aside.

And the link of a reminder: what it would do (GET), and doing it (POST). The token in it is all the proof there is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from chalice.app import Blueprint, CloudWatchEvent, Cron, Rate

from chalicelib import applications, people, vacancies
from chalicelib.observability import logger, measure
from functions.calls import Answer, Call
from functions.http import PAGE_REFUSALS, endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from functions.renewal_views import RenewalQuery, RenewalView

blueprint = Blueprint(__name__)
_ANSWERS = ("application/json", "text/html")
_RESERVED_SECONDS = 30.0
"""Left to a schedule after its work: longer than a page takes."""


@endpoint(blueprint, "GET", "/v1/renewals", audience=[Audience.PUBLIC], answers=_ANSWERS, also=PAGE_REFUSALS)
def look_at_renewal(call: Call, query: RenewalQuery) -> Answer[RenewalView]:
    """What the link of a reminder would do: which vacancy it keeps up, and until when. It changes nothing.

    With ``Accept: text/html`` it is a page with one button. An unknown, old or revoked link is a 404.
    """
    from functions.renewal_page import answered

    return answered(call, lambda: vacancies.linked(query.t), done=False)


@endpoint(blueprint, "POST", "/v1/renewals", audience=[Audience.PUBLIC], answers=_ANSWERS, also=PAGE_REFUSALS)
def renew_by_link(call: Call, query: RenewalQuery) -> Answer[RenewalView]:
    """Renew the vacancy of a link, without signing in; again and again changes nothing more.

    One that was taken off is checked again. A 409 when it was closed, withdrawn, held or filled meanwhile.
    """
    from functions.renewal_page import answered

    return answered(call, lambda: vacancies.renew_by_link(query.t), done=True)


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="remind_employers")
def remind_employers(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Ask employers whether their vacancies still stand, in working hours, one message a day."""
    count = vacancies.remind_employers()
    measure("EmployersReminded", count)
    logger.info("employers reminded", extra={"count": count})


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="look_after_people")
def look_after_people(event: CloudWatchEvent) -> None:  # noqa: ARG001
    """Remind people who were not seen for months, put aside those who did not come, and erase them years later."""
    reminded, inactive = people.look_after()
    measure("PeopleReminded", reminded)
    measure("PeopleInactive", inactive)
    expired = people.expire()
    measure("PeopleExpired", expired.erased)
    logger.info("accounts looked after", extra={"told": expired.told, "erased": expired.erased})
    logger.info("people looked after", extra={"reminded": reminded, "inactive": inactive})


@blueprint.schedule(Cron(30, 21, "*", "*", "?", "*"), name="forget_applications")
def forget_applications(event: CloudWatchEvent) -> None:
    """Take people out of applications that nobody has touched for years, a share of all each night."""
    done = applications.expire(_left(event))
    logger.info("old applications looked for", extra=msgspec.to_builtins(done))


@blueprint.schedule(Cron(0, 22, "*", "*", "?", "*"), name="renew_personal")
def renew_personal(event: CloudWatchEvent) -> None:
    """Bring what is sealed of people up to the present form and secrets, a share of all each night."""
    done = people.renew_some(_left(event))
    logger.info("sealed data renewed", extra=msgspec.to_builtins(done))


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="keep_office_roles")
def keep_office_roles(event: CloudWatchEvent) -> None:  # noqa: ARG001
    """Note who has which office, for the case that the user pool is lost with its region."""
    done = people.keep_offices()
    logger.info("roles of offices kept", extra=msgspec.to_builtins(done))


def _left(event: CloudWatchEvent) -> Callable[[], float]:
    """Return what tells the seconds that a run has left for its work."""
    context: Any = event.context
    return lambda: float(context.get_remaining_time_in_millis()) / 1000 - _RESERVED_SECONDS
