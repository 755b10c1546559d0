"""Announcing, listing and removing a person's documents."""

import random
from typing import Annotated

import msgspec
from msgspec import Meta
from pynamodb.transactions import TransactWrite

from chalicelib import tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.documents.files import Files, files
from chalicelib.documents.model import MAXIMUM_BYTES, Document, DocumentKind, DocumentState, FileType
from chalicelib.documents.table import DocumentItem
from chalicelib.errors import Conflict, NotFound, Unavailable, invalid
from chalicelib.idempotency import IdempotencyKey, earlier_result, remember
from chalicelib.identifiers import new_identifier
from chalicelib.redaction import redact
from chalicelib.texts import Text

MOST_DOCUMENTS = 30
SLOT = "document-slot"
"""Kind of the markers of a person's places for documents: of many that are announced at once none is one too many."""

_ATTEMPTS = 8
_UNKNOWN = Text("Dokumen ini tidak ada.", "There is no such document.")


class Announcement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document that is about to be uploaded; ``size`` in bytes, at most 5 MB.

    Numbers and e-mail addresses in ``file_name`` are not kept.
    """

    kind: DocumentKind
    file_name: Annotated[str, Meta(min_length=1, max_length=200)]
    media_type: FileType
    size: Annotated[int, Meta(ge=1)]


def announce(
    person_id: str,
    wanted: Announcement,
    key: IdempotencyKey | None = None,
    clock: Clock = SYSTEM_CLOCK,
    *,
    also: tables.Writes | None = None,
) -> Document:
    """Make room for one document; returns it, the earlier one for a repeated ``key``.

    What ``also`` adds commits with it, such as that the person is not erased meanwhile: an erasure has looked for
    documents then, and nobody would look again. Raises `InvalidInput` for a size over the limit or a name that is a
    path, `Conflict` when there are too many.
    """
    if (earlier := earlier_result(key)) is not None:
        return get(person_id, earlier)
    _check(wanted)
    document = Document(
        id=new_identifier("doc", clock),
        person_id=person_id,
        kind=wanted.kind,
        # People name files by numbers of theirs; the name is there to find the file again and is not sealed.
        file_name=redact(wanted.file_name),
        media_type=wanted.media_type,
        size=wanted.size,
        state=DocumentState.AWAITED,
        created_at=clock.now(),
    )
    return _stored(document, key, clock, also)


def _stored(document: Document, key: IdempotencyKey | None, clock: Clock, also: tables.Writes | None) -> Document:
    """Store the document in a free place; a race for the place is run anew, as long as there is one."""
    person_id = document.person_id
    for _ in range(_ATTEMPTS):
        slot = _free_slot(person_id)

        def build(transaction: TransactWrite, slot: int = slot) -> None:
            transaction.save(DocumentItem(person_id, document.id, document=document, slot=slot))
            uniqueness.claim(transaction, SLOT, f"{person_id}#{slot}", document.id)
            remember(transaction, key, document.id, clock)
            if also is not None:
                also(transaction)

        if tables.committed(build):
            return document
        if (earlier := earlier_result(key)) is not None:
            return get(person_id, earlier)
    raise Unavailable


def _free_slot(person_id: str) -> int:
    """Return a place that is free; raises `Conflict` when there is none. Documents without a place take one too."""
    items = list(DocumentItem.query(person_id, consistent_read=True))
    taken = {item.place for item in items if item.place is not None}
    room = MOST_DOCUMENTS - (len(items) - len(taken))
    free = [slot for slot in range(room) if slot not in taken]
    if not free:
        raise Conflict(
            Text(f"Paling banyak {MOST_DOCUMENTS} dokumen; hapus satu.", f"At most {MOST_DOCUMENTS} documents.")
        )
    return random.choice(free)  # noqa: S311 - spreads those who come at once


def listed(person_id: str) -> tuple[Document, ...]:
    """Return the person's documents, newest first."""
    found = DocumentItem.query(person_id, scan_index_forward=False, consistent_read=True)
    return tuple(item.document for item in found)


def get(person_id: str, document_id: str) -> Document:
    """Return one document; raises `NotFound`, also for somebody else's."""
    item = find(person_id, document_id)
    if item is None:
        raise NotFound(_UNKNOWN)
    return item.document


def find(person_id: str, document_id: str) -> DocumentItem | None:
    """Return the stored item, or ``None``."""
    try:
        return DocumentItem.get(person_id, document_id, consistent_read=True)
    except DocumentItem.DoesNotExist:
        return None


def remove(person_id: str, document_id: str, store: Files | None = None) -> None:
    """Remove one document, the file first, so that a failure in between leaves something to repeat it by.

    Raises `NotFound`.
    """
    item = find(person_id, document_id)
    if item is None:
        raise NotFound(_UNKNOWN)
    (store or files()).remove(person_id, document_id)
    _take_away(item)


def erase_all(person_id: str, store: Files | None = None) -> None:
    """Remove every document of a person; may be repeated."""
    (store or files()).remove(person_id)
    for item in DocumentItem.query(person_id, consistent_read=True):
        _take_away(item)


def _take_away(item: DocumentItem) -> None:
    """Delete the item and free its place, both or none; what somebody else took away meanwhile stays away."""

    def build(transaction: TransactWrite) -> None:
        transaction.delete(item, add_version_condition=False)
        if item.place is not None:
            uniqueness.release(transaction, SLOT, f"{item.pk}#{item.place}", item.id)

    if not tables.committed(build):
        item.delete(add_version_condition=False)


def _check(wanted: Announcement) -> None:
    if wanted.size > MAXIMUM_BYTES:
        detail = Text("Berkas lebih besar dari 5 MB.", "The file is larger than 5 MB.")
        raise invalid("/size", "too_large", detail)
    if not wanted.file_name.isprintable() or {"/", "\\"} & set(wanted.file_name) or not wanted.file_name.strip(". "):
        raise invalid("/file_name", "invalid_name", Text("Nama berkas tidak sah.", "Not a valid file name."))
