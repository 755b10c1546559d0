"""Rights over one's data: restricting its use, objecting to machines, asking the office, and the clock of all that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib.observability import correlated, logger, measure
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.rights import Answer as Reply
    from chalicelib.rights import NewRequest, Processing
    from functions.rights_types import (
        OwnRightsPaging,
        RightsPaging,
        RightsRequestPage,
        RightsRequests,
        RightsRequestView,
    )

blueprint = Blueprint(__name__)
_SEEKER = (Audience.SEEKER,)
_OFFICE = (Audience.OFFICER, Audience.ADMIN)
_PRIVATE = {"Cache-Control": "private, no-store"}


@endpoint(blueprint, "GET", "/v1/people/me/processing", audience=_SEEKER)
def processing(call: Call) -> Answer[Processing]:
    """Since when one restricts the use of one's data, and objects to being judged by machine."""
    from chalicelib import rights

    return Answer(body=rights.processing_of(call.principal), headers=_PRIVATE)


@endpoint(blueprint, "PUT", "/v1/people/me/restriction", audience=_SEEKER)
def restrict(call: Call) -> Answer[Processing]:
    """Have one's data kept and used for nothing, at once: nobody finds or reads it, nothing is recommended or sent.

    Applications stay as they are, unseen. One can still sign in, take the data along, and lift it. May be repeated.
    """
    return _switched(call, "RESTRICTION", on=True)


@endpoint(blueprint, "DELETE", "/v1/people/me/restriction", audience=_SEEKER)
def lift_restriction(call: Call) -> Answer[Processing]:
    """Let one's data be used again as before; consents stand as they stood. May be repeated."""
    return _switched(call, "RESTRICTION", on=False)


@endpoint(blueprint, "PUT", "/v1/people/me/objection", audience=_SEEKER)
def object_to_machines(call: Call) -> Answer[Processing]:
    """Be judged by no machine: not ranked for employers, nor vacancies for oneself. Searching and applying go on."""
    return _switched(call, "OBJECTION", on=True)


@endpoint(blueprint, "DELETE", "/v1/people/me/objection", audience=_SEEKER)
def take_objection_back(call: Call) -> Answer[Processing]:
    """Be matched again. May be repeated."""
    return _switched(call, "OBJECTION", on=False)


@endpoint(blueprint, "POST", "/v1/people/me/rights-requests", audience=_SEEKER, status=201)
def ask(call: Call, body: NewRequest) -> Answer[RightsRequestView]:
    """Ask for what one cannot do oneself; it is answered within three times twenty-four hours (``due_at``)."""
    from chalicelib import rights
    from functions.rights_types import own_view

    asked = rights.ask(call.principal, body, call.idempotency_key("ask_right"))
    return Answer(body=own_view(asked), version=asked.version, headers=_PRIVATE)


@endpoint(blueprint, "GET", "/v1/people/me/rights-requests", audience=_SEEKER)
def mine(call: Call, query: OwnRightsPaging) -> Answer[RightsRequests]:
    """What one asked for and what was done at once, the latest first, with answers."""
    from chalicelib import rights
    from functions.rights_types import own_page_view

    return Answer(body=own_page_view(rights.mine(call.principal, query.limit, query.cursor)), headers=_PRIVATE)


@endpoint(blueprint, "GET", "/v1/rights-requests", audience=_OFFICE)
def waiting(call: Call, query: RightsPaging) -> Answer[RightsRequestPage]:
    """Requests that wait for an answer, the most urgent first: an officer's regions, or all for an administrator.

    A page may be short, or empty, while ``next`` goes on: requests are looked through for those of the regions.
    """
    from chalicelib import rights
    from functions.rights_types import page_view

    return Answer(body=page_view(rights.waiting(call.principal, query.limit, query.cursor)), headers=_PRIVATE)


@endpoint(blueprint, "GET", "/v1/rights-requests/{request_id}", audience=_OFFICE)
def read(call: Call, request_id: str) -> Answer[RightsRequestView]:
    """One request with what was written; the person sees who read it."""
    from chalicelib import rights
    from functions.rights_types import office_view

    asked = rights.read(call.principal, request_id)
    return Answer(body=office_view(asked), version=asked.version, headers=_PRIVATE)


@endpoint(blueprint, "POST", "/v1/rights-requests/{request_id}/answer", audience=_OFFICE)
def answer(call: Call, request_id: str, body: Reply) -> Answer[RightsRequestView]:
    """Answer a request, once; the person is told. ``If-Match`` carries the version that was read."""
    from chalicelib import rights
    from functions.rights_types import office_view

    asked = rights.answer(call.principal, request_id, body, call.expected_version())
    return Answer(body=office_view(asked), version=asked.version, headers=_PRIVATE)


@blueprint.schedule(Rate(1, unit=Rate.HOURS), name="watch_rights")
def watch(event: CloudWatchEvent) -> None:
    """Count what waits, what is due soon and what is overdue; alarms stand on these figures."""
    from chalicelib import rights

    with correlated(event.event_id):
        found = rights.watch()
        measure("RightsRequestsOpen", found.open)
        measure("RightsRequestsDueSoon", found.soon)
        measure("RightsRequestsOverdue", found.overdue)
        measure("RightsRequestAge", found.oldest, "Seconds")
        logger.info("rights watched", extra={"open": found.open, "soon": found.soon, "overdue": found.overdue})


def _switched(call: Call, name: str, *, on: bool) -> Answer[Processing]:
    from chalicelib import rights

    return Answer(body=rights.switch(call.principal, rights.Switch[name], on=on), headers=_PRIVATE)
