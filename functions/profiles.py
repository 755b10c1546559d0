"""A person's own data: see, change, consent, take along, erase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from functions.calls import Answer, Call
from functions.http import endpoint
from functions.sessions import Done
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.people.model import Profile
    from chalicelib.people.profile import PersonChange
    from chalicelib.people.view_model import PersonView
    from functions.consent_views import Wordings
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
    from chalicelib import rights

    expected = call.expected_version() if "if-match" in call.headers else None
    rights.erase(call.principal, expected)
    return Answer(body=Done())


@endpoint(blueprint, "GET", "/v1/people/me/export", audience=_SEEKER)
def take_along(call: Call) -> Answer[Export]:
    """Everything that is kept about oneself, with who read it; docs/rights.md describes each part."""
    from functions.profile_export import export_of

    headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="padan.json"'}
    return Answer(body=export_of(call.principal, call.language), headers=headers)


@endpoint(blueprint, "GET", "/v1/consents", audience=[Audience.PUBLIC])
def show_wordings(call: Call) -> Answer[Wordings]:
    """What people are asked to agree to, word for word: the present wording of every purpose."""
    from functions.consent_views import Wordings, wordings_now

    return Answer(body=Wordings(items=wordings_now(call.language)))


@endpoint(blueprint, "GET", "/v1/people/me/consents", audience=_SEEKER)
def show_consents(call: Call) -> Answer[Consents]:
    """Every purpose that needs consent, where it stands, and a receipt of all that one ever agreed to."""
    from chalicelib.people import consents, store
    from functions.consent_views import receipts_of
    from functions.profile_views import Consents

    loaded = store.load(call.principal.id)
    receipts = receipts_of(call.principal.id, loaded.personal, call.language)
    shown = Consents(consents=consents.status(loaded.personal), receipts=receipts)
    return Answer(body=shown, version=loaded.version)


@endpoint(blueprint, "PUT", "/v1/people/me/consents", audience=_SEEKER)
def change_consents(call: Call, body: ConsentChange) -> Answer[Consents]:
    """Agree to exactly these purposes, each with the version that was read; the others are withdrawn."""
    from chalicelib.people import consents
    from functions.profile_views import Consents

    statuses, version = consents.replace(
        call.principal.id, body.consents, call.expected_version(), language=call.language.value
    )
    return Answer(body=Consents(consents=statuses), version=version)


@endpoint(blueprint, "DELETE", "/v1/people/me/consents/{purpose}", audience=_SEEKER)
def withdraw_consent(call: Call, purpose: str) -> Answer[Consents]:
    """Withdraw one consent, with effect at once and everywhere; needs no ``If-Match`` and may be repeated."""
    from chalicelib.people import consents
    from functions.profile_views import Consents

    statuses, version = consents.end(call.principal.id, purpose)
    return Answer(body=Consents(consents=statuses), version=version)


@endpoint(blueprint, "PUT", "/v1/people/me/profile", audience=_SEEKER)
def change_profile(call: Call, body: Profile) -> Answer[Profile]:
    """Replace the profile; every unknown code is named."""
    from chalicelib.people import profile

    person, version = profile.replace_profile(call.principal.id, body, call.expected_version())
    return Answer(body=person.profile, version=version)
