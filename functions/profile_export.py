"""Everything that is kept about a person, gathered from every capability (Law 27/2022, articles 7, 13 and 32)."""

import functools
from collections.abc import Iterator

import msgspec

from chalicelib import alerts, applications, auditing, documents, employers, notifications, rights
from chalicelib.applications import Application
from chalicelib.documents.files import files
from chalicelib.documents.model import Document, DocumentState
from chalicelib.linkage import reading
from chalicelib.matching.batch.keeping import kept_of
from chalicelib.pagination import MAXIMUM_LIMIT
from chalicelib.people import devices, export, open_sessions, store
from chalicelib.people.view_model import Told
from chalicelib.texts import Language
from functions.consent_views import receipts_of
from functions.documents_types import DocumentView, document_view
from functions.linkage_views import confirmation_view
from functions.own_sessions_types import session_view
from functions.profile_views import Export
from functions.rights_types import own_view
from security.principal import Principal
from security.purposes import Purpose


def export_of(principal: Principal, language: Language) -> Export:
    """Return all of it to the person; raises `NotFound` for who was erased. A new store needs a part here."""
    about = export.export(principal.id, principal, functools.partial(_told, language))
    return Export(
        about=about,
        documents=tuple(_document(each, language) for each in documents.listed(principal.id)),
        applications=tuple(_applications(principal)),
        confirmations=tuple(confirmation_view(each, language) for each in reading.own(principal)),
        saved_searches=tuple(each.search for each in alerts.saved_by(principal)),
        alerts=alerts.settings_of(principal).settings,
        alert_matches=tuple(alerts.every_match(principal)),
        receipts=receipts_of(principal.id, store.load(principal.id).personal, language),
        messages=notifications.told_to(principal.id),
        matches=kept_of(principal.id),
        employers=employers.employers_of(principal),
        rights_requests=tuple(map(own_view, rights.all_mine(principal))),
        processing=rights.processing_of(principal),
        devices=devices.of_person(principal.id),
        sessions=tuple(session_view(each, principal) for each in open_sessions.living(principal.id)),
    )


def _told(language: Language, person_id: str) -> Iterator[Told]:
    """Yield who read or changed what, by office and employer: no identifier of a person, and of no request."""
    for each in auditing.every_reading(person_id):
        yield Told(
            at=each.at,
            act=each.act.value,
            action=each.action,
            purpose=each.purpose,
            role=each.reader.role,
            by=each.reader.name.in_language(language),
        )


def _document(document: Document, language: Language) -> DocumentView:
    view = document_view(document, language)
    if document.state is not DocumentState.ACCEPTED:
        return view
    return msgspec.structs.replace(view, download=files().download(document))


def _applications(principal: Principal) -> Iterator[Application]:
    cursor: str | None = None
    while True:
        page = applications.of_person(principal.id, MAXIMUM_LIMIT, cursor)
        yield from (applications.with_words(found.application, Purpose.EXPORT_OWNER, principal) for found in page.items)
        cursor = page.next
        if cursor is None:
            return
