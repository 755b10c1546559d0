"""The check of an upload: what it really is, whether it can be read, what it proposes. Never writes a profile."""

import msgspec
from pynamodb.exceptions import PutError

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.documents import isolation, proposing
from chalicelib.documents.content import ContentRefused, check_image, sniff
from chalicelib.documents.files import Files, ReplacedMeanwhile, StoredFile, files, key_of, owner_of
from chalicelib.documents.foreign import refuse_mixed
from chalicelib.documents.metadata import without_metadata
from chalicelib.documents.model import (
    MAXIMUM_BYTES,
    Document,
    DocumentKind,
    DocumentState,
    FileType,
    Proposals,
    Refusal,
)
from chalicelib.documents.scanning import refusal
from chalicelib.documents.store import find
from chalicelib.observability import logger, measure


class ChangedMeanwhile(RuntimeError):
    """The document changed while its file was checked; to be checked again."""


def inspect(key: str, store: Files | None = None, clock: Clock = SYSTEM_CLOCK) -> Document | None:
    """Check the upload at ``key`` and keep the outcome; returns the document, ``None`` when nobody knows it.

    Repeating it is harmless; every upload to the same key is checked anew. A refused file, and one whose document is
    gone, is removed. Nothing happens before the scan for malware is done: its result asks for the check again. Of a
    picture what the camera wrote beside it is taken out: the place where it was made is nobody's business. Raises
    `ChangedMeanwhile`, `ScanFailed`, and the errors of table and bucket, to be tried again.
    """
    bucket = store or files()
    owner = owner_of(key)
    if owner is None:
        logger.warning("an object with a foreign key was uploaded")
        return None
    item = find(*owner)
    if item is None:
        bucket.remove(*owner)
        return None
    document = _checked(bucket, item.document, clock)
    if document is None:
        return item.document
    if document.state is DocumentState.REFUSED:
        bucket.remove(*owner)
    item.document = document
    try:
        item.save()
    except PutError as error:
        raise ChangedMeanwhile(owner[1]) from error
    measure("DocumentChecked", 1, outcome=(document.refusal or document.state).value)
    return document


def _checked(bucket: Files, document: Document, clock: Clock) -> Document | None:
    """Return ``document`` with the outcome, ``None`` while there is nothing to judge."""
    key = key_of(document.person_id, document.id)
    verdict = bucket.verdict(key)
    if verdict is None:
        return None
    if (reason := refusal(verdict)) is not None:
        return refused(document, reason, clock)
    file = bucket.read(key)
    if file is None:
        return None
    outcome = judged(document, file.content, clock)
    if outcome.state is DocumentState.ACCEPTED and _cleaned(bucket, key, file, document.media_type):
        # What was put there is a file like any other: it is scanned and checked anew.
        return _checked(bucket, document, clock)
    return msgspec.structs.replace(outcome, stored_version=file.version)


def _cleaned(bucket: Files, key: str, file: StoredFile, kind: FileType) -> bool:
    """Put a picture without its metadata in the place of one that has some; tell whether that was done."""
    clean = without_metadata(file.content, kind)
    if clean == file.content:
        return False
    try:
        bucket.replace(key, file, clean)
    except ReplacedMeanwhile as error:
        raise ChangedMeanwhile(key) from error
    return True


def refused(document: Document, reason: Refusal, clock: Clock = SYSTEM_CLOCK) -> Document:
    """Return ``document`` as refused by the scan, unread."""
    return msgspec.structs.replace(
        document,
        state=DocumentState.REFUSED,
        refusal=reason,
        checked_at=clock.now(),
        stored_size=None,
        stored_version=None,
        proposals=None,
    )


def judged(document: Document, content: bytes, clock: Clock = SYSTEM_CLOCK) -> Document:
    """Return ``document`` with the outcome of the check of ``content``."""
    checked = msgspec.structs.replace(document, checked_at=clock.now(), stored_size=len(content), proposals=None)
    try:
        proposals = _read(content, document)
    except ContentRefused as refused:
        return msgspec.structs.replace(checked, state=DocumentState.REFUSED, refusal=refused.reason)
    return msgspec.structs.replace(checked, state=DocumentState.ACCEPTED, refusal=None, proposals=proposals)


def _read(content: bytes, document: Document) -> Proposals | None:
    if not content:
        raise ContentRefused(Refusal.EMPTY)
    if len(content) > MAXIMUM_BYTES:
        raise ContentRefused(Refusal.TOO_LARGE)
    found = sniff(content)
    if found is not document.media_type:
        raise ContentRefused(_mismatch(content, document.media_type))
    refuse_mixed(content, found)
    if not found.has_text:
        check_image(content, found)
        return None
    text = isolation.read_text(content, found)
    return proposing.propose(text) if document.kind is DocumentKind.CV else None


def _mismatch(content: bytes, announced: FileType) -> Refusal:
    # Password-protected Office files are OLE containers (MS-OFFCRYPTO), not archives.
    is_ole = content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return Refusal.ENCRYPTED if is_ole and announced is FileType.DOCX else Refusal.WRONG_TYPE
