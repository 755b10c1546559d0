"""Saved searches, how their owner is told of new vacancies, and the link that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import alerts
from functions.calls import Answer, Call
from functions.http import PAGE_REFUSALS, endpoint
from functions.sessions import Done
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.alerts import AlertSettings
    from functions.saved_searches_types import MatchQuery, SearchChange, SearchDraft, StopQuery
    from functions.saved_searches_views import AlertsView, MatchList, SavedSearchList, SavedSearchView, StopView

blueprint = Blueprint(__name__)
_SEEKER = [Audience.SEEKER]
_ONE = "/v1/people/me/saved-searches/{search_id}"
_OWN = {"Cache-Control": "private, no-store"}
_ANSWERS = ("application/json", "text/html")


@endpoint(blueprint, "GET", "/v1/people/me/saved-searches", audience=_SEEKER)
def show_all(call: Call) -> Answer[SavedSearchList]:
    """One's saved searches, the oldest first, each with the address that searches for it now."""
    from functions.saved_searches_views import list_view

    return Answer(body=list_view(alerts.saved_by(call.principal)), headers=_OWN)


@endpoint(blueprint, "POST", "/v1/people/me/saved-searches", audience=_SEEKER, status=201)
def save(call: Call, body: SearchDraft) -> Answer[SavedSearchView]:
    """Save a search, with the parameters of a search for vacancies; one is told of new vacancies that meet it.

    Exactly those that the search finds before anything is loosened. At most fifty (409).
    """
    from functions.saved_searches_types import draft_of
    from functions.saved_searches_views import search_view

    key = call.idempotency_key("save_search")
    stored = alerts.save(call.principal, draft_of(body), key)
    return Answer(body=search_view(stored), version=stored.version, headers=_OWN)


@endpoint(blueprint, "GET", _ONE, audience=_SEEKER)
def show(call: Call, search_id: str) -> Answer[SavedSearchView]:
    """One saved search; the ``ETag`` goes into ``If-Match`` of changes."""
    from functions.saved_searches_views import search_view

    stored = alerts.kept(call.principal, search_id)
    return Answer(body=search_view(stored), version=stored.version, headers=_OWN)


@endpoint(
    blueprint,
    "PATCH",
    _ONE,
    audience=_SEEKER,
    media_types=("application/json", "application/merge-patch+json"),
)
def change(call: Call, search_id: str, body: SearchChange) -> Answer[SavedSearchView]:
    """Rename a saved search, change what it asks for, or have it tell of nothing for a while.

    A JSON merge patch (RFC 7396): what is left out stays, also of ``parameters``; ``null`` takes a parameter away.
    """
    from functions.saved_searches_types import changed_draft
    from functions.saved_searches_views import search_view

    expected = call.expected_version()
    found = alerts.kept(call.principal, search_id)
    stored = alerts.change(call.principal, search_id, changed_draft(found.search, body), expected)
    return Answer(body=search_view(stored), version=stored.version, headers=_OWN)


@endpoint(blueprint, "DELETE", _ONE, audience=_SEEKER, status=204)
def remove(call: Call, search_id: str) -> Answer[Done]:
    """Remove a saved search; what it found stays in the list of matches."""
    alerts.remove(call.principal, search_id)
    return Answer(body=Done())


@endpoint(blueprint, "GET", "/v1/people/me/alerts", audience=_SEEKER)
def show_settings(call: Call) -> Answer[AlertsView]:
    """How one is told: by what, how often, and when not; and by what messages go as things stand."""
    from functions.saved_searches_views import alerts_view

    found = alerts.settings_of(call.principal)
    return Answer(body=alerts_view(found), version=found.version, headers=_OWN)


@endpoint(blueprint, "PUT", "/v1/people/me/alerts", audience=_SEEKER)
def change_settings(call: Call, body: AlertSettings) -> Answer[AlertsView]:
    """Replace how one is told; what is left out is as usual: once a day, not from nine at night to seven."""
    from functions.saved_searches_views import alerts_view

    found = alerts.change_settings(call.principal, body, call.expected_version())
    return Answer(body=alerts_view(found), version=found.version, headers=_OWN)


@endpoint(blueprint, "GET", "/v1/people/me/alerts/matches", audience=_SEEKER)
def show_matches(call: Call, query: MatchQuery) -> Answer[MatchList]:
    """The vacancies that met one's saved searches in the last ninety days, the newest first."""
    from functions.saved_searches_views import match_list

    page = alerts.inbox(call.principal, query.limit, query.cursor)
    return Answer(body=match_list(page, call.language), headers=_OWN)


@endpoint(blueprint, "GET", "/v1/alert-stops", audience=[Audience.PUBLIC], answers=_ANSWERS, also=PAGE_REFUSALS)
def look_at_stop(call: Call, query: StopQuery) -> Answer[StopView]:
    """What the link of a message would stop. It changes nothing.

    With ``Accept: text/html`` it is a page with one button. An unknown or old link is a 404.
    """
    from functions.saved_searches_page import answered

    return answered(call, lambda: alerts.look_at_stop(query.t))


@endpoint(blueprint, "POST", "/v1/alert-stops", audience=[Audience.PUBLIC], answers=_ANSWERS, also=PAGE_REFUSALS)
def stop(call: Call, query: StopQuery) -> Answer[StopView]:
    """Stop all messages about saved searches, without signing in; again and again changes nothing more.

    Programs of mail do the same with one click (RFC 8058): whatever body they send is passed over.
    """
    from functions.saved_searches_page import answered

    return answered(call, lambda: alerts.stop(query.t))
