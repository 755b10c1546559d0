"""The composition root: creates the Chalice app and registers every blueprint and middleware."""

from chalice.app import Chalice

from functions import (
    applications,
    deploying,
    documents,
    duplicates,
    employers,
    feed,
    indexing,
    intake,
    linkage,
    matching,
    notifying,
    partners,
    platform,
    posting,
    profiles,
    reference,
    registration,
    reviews,
    searching,
    sessions,
    upkeep,
    uploads,
    vacancies,
)
from functions.http import carry_request

BLUEPRINTS = (
    registration.blueprint,
    sessions.blueprint,
    profiles.blueprint,
    documents.blueprint,
    employers.blueprint,
    posting.blueprint,
    upkeep.blueprint,
    reviews.blueprint,
    searching.blueprint,
    vacancies.blueprint,
    duplicates.blueprint,
    applications.blueprint,
    matching.blueprint,
    feed.blueprint,
    indexing.blueprint,
    partners.blueprint,
    uploads.blueprint,
    intake.blueprint,
    linkage.blueprint,
    notifying.blueprint,
    reference.blueprint,
    platform.blueprint,
    deploying.blueprint,
)

app = Chalice(app_name="padan", configure_logs=False)
app.api.binary_types.append(uploads.XLSX)
app.register_middleware(carry_request, "http")
for blueprint in BLUEPRINTS:
    app.register_blueprint(blueprint)
