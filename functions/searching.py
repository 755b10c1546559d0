"""Searching vacancies, similar ones, and completing what is being typed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec
from chalice.app import Blueprint

from chalicelib import finding, learning
from chalicelib.clock import SYSTEM_CLOCK, epoch_seconds
from chalicelib.observability import measure
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from functions.learning_types import FollowingSearchQuery
    from functions.search_parameters import SimilarQuery, SuggestionQuery
    from functions.search_views import SearchPage, SimilarPage, SuggestionList
    from search.answer import SearchAnswer

blueprint = Blueprint(__name__)
LARGEST_SEARCH = 128 * 1024
"""Bytes: ten thousand characters of any script, escaped as JSON may escape them."""


@endpoint(blueprint, "GET", "/v1/vacancies", audience=[Audience.PUBLIC])
def find_vacancies(call: Call, query: FollowingSearchQuery) -> Answer[SearchPage]:
    """Search published vacancies: words, criteria, facets; the answer says what was understood and loosened.

    ``search_id`` stands for the search and for nobody: who opens a vacancy of it may bring it back.
    """
    return _found(call, query)


@endpoint(blueprint, "POST", "/v1/searches", audience=[Audience.PUBLIC], largest_body=LARGEST_SEARCH)
def search_at_length(call: Call, body: FollowingSearchQuery) -> Answer[SearchPage]:
    """Search with more words than an address takes: the parameters of ``GET /v1/vacancies`` as JSON. Nothing is kept.

    Ten thousand characters of any script are answered, simplified and not refused.
    """
    from functions.search_parameters import check_words

    check_words(body.q)
    return _found(call, body)


@endpoint(blueprint, "GET", "/v1/vacancies/{vacancy_id}/similar", audience=[Audience.PUBLIC])
def find_similar(call: Call, vacancy_id: str, query: SimilarQuery) -> Answer[SimilarPage]:
    """Published vacancies like this one."""
    from functions.search_viewing import similar_view

    return Answer(body=similar_view(finding.similar(vacancy_id, query.limit), call.language))


@endpoint(blueprint, "GET", "/v1/suggestions", audience=[Audience.PUBLIC])
def complete(call: Call, query: SuggestionQuery) -> Answer[SuggestionList]:
    """Completions of what is being typed, with how many vacancies each would find."""
    from functions.search_viewing import suggestion_view
    from search.vocabulary import Kind

    kinds = tuple(Kind(kind) for kind in dict.fromkeys(query.kind)) or finding.SUGGESTED
    return Answer(body=suggestion_view(finding.suggest(query.q, kinds, call.language)))


def _found(call: Call, query: FollowingSearchQuery) -> Answer[SearchPage]:
    from functions.search_parameters import request_of
    from functions.search_viewing import page_view

    earlier = learning.ticket(query.search)
    request = request_of(query, epoch_seconds(SYSTEM_CLOCK.now()))
    began = time.perf_counter()
    found = finding.find(request)
    milliseconds = 1_000 * (time.perf_counter() - began)
    if found.degraded:
        # What was not looked for says nothing of what people search for in vain.
        return Answer(body=page_view(found, call.language))
    if query.cursor is None:
        measure("Searched", 1, outcome=_outcome(found))
    search_id = learning.answered(
        request,
        found,
        language=call.language,
        milliseconds=milliseconds,
        suggested=query.suggested,
        earlier=earlier,
    )
    return Answer(body=msgspec.structs.replace(page_view(found, call.language), search_id=search_id))


def _outcome(found: SearchAnswer) -> str:
    """What the first page of a search brought, in a word."""
    if not found.hits:
        return "nothing"
    return "loosened" if found.relaxed else "found"
