"""The report of an upload: how far it is, and page by page what became of each row."""

import msgspec

from chalicelib import employers
from chalicelib.errors import NotFound
from chalicelib.identifiers import is_identifier
from chalicelib.pagination import decode_cursor, encode_cursor
from chalicelib.texts import Text
from chalicelib.uploads import table
from chalicelib.uploads.model import Progress, RowOutcome
from security.policy import Action, ResourceKind
from security.principal import Principal


class Position(msgspec.Struct, frozen=True):
    """Where a page of a report begins: the place of its first row, from 0."""

    upload: str
    place: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Outcomes in the order of the file; rows still waiting are left out. ``next`` leads to the next page."""

    progress: Progress
    rows: tuple[RowOutcome, ...]
    next: str | None = None


def page(principal: Principal, employer_id: str, upload_id: str, limit: int, cursor: str | None = None) -> Page:
    """Return up to ``limit`` rows of an employer's upload.

    Raises `NotFound` also for another employer's and for those who do not act for it, `InvalidInput` for a foreign
    cursor.
    """
    progress = _progress(principal, employer_id, upload_id)
    upload = progress.upload
    start = _start(upload_id, cursor)
    end = min(start + limit, upload.rows)
    chunks = range(start // upload.chunk, (max(end, 1) - 1) // upload.chunk + 1)
    done = table.load_outcomes(upload.id, chunks) if progress.chunks_done else {}
    rows = [
        outcome
        for chunk in sorted(done)
        for place, outcome in zip(upload.places(chunk), done[chunk], strict=True)
        if start <= place < end
    ]
    following = encode_cursor(Position(upload_id, end)) if end < upload.rows else None
    return Page(progress=progress, rows=tuple(rows), next=following)


def _progress(principal: Principal, employer_id: str, upload_id: str) -> Progress:
    missing = NotFound(Text("Unggahan tidak ditemukan.", "There is no such upload."))
    employer = employers.stored(employer_id).employer
    if not employers.allowed(principal, Action.READ, employers.resource_of(employer, ResourceKind.UPLOAD)):
        raise missing
    if not is_identifier(upload_id, "upl"):
        raise missing
    try:
        progress = table.load_progress(upload_id)
    except NotFound:
        raise missing from None
    if progress.upload.employer_id != employer_id:
        raise missing
    return progress


def _start(upload_id: str, cursor: str | None) -> int:
    if cursor is None:
        return 0
    position = decode_cursor(cursor, Position)
    if position.upload != upload_id:
        raise NotFound(Text("Kursor milik unggahan lain.", "The cursor belongs to another upload."))
    return position.place
