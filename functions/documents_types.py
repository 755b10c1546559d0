"""Documents as their owner sees them, and the answers."""

from datetime import datetime

import msgspec

from chalicelib.documents.files import Upload
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


def document_view(document: Document, language: Language) -> DocumentView:
    """Return a document without an address of its file."""
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
