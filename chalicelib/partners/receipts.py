"""Reading a receipt: its state, its counts, and page by page what became of each item."""

import msgspec

from chalicelib.errors import NotFound
from chalicelib.identifiers import is_identifier
from chalicelib.pagination import decode_cursor, encode_cursor
from chalicelib.partners import table
from chalicelib.partners.model import ItemOutcome, Progress, ReceiptState
from chalicelib.texts import Text


class Position(msgspec.Struct, frozen=True):
    """Where a page of a receipt begins: its first item number."""

    receipt: str
    number: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Outcomes in the order of the payload; items still waiting are left out. ``next`` leads to the next page."""

    progress: Progress
    items: tuple[ItemOutcome, ...]
    next: str | None = None


def progress_of(partner_id: str, receipt_id: str) -> Progress:
    """Return a partner's receipt; raises `NotFound` also for another partner's."""
    missing = NotFound(Text("Tanda terima tidak ditemukan.", "There is no such receipt."))
    if not is_identifier(receipt_id, "rct"):
        raise missing
    try:
        progress = table.load_progress(receipt_id)
    except NotFound:
        raise missing from None
    if progress.receipt.partner_id != partner_id:
        raise missing
    return progress


def page(partner_id: str, receipt_id: str, limit: int, cursor: str | None = None) -> Page:
    """Return up to ``limit`` item numbers' outcomes. Raises `NotFound`, and `InvalidInput` for a foreign cursor."""
    progress = progress_of(partner_id, receipt_id)
    receipt = progress.receipt
    start = _start(receipt_id, cursor)
    end = min(start + limit, receipt.items + 1)
    chunks = range((start - 1) // receipt.chunk, (end - 2) // receipt.chunk + 1)
    done = table.load_outcomes(receipt.id, chunks) if progress.state is not ReceiptState.QUEUED else {}
    items = [outcome for chunk in sorted(done) for outcome in done[chunk] if start <= outcome.number < end]
    following = encode_cursor(Position(receipt_id, end)) if end <= receipt.items else None
    return Page(progress=progress, items=tuple(items), next=following)


def _start(receipt_id: str, cursor: str | None) -> int:
    if cursor is None:
        return 1
    position = decode_cursor(cursor, Position)
    if position.receipt != receipt_id:
        raise NotFound(Text("Kursor milik tanda terima lain.", "The cursor belongs to another receipt."))
    return position.number
