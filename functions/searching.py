"""Searching vacancies, similar ones, and completing what is being typed."""

from typing import Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from chalicelib import finding
from chalicelib.clock import SYSTEM_CLOCK, epoch_seconds
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.search_parameters import SearchQuery, request_of
from functions.search_views import SearchPage, SimilarPage, SuggestionList, page_view, similar_view, suggestion_view
from search.vocabulary import Kind
from security.principal import Audience

blueprint = Blueprint(__name__)


class SimilarQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many similar vacancies are wanted."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT // 2


class SuggestionQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is being typed, and which kinds of completions are wanted (all, if none is named)."""

    q: str
    kind: list[Kind] = []


@endpoint(blueprint, "GET", "/v1/vacancies", audience=[Audience.PUBLIC])
def find_vacancies(call: Call, query: SearchQuery) -> Answer[SearchPage]:
    """Search published vacancies: words, criteria, facets; the answer says what was understood and loosened."""
    request = request_of(query, epoch_seconds(SYSTEM_CLOCK.now()))
    return Answer(body=page_view(finding.find(request), call.language))


@endpoint(blueprint, "GET", "/v1/vacancies/{vacancy_id}/similar", audience=[Audience.PUBLIC])
def find_similar(call: Call, vacancy_id: str, query: SimilarQuery) -> Answer[SimilarPage]:
    """Published vacancies like this one."""
    return Answer(body=similar_view(finding.similar(vacancy_id, query.limit), call.language))


@endpoint(blueprint, "GET", "/v1/suggestions", audience=[Audience.PUBLIC])
def complete(call: Call, query: SuggestionQuery) -> Answer[SuggestionList]:
    """Completions of what is being typed, with how many vacancies each would find."""
    kinds = tuple(dict.fromkeys(query.kind)) or finding.SUGGESTED
    return Answer(body=suggestion_view(finding.suggest(query.q, kinds, call.language)))
