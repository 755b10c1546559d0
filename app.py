"""The composition root: creates the Chalice app and registers every blueprint, in order, and the middleware."""

from chalice.app import Chalice

from functions import (
    alerting,
    applications,
    audit,
    batch_matching,
    breaches,
    deploying,
    documents,
    duplicates,
    employers,
    feed,
    indexing,
    intake,
    known_devices,
    learning,
    linkage,
    matching,
    notifying,
    occupations,
    officers,
    partner_administration,
    partners,
    passwords,
    platform,
    posting,
    profiles,
    pulling,
    quality,
    reference,
    registration,
    reports,
    reviews,
    rights,
    saved_searches,
    searching,
    sessions,
    upkeep,
    uploads,
    vacancies,
)
from functions.http import carry_request

MODULES = (
    *(registration, sessions, known_devices, passwords, profiles, rights, documents, employers, posting),
    *(upkeep, reviews, reports, searching, vacancies, duplicates, applications),
    *(matching, feed, indexing, partners, uploads, intake, pulling, saved_searches, alerting),
    *(officers, linkage, notifying, quality, reference, learning, occupations, platform, deploying),
    *(batch_matching, audit, breaches, partner_administration),
)

app = Chalice(app_name="padan", configure_logs=False)
app.api.binary_types.append(uploads.XLSX)
app.register_middleware(carry_request, "http")
for module in MODULES:
    app.register_blueprint(module.blueprint)
