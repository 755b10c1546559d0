"""The composition root: creates the Chalice app and registers every blueprint and middleware."""

from chalice.app import Chalice

from functions import (
    documents,
    employers,
    intake,
    notifying,
    partners,
    platform,
    posting,
    profiles,
    registration,
    sessions,
    vacancies,
)
from functions.http import carry_request

BLUEPRINTS = (
    registration.blueprint,
    sessions.blueprint,
    profiles.blueprint,
    documents.blueprint,
    notifying.blueprint,
    employers.blueprint,
    posting.blueprint,
    vacancies.blueprint,
    partners.blueprint,
    intake.blueprint,
    platform.blueprint,
)

app = Chalice(app_name="padan")
app.register_middleware(carry_request, "http")
for blueprint in BLUEPRINTS:
    app.register_blueprint(blueprint)
