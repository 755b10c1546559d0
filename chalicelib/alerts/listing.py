"""The vacancies that were found for a person, page by page: what messages tell of a few, whole."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from chalicelib import people, vacancies
from chalicelib.alerts import table
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.indexing import is_open
from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from chalicelib.vacancies.model import Vacancy
from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy that was found, by which saved searches and when; ``open``: whether people can still apply."""

    vacancy: Vacancy
    searches: tuple[str, ...]
    found_at: datetime
    open: bool


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some of what was found, the newest vacancy first, and the cursor to go on from."""

    items: tuple[Found, ...]
    next: str | None = None


class Noted(msgspec.Struct, frozen=True):
    """What is kept of a match: the vacancy, the searches and the moment; ``settled``: nothing is left to be told."""

    vacancy_id: str
    searches: tuple[str, ...]
    found_at: datetime
    settled: bool


class _Before(msgspec.Struct, frozen=True):
    owner: str
    vacancy_id: str


def inbox(principal: Principal, limit: int, cursor: str | None = None, clock: Clock = SYSTEM_CLOCK) -> Page:
    """Return a page of the caller's matches of the last ninety days; vacancies that are gone are left out.

    Raises `InvalidInput` for a cursor that was not issued to the caller, `NotFound` for who was erased.
    """
    require(principal, Action.READ, Resource(kind=ResourceKind.SAVED_SEARCH, owner=principal.id))
    people.living(principal.id)
    items = table.matches(principal.id, _before(principal, cursor), limit + 1)
    page, more = items[:limit], len(items) > limit
    known = vacancies.get_many(item.vacancy_id for item in page) if page else {}
    now = clock.now()
    found = tuple(
        Found(
            vacancy=known[item.vacancy_id],
            searches=item.match.searches,
            found_at=item.match.found_at,
            open=is_open(known[item.vacancy_id], now),
        )
        for item in page
        if item.vacancy_id in known
    )
    return Page(items=found, next=encode_cursor(_Before(principal.id, page[-1].vacancy_id)) if more else None)


def every_match(principal: Principal) -> Iterator[Noted]:
    """Yield all that is kept of what was found for the caller, the newest vacancy first, for who takes it along.

    Also of vacancies that are gone. Raises `NotFound` for who was erased.
    """
    require(principal, Action.READ, Resource(kind=ResourceKind.SAVED_SEARCH, owner=principal.id))
    people.living(principal.id)
    for item in table.every_match(principal.id):
        told = item.untold is None
        yield Noted(item.vacancy_id, item.match.searches, item.match.found_at, settled=told)


def _before(principal: Principal, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    place = decode_cursor(cursor, _Before)
    if place.owner != principal.id:
        raise unknown_cursor()
    return place.vacancy_id
