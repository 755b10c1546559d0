"""A person's own data: see, change, consent, take along, erase."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import alerts, applications, documents
from chalicelib.pagination import MAXIMUM_LIMIT
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.sessions import Done
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.applications.model import Application
    from chalicelib.people.model import Profile
    from chalicelib.people.profile import PersonChange
    from chalicelib.people.view_model import PersonView
    from functions.profile_views import ConsentChange, Consents, Export

blueprint = Blueprint(__name__)
_SEEKER = [Audience.SEEKER]


@endpoint(blueprint, "GET", "/v1/people/me", audience=_SEEKER)
def show(call: Call) -> Answer[PersonView]:
    """One's own data; the ``ETag`` goes into ``If-Match`` of changes."""
    from chalicelib.people import store, views

    loaded = store.load(call.principal.id)
    return Answer(body=views.own_view(loaded, call.principal), version=loaded.version)


@endpoint(
    blueprint,
    "PATCH",
    "/v1/people/me",
    audience=_SEEKER,
    media_types=("application/json", "application/merge-patch+json"),
)
def change(call: Call, body: PersonChange) -> Answer[PersonView]:
    """Change name, contacts or language, or add the national id (JSON merge patch)."""
    from chalicelib.people import profile, views

    loaded = profile.change(call.principal.id, body, call.expected_version())
    return Answer(body=views.own_view(loaded, call.principal), version=loaded.version)


@endpoint(blueprint, "DELETE", "/v1/people/me", audience=_SEEKER, status=204)
def erase(call: Call) -> Answer[Done]:
    """Erase the account and everything about the person; may be repeated. ``If-Match`` is optional."""
    from chalicelib.people import erasure

    expected = call.expected_version() if "if-match" in call.headers else None
    erasure.erase(call.principal.id, actor=call.principal.id, expected=expected)
    return Answer(body=Done())


@endpoint(blueprint, "GET", "/v1/people/me/export", audience=_SEEKER)
def take_along(call: Call) -> Answer[Export]:
    """Everything that is kept about oneself, with who read it."""
    from chalicelib.linkage import reading
    from chalicelib.people import export
    from functions.linkage_views import confirmation_view
    from functions.profile_views import Export

    about = export.export(call.principal.id, call.principal)
    return Answer(
        body=Export(
            about=about,
            documents=documents.listed(call.principal.id),
            applications=tuple(_applications(call.principal.id)),
            confirmations=tuple(confirmation_view(each, call.language) for each in reading.own(call.principal)),
            saved_searches=tuple(each.search for each in alerts.saved_by(call.principal)),
            alerts=alerts.settings_of(call.principal).settings,
            alert_matches=tuple(alerts.every_match(call.principal)),
        ),
        headers={"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="padan.json"'},
    )


def _applications(person_id: str) -> Iterator[Application]:
    cursor: str | None = None
    while True:
        page = applications.of_person(person_id, MAXIMUM_LIMIT, cursor)
        yield from (found.application for found in page.items)
        cursor = page.next
        if cursor is None:
            return


@endpoint(blueprint, "GET", "/v1/people/me/consents", audience=_SEEKER)
def show_consents(call: Call) -> Answer[Consents]:
    """Every purpose that needs consent, and where it stands."""
    from chalicelib.people import consents, store
    from functions.profile_views import Consents

    loaded = store.load(call.principal.id)
    return Answer(body=Consents(consents=consents.status(loaded.personal)), version=loaded.version)


@endpoint(blueprint, "PUT", "/v1/people/me/consents", audience=_SEEKER)
def change_consents(call: Call, body: ConsentChange) -> Answer[Consents]:
    """Agree to exactly these purposes, each with the version that was read; the others are withdrawn."""
    from chalicelib.people import consents
    from functions.profile_views import Consents

    statuses, version = consents.replace(call.principal.id, body.consents, call.expected_version())
    return Answer(body=Consents(consents=statuses), version=version)


@endpoint(blueprint, "PUT", "/v1/people/me/profile", audience=_SEEKER)
def change_profile(call: Call, body: Profile) -> Answer[Profile]:
    """Replace the profile; every unknown code is named."""
    from chalicelib.people import profile

    person, version = profile.replace_profile(call.principal.id, body, call.expected_version())
    return Answer(body=person.profile, version=version)
