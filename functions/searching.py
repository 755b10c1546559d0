"""Searching vacancies, similar ones, and completing what is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import finding
from chalicelib.clock import SYSTEM_CLOCK, epoch_seconds
from chalicelib.observability import measure
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from functions.search_parameters import SearchQuery, SimilarQuery, SuggestionQuery
    from functions.search_views import SearchPage, SimilarPage, SuggestionList
    from search.answer import SearchAnswer

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/v1/vacancies", audience=[Audience.PUBLIC])
def find_vacancies(call: Call, query: SearchQuery) -> Answer[SearchPage]:
    """Search published vacancies: words, criteria, facets; the answer says what was understood and loosened."""
    from functions.search_parameters import request_of
    from functions.search_views import page_view

    request = request_of(query, epoch_seconds(SYSTEM_CLOCK.now()))
    found = finding.find(request)
    if query.cursor is None:
        measure("Searched", 1, outcome=_outcome(found))
    return Answer(body=page_view(found, call.language))


@endpoint(blueprint, "GET", "/v1/vacancies/{vacancy_id}/similar", audience=[Audience.PUBLIC])
def find_similar(call: Call, vacancy_id: str, query: SimilarQuery) -> Answer[SimilarPage]:
    """Published vacancies like this one."""
    from functions.search_views import similar_view

    return Answer(body=similar_view(finding.similar(vacancy_id, query.limit), call.language))


@endpoint(blueprint, "GET", "/v1/suggestions", audience=[Audience.PUBLIC])
def complete(call: Call, query: SuggestionQuery) -> Answer[SuggestionList]:
    """Completions of what is being typed, with how many vacancies each would find."""
    from functions.search_views import suggestion_view
    from search.vocabulary import Kind

    kinds = tuple(Kind(kind) for kind in dict.fromkeys(query.kind)) or finding.SUGGESTED
    return Answer(body=suggestion_view(finding.suggest(query.q, kinds, call.language)))


def _outcome(found: SearchAnswer) -> str:
    """What the first page of a search brought, in a word."""
    if not found.hits:
        return "nothing"
    return "loosened" if found.relaxed else "found"
