"""What is asked of saved searches and alerts, read and checked."""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.alerts.model import LONGEST_NAME, Draft, SavedSearch, SearchParameters
from chalicelib.alerts.naming import name_of
from chalicelib.errors import InvalidInput, invalid
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.texts import Text
from functions.saved_searches_merge import ParametersChange, merged
from functions.search_parameters import SearchQuery, request_of
from search.request import SearchRequest

_Name = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]


class SearchDraft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search to be saved: the parameters of ``GET /v1/vacancies`` but for order and page.

    Without ``name`` it is called by what it asks for. ``active``: new vacancies that meet it are told of.
    """

    name: _Name | None = None
    parameters: SearchParameters
    active: bool = True


class SearchChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be different (JSON merge patch, RFC 7396): of ``parameters`` too what is left out stays.

    ``name: null`` is unnamed; who never gave a name has the search called anew by what it asks for.
    """

    name: _Name | UnsetType | None = UNSET
    parameters: ParametersChange | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class MatchQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of the matches."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class StopQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The link's token. It stands in the query, which neither the firewall nor any log of requests keeps."""

    t: Annotated[str, Meta(min_length=1, max_length=200)]


def draft_of(body: SearchDraft) -> Draft:
    """Return what is to be saved; raises `InvalidInput` that names each wrong parameter."""
    return _draft(_name(body.name), body.parameters, active=body.active)


def changed_draft(search: SavedSearch, body: SearchChange) -> Draft:
    """Return ``search`` with what ``body`` changes; raises `InvalidInput` as `draft_of` does."""
    name = _own_name(search) if isinstance(body.name, UnsetType) else _name(body.name)
    change = body.parameters
    parameters = search.parameters if isinstance(change, UnsetType) else merged(search.parameters, change)
    active = search.active if isinstance(body.active, UnsetType) else body.active
    return _draft(name, parameters, active=active)


def _draft(name: str | None, parameters: SearchParameters, *, active: bool) -> Draft:
    request = _checked(parameters)
    return Draft(name=name, parameters=parameters, words=request.words, criteria=request.criteria, active=active)


def _checked(parameters: SearchParameters) -> SearchRequest:
    query = msgspec.convert(msgspec.structs.asdict(parameters), SearchQuery)
    try:
        # The moment does not matter: it is no part of what is saved.
        return request_of(query, 0)
    except InvalidInput as error:
        named = [msgspec.structs.replace(each, pointer=f"/parameters/{each.pointer}") for each in error.errors]
        raise InvalidInput(error.detail, named) from error


def _own_name(search: SavedSearch) -> str | None:
    """Return what its owner called the search, ``None`` for a name that was made of what it asks for."""
    return None if search.name == name_of(search.parameters) else search.name


def _name(name: str | None) -> str | None:
    if name is None:
        return None
    plain = " ".join(name.split())
    if not plain:
        raise invalid("/name", "required", Text("Nama tidak boleh kosong.", "The name must not be empty."))
    return plain
