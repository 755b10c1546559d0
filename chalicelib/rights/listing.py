"""Requests for those whom they concern: the person's own, and those that wait, for who answers them."""

from collections.abc import Iterable, Iterator

import msgspec

from chalicelib import people
from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from chalicelib.rights import table
from chalicelib.rights.model import Asked, RightsRequest
from chalicelib.rights.table import RightsItem
from security import vault
from security.policy import Action, Resource, ResourceKind, allowed, require
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Sealed

_MOST_LOOKED_AT = 2_000
"""Open requests that one call looks at; with few in the caller's regions a page is short and the next one goes on."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An open request as it is listed, and its version: without a word of what was written."""

    request: RightsRequest
    version: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some open requests, the most urgent first, and the cursor to go on from."""

    items: tuple[Waiting, ...]
    next: str | None = None


class OwnPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some of one's own requests, the latest first, and the cursor to go on from."""

    items: tuple[Asked, ...]
    next: str | None = None


class _After(msgspec.Struct, frozen=True):
    reader: str
    place: str


class _Before(msgspec.Struct, frozen=True):
    owner: str
    request: str


def mine(principal: Principal, limit: int, cursor: str | None = None) -> OwnPage:
    """Return what the caller asked for, the latest first, with the words of both sides.

    Raises `NotFound` for who was erased, `InvalidInput` for a cursor that was not issued to the caller.
    """
    found = list(table.of_person(_owner(principal), _resumed(principal, cursor), limit + 1))
    items = tuple(opened_for_owner(item, principal) for item in found[:limit])
    more = encode_cursor(_Before(principal.id, items[-1].request.id)) if len(found) > limit else None
    return OwnPage(items=items, next=more)


def all_mine(principal: Principal) -> Iterator[Asked]:
    """Yield all that the caller ever asked for, the latest first; raises `NotFound` for who was erased."""
    yield from (opened_for_owner(item, principal) for item in table.of_person(_owner(principal)))


def waiting(principal: Principal, limit: int, cursor: str | None = None) -> Page:
    """Return open requests that the caller answers: an administrator all, an officer those of their regions.

    Raises `InvalidInput` for a cursor that was not issued to the caller.
    """
    found: list[Waiting] = []
    for count, item in enumerate(table.waiting(_place(principal, cursor)), start=1):
        if allowed(principal, Action.DECIDE, resource_of(item.request)):
            if len(found) == limit:
                return _page(found, principal, found[-1].request)
            found.append(Waiting(request=item.request, version=int(item.version)))
        if count == _MOST_LOOKED_AT:
            return _page(found, principal, item.request)
    return Page(items=tuple(found))


def opened_for_owner(item: RightsItem, principal: Principal) -> Asked:
    """Return a request with its words, opened for the person."""
    return _opened(item, Purpose.SHOW_OWNER, principal)


def opened_for_answer(item: RightsItem, principal: Principal) -> Asked:
    """Return a request with its words, opened for who answers it; the audit keeps that they read it."""
    require(principal, Action.READ, resource_of(item.request))
    return _opened(item, Purpose.ANSWER_RIGHTS, principal)


def resource_of(request: RightsRequest) -> Resource:
    """Return the request as the policy sees it."""
    return Resource(kind=ResourceKind.RIGHTS_REQUEST, owner=request.person_id, region=request.region)


def _page(found: Iterable[Waiting], principal: Principal, last: RightsRequest) -> Page:
    return Page(items=tuple(found), next=encode_cursor(_After(principal.id, table.place(last))))


def _owner(principal: Principal) -> str:
    require(principal, Action.READ, Resource(kind=ResourceKind.RIGHTS_REQUEST, owner=principal.id))
    return people.living(principal.id)[0].id


def _resumed(principal: Principal, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    position = decode_cursor(cursor, _Before)
    if position.owner != principal.id:
        raise unknown_cursor()
    return position.request


def _place(principal: Principal, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    position = decode_cursor(cursor, _After)
    if position.reader != principal.id:
        raise unknown_cursor()
    return position.place


def _opened(item: RightsItem, purpose: Purpose, reader: Principal) -> Asked:
    return Asked(
        request=item.request,
        version=int(item.version),
        text=_words(item.text, purpose, reader),
        answer=_words(item.answer, purpose, reader),
    )


def _words(sealed: Sealed | None, purpose: Purpose, reader: Principal) -> str | None:
    return vault.open_sealed(sealed, purpose, reader) if sealed is not None else None
