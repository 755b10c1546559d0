"""Posting vacancies here: draft, amend, submit, renew, close, withdraw."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from chalice.app import Blueprint, CloudWatchEvent, Rate

from chalicelib import employers, vacancies
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.observability import logger, measure
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.vacancies import Vacancy
    from chalicelib.vacancies.content import ContentPatch, NewVacancy
    from chalicelib.vacancies.reading import Page
    from chalicelib.vacancies.view import InsideView
    from functions.posting_types import Closing, OfEmployer, VacancyList, Withdrawal

blueprint = Blueprint(__name__)
_POSTERS = (Audience.EMPLOYER, Audience.OFFICER, Audience.SEEKER)
"""Who is a member of an employer may post for it, also with a token that does not say so yet; see employers.access."""
_MERGE = ("application/json", "application/merge-patch+json")


@endpoint(blueprint, "POST", "/v1/vacancies", audience=_POSTERS, status=201)
def draft(call: Call, body: NewVacancy) -> Answer[InsideView]:
    """Draft a vacancy for an employer."""
    key = call.idempotency_key("draft_vacancy")
    return _answer(call, vacancies.draft(call.principal, body.employer_id, body.content, key))


@endpoint(blueprint, "PATCH", "/v1/vacancies/{vacancy_id}", audience=_POSTERS, media_types=_MERGE)
def amend(call: Call, vacancy_id: str, body: ContentPatch) -> Answer[InsideView]:
    """Change parts of a vacancy; If-Match carries the ETag that was read.

    A published vacancy is checked again at once. One that waits or was rejected becomes a draft to be submitted anew.
    """
    return _answer(call, vacancies.amend(call.principal, vacancy_id, body, call.expected_version()))


@endpoint(blueprint, "POST", "/v1/vacancies/{vacancy_id}/submit", audience=_POSTERS)
def submit(call: Call, vacancy_id: str) -> Answer[InsideView]:
    """Hand a draft in; the machine checks it at once.

    The answer's state is ``published``, ``held`` or ``checked`` (an officer decides), or ``rejected``.
    """
    key = call.idempotency_key("submit_vacancy")
    return _answer(call, vacancies.submit(call.principal, vacancy_id, _expected(call), key=key))


@endpoint(blueprint, "POST", "/v1/vacancies/{vacancy_id}/renew", audience=_POSTERS)
def renew(call: Call, vacancy_id: str) -> Answer[InsideView]:
    """Keep a vacancy up for three more months."""
    key = call.idempotency_key("renew_vacancy")
    return _answer(call, vacancies.renew(call.principal, vacancy_id, _expected(call), key=key))


@endpoint(blueprint, "POST", "/v1/vacancies/{vacancy_id}/close", audience=_POSTERS)
def close(call: Call, vacancy_id: str, body: Closing) -> Answer[InsideView]:
    """Close a published vacancy, filled or not."""
    key = call.idempotency_key("close_vacancy")
    closed = vacancies.close(
        call.principal, vacancy_id, filled=body.filled, reason=body.reason, expected=_expected(call), key=key
    )
    return _answer(call, closed)


@endpoint(blueprint, "POST", "/v1/vacancies/{vacancy_id}/withdraw", audience=_POSTERS)
def withdraw(call: Call, vacancy_id: str, body: Withdrawal) -> Answer[InsideView]:
    """Take a vacancy back."""
    key = call.idempotency_key("withdraw_vacancy")
    return _answer(call, vacancies.withdraw(call.principal, vacancy_id, body.reason, _expected(call), key=key))


@endpoint(blueprint, "GET", "/v1/employers/{employer_id}/vacancies", audience=_POSTERS)
def of_employer(call: Call, employer_id: str, query: OfEmployer) -> Answer[VacancyList]:
    """An employer's vacancies in every state, the newest first; for its members, and officers of its region.

    An officer sees those in their own region. With ``ends_within`` only those that are about to end. A page may be
    short, or empty, and have a ``next``.
    """
    is_seen = _view_of(call, employer_id)
    if query.ends_within is not None:
        by = SYSTEM_CLOCK.now() + timedelta(days=query.ends_within)
        return _list(call, vacancies.ending_of_employer(employer_id, by, query.limit, query.cursor), is_seen)
    return _list(call, vacancies.of_employer(employer_id, query.limit, query.cursor), is_seen)


@blueprint.schedule(Rate(15, unit=Rate.MINUTES), name="take_off_vacancies")
def take_off(event: CloudWatchEvent) -> None:  # noqa: ARG001 - the schedule's event says nothing
    """Take off the vacancies whose day has passed, or that were not mended in time."""
    count = vacancies.take_off_due()
    measure("VacanciesTakenOff", count)
    logger.info("vacancies taken off", extra={"count": count})


def _expected(call: Call) -> int | None:
    return call.expected_version() if "if-match" in call.headers else None


def _answer(call: Call, vacancy: Vacancy) -> Answer[InsideView]:
    from chalicelib.vacancies.viewing import inside_view

    return Answer(body=inside_view(vacancy, call.language), version=vacancy.revision)


def _view_of(call: Call, employer_id: str) -> Callable[[Vacancy], bool]:
    """Return which vacancies of an employer the caller sees: a member all, an officer of its region those in their own.

    Raises `NotFound` for anybody else.
    """
    from security.policy import Action, ResourceKind, serves

    if employer_id in employers.employers_of(call.principal):
        return lambda _: True
    employer = employers.stored(employer_id).employer
    employers.require(call.principal, Action.READ, employers.resource_of(employer, ResourceKind.POSTINGS))
    return lambda vacancy: vacancy.content.region is None or serves(call.principal, vacancy.content.region)


def _list(call: Call, page: Page, is_seen: Callable[[Vacancy], bool]) -> Answer[VacancyList]:
    from functions.posting_types import list_view

    seen = msgspec.structs.replace(page, items=tuple(filter(is_seen, page.items)))
    return Answer(body=list_view(seen, call.language))
