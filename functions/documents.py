"""A person's documents: announce and upload, see, download, remove; and the check of what was uploaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from chalice.app import Blueprint, SQSEvent

from chalicelib import resources
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.outbox_records import BatchFailures
from functions.queue_messages import failing_messages
from functions.sessions import Done
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.documents.store import Announcement
    from functions.documents_types import Announced, Documents, DocumentView

blueprint = Blueprint(__name__)
_SEEKER = [Audience.SEEKER]


@endpoint(blueprint, "POST", "/v1/people/me/documents", audience=_SEEKER, status=201)
def announce(call: Call, body: Announcement) -> Answer[Announced]:
    """Announce a document and get a signed form for its upload, good for ten minutes."""
    from chalicelib import people
    from chalicelib.documents import store
    from chalicelib.documents.files import files
    from functions.documents_types import Announced, document_view

    me = call.principal.id
    document = store.announce(me, body, call.idempotency_key("announce"), also=people.while_living(me))
    return Answer(body=Announced(document=document_view(document, call.language), upload=files().upload(document)))


@endpoint(blueprint, "POST", "/v1/people/me/documents/{id}/complete", audience=_SEEKER, status=202)
def complete(call: Call, id: str) -> Answer[DocumentView]:  # noqa: A002 - the path's own name
    """Say that the upload is done; where the bucket tells by itself this changes nothing."""
    from chalicelib.documents import queueing, store
    from functions.documents_types import document_view

    document = store.get(call.principal.id, id)
    queueing.enqueue(call.principal.id, document.id)
    return Answer(body=document_view(document, call.language))


@endpoint(blueprint, "GET", "/v1/people/me/documents", audience=_SEEKER)
def show_all(call: Call) -> Answer[Documents]:
    """One's own documents."""
    from chalicelib.documents import store
    from functions.documents_types import Documents, document_view

    found = store.listed(call.principal.id)
    return Answer(body=Documents(items=tuple(document_view(document, call.language) for document in found)))


@endpoint(blueprint, "GET", "/v1/people/me/documents/{id}", audience=_SEEKER)
def show(call: Call, id: str) -> Answer[DocumentView]:  # noqa: A002
    """One document: outcome of the check, proposals for the profile, and a signed address of an accepted file."""
    from chalicelib.documents import store
    from chalicelib.documents.files import files
    from chalicelib.documents.model import DocumentState
    from functions.documents_types import document_view

    document = store.get(call.principal.id, id)
    view = document_view(document, call.language)
    if document.state is DocumentState.ACCEPTED:
        view = msgspec.structs.replace(view, download=files().download(document))
    return Answer(body=view, headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "DELETE", "/v1/people/me/documents/{id}", audience=_SEEKER, status=204)
def remove(call: Call, id: str) -> Answer[Done]:  # noqa: A002
    """Remove a document and its file."""
    from chalicelib.documents import store

    store.remove(call.principal.id, id)
    return Answer(body=Done())


@blueprint.on_sqs_message(queue=resources.physical_name(resources.DOCUMENTS.name), name="check_uploads", batch_size=5)
def check_uploads(event: SQSEvent) -> BatchFailures:
    """Check uploaded files."""
    return failing_messages(event, _check)


def _check(body: str) -> None:
    from chalicelib.documents import inspection, queueing

    for key in queueing.uploaded_keys(body):
        inspection.inspect(key)
