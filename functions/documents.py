"""A person's documents: announce and upload, see, download, remove; and the check of what was uploaded."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from chalice.app import Blueprint, SQSEvent

from chalicelib import resources
from chalicelib.documents.files import Upload, files
from chalicelib.documents.model import (
    REFUSAL_TEXTS,
    Document,
    DocumentKind,
    DocumentState,
    FileType,
    Proposals,
    Refusal,
)
from chalicelib.texts import Language
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures
from functions.queue_messages import failing_messages
from functions.sessions import Done
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.documents.store import Announcement

blueprint = Blueprint(__name__)
_SEEKER = [Audience.SEEKER]


class RefusalView(msgspec.Struct, frozen=True, kw_only=True):
    """Why a file was not taken."""

    code: Refusal
    detail: str


class DocumentView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document as its owner sees it; ``download`` is an address that is good for five minutes."""

    id: str
    kind: DocumentKind
    file_name: str
    media_type: FileType
    size: int
    state: DocumentState
    created_at: datetime
    checked_at: datetime | None = None
    refusal: RefusalView | None = None
    proposals: Proposals | None = None
    download: str | None = None


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """The document and how to upload its file."""

    document: DocumentView
    upload: Upload


class Documents(msgspec.Struct, frozen=True, kw_only=True):
    """All documents of a person, newest first."""

    items: tuple[DocumentView, ...]


@endpoint(blueprint, "POST", "/v1/people/me/documents", audience=_SEEKER, status=201)
def announce(call: Call, body: Announcement) -> Answer[Announced]:
    """Announce a document and get a signed form for its upload, good for ten minutes."""
    from chalicelib.documents import store

    document = store.announce(call.principal.id, body, call.idempotency_key("announce"))
    return Answer(body=Announced(document=_view(document, call.language), upload=files().upload(document)))


@endpoint(blueprint, "POST", "/v1/people/me/documents/{id}/complete", audience=_SEEKER, status=202)
def complete(call: Call, id: str) -> Answer[DocumentView]:  # noqa: A002 - the path's own name
    """Say that the upload is done; where the bucket tells by itself this changes nothing."""
    from chalicelib.documents import queueing, store

    document = store.get(call.principal.id, id)
    queueing.enqueue(call.principal.id, document.id)
    return Answer(body=_view(document, call.language))


@endpoint(blueprint, "GET", "/v1/people/me/documents", audience=_SEEKER)
def show_all(call: Call) -> Answer[Documents]:
    """One's own documents."""
    from chalicelib.documents import store

    found = store.listed(call.principal.id)
    return Answer(body=Documents(items=tuple(_view(document, call.language) for document in found)))


@endpoint(blueprint, "GET", "/v1/people/me/documents/{id}", audience=_SEEKER)
def show(call: Call, id: str) -> Answer[DocumentView]:  # noqa: A002
    """One document: outcome of the check, proposals for the profile, and a signed address of an accepted file."""
    from chalicelib.documents import store

    document = store.get(call.principal.id, id)
    view = _view(document, call.language)
    if document.state is DocumentState.ACCEPTED:
        view = msgspec.structs.replace(view, download=files().download(document))
    return Answer(body=view, headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "DELETE", "/v1/people/me/documents/{id}", audience=_SEEKER, status=204)
def remove(call: Call, id: str) -> Answer[Done]:  # noqa: A002
    """Remove a document and its file."""
    from chalicelib.documents import store

    store.remove(call.principal.id, id)
    return Answer(body=Done())


def _view(document: Document, language: Language) -> DocumentView:
    refusal = document.refusal
    return DocumentView(
        id=document.id,
        kind=document.kind,
        file_name=document.file_name,
        media_type=document.media_type,
        size=document.stored_size or document.size,
        state=document.state,
        created_at=document.created_at,
        checked_at=document.checked_at,
        refusal=RefusalView(code=refusal, detail=REFUSAL_TEXTS[refusal].in_language(language)) if refusal else None,
        proposals=document.proposals,
    )


@blueprint.on_sqs_message(queue=resources.physical_name(resources.DOCUMENTS.name), name="check_uploads", batch_size=5)
def check_uploads(event: SQSEvent) -> BatchFailures:
    """Check uploaded files."""
    return failing_messages(event, _check)


def _check(body: str) -> None:
    from chalicelib.documents import inspection, queueing

    for key in queueing.uploaded_keys(body):
        inspection.inspect(key)
