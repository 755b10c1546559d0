"""One vacancy, for everybody: in the reader's language, or as schema.org JobPosting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from chalice.app import Blueprint

from chalicelib import learning, vacancies
from chalicelib.errors import NotFound
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.negotiation import chosen, has_already
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.vacancies import Vacancy
    from chalicelib.vacancies.view import VacancyView
    from functions.learning_types import Followed

blueprint = Blueprint(__name__)
_JSON = "application/json"
_JOB_POSTING = "application/ld+json"
_OFFERED = (_JSON, _JOB_POSTING)
_VARY = "Accept, Accept-Language, Authorization"


@endpoint(blueprint, "GET", "/v1/vacancies/{vacancy_id}", audience=[Audience.PUBLIC], answers=_OFFERED)
def read(call: Call, vacancy_id: str, query: Followed) -> Answer[VacancyView]:
    """One vacancy; ``Accept: application/ld+json`` gives schema.org JobPosting.

    ``stated_in_text`` has what the text says of fields that were left empty, for readers and for the poster, who may
    adopt it; a JobPosting has the poster's fields alone.

    Published ones are everybody's. Its poster's side and the offices see it in every state, with ``inside``: the
    findings and the history.
    """
    from chalicelib.vacancies import access

    kind = chosen(call, _OFFERED)
    ticket = learning.ticket(query.search)
    vacancy = vacancies.get(vacancy_id)
    access.require_reading(call.principal, vacancy)
    learning.followed(ticket, learning.Step.OPENED, vacancy.content.occupation)
    inside = access.sees_inside(call.principal, vacancy)
    caching = "private, no-store" if inside else "public, max-age=60"
    headers = {"Vary": _VARY, "Cache-Control": caching}
    if not inside and has_already(call, vacancy.revision):
        return Answer(body=_NOTHING, status=304, version=vacancy.revision, headers=headers)
    body: Any = _posting(call, vacancy) if kind == _JOB_POSTING else _view(call, vacancy, inside)
    return Answer(body=body, version=vacancy.revision, media_type=kind, headers=headers)


_NOTHING: Any = ""


def _view(call: Call, vacancy: Vacancy, inside: bool) -> VacancyView:
    from chalicelib.vacancies.stated_in_text import stated_in_text
    from chalicelib.vacancies.viewing import inside_view, public_view

    read_of_text = stated_in_text(vacancy, call.language)
    seen = msgspec.structs.replace(public_view(vacancy, call.language), stated_in_text=read_of_text)
    if not inside:
        return seen
    return msgspec.structs.replace(seen, inside=inside_view(vacancy, call.language))


def _posting(call: Call, vacancy: Vacancy) -> str:
    """A JobPosting exists only while the vacancy is open: search engines take it for an offer."""
    from chalicelib.vacancies.jobposting import job_posting

    if vacancy.state is not vacancies.State.PUBLISHED:
        raise NotFound
    return msgspec.json.encode(job_posting(vacancy, call.language)).decode()
