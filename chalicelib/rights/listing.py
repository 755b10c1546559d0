"""Requests for those whom they concern: the person's own, and those that wait, for who answers them."""

from collections.abc import Iterator

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


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """An open request as it is listed, and its version: without a word of what was written."""

    request: RightsRequest
    version: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some open requests, the most urgent first, and the cursor to go on from."""

    items: tuple[Waiting, ...]
    next: str | None = None


class _After(msgspec.Struct, frozen=True):
    reader: str
    place: str


def mine(principal: Principal) -> tuple[Asked, ...]:
    """Return what the caller asked for, the latest first, with the words of both sides."""
    require(principal, Action.READ, Resource(kind=ResourceKind.RIGHTS_REQUEST, owner=principal.id))
    people.living(principal.id)
    return tuple(opened_for_owner(item, principal) for item in table.of_person(principal.id))


def waiting(principal: Principal, limit: int, cursor: str | None = None) -> Page:
    """Return open requests that the caller answers: an administrator all, an officer those of their regions.

    Raises `InvalidInput` for a cursor that was not issued to the caller.
    """
    found: list[RightsItem] = []
    for item in _theirs(principal, _place(principal, cursor)):
        found.append(item)
        if len(found) > limit:
            break
    items = tuple(Waiting(request=item.request, version=int(item.version)) for item in found[:limit])
    more = encode_cursor(_After(principal.id, table.place(items[-1].request))) if len(found) > limit else None
    return Page(items=items, next=more)


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


def _theirs(principal: Principal, after: str | None) -> Iterator[RightsItem]:
    return (item for item in table.waiting(after) if allowed(principal, Action.DECIDE, resource_of(item.request)))


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
