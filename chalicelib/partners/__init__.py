"""Partner portals: their keys, their signed pushes, and the receipts that tell what became of each item."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.partners.intake import work
    from chalicelib.partners.keys import add_key, add_partner, issue_secret, key_of, partner, partner_named, revoke_key
    from chalicelib.partners.model import (
        Chunk,
        Counts,
        IssuedSecret,
        ItemOutcome,
        ItemResult,
        Partner,
        PayloadForm,
        Progress,
        Receipt,
        ReceiptState,
        Suspension,
    )
    from chalicelib.partners.offers import SnapshotResult, apply_snapshot, remove
    from chalicelib.partners.payload import form_of
    from chalicelib.partners.pushing import push, queue_missing
    from chalicelib.partners.receipts import Page, page, progress_of
    from chalicelib.partners.signing import authenticate
    from chalicelib.partners.standing import is_suspended, resume, suspend

__all__ = [
    "Chunk",
    "Counts",
    "IssuedSecret",
    "ItemOutcome",
    "ItemResult",
    "Page",
    "Partner",
    "PayloadForm",
    "Progress",
    "Receipt",
    "ReceiptState",
    "SnapshotResult",
    "Suspension",
    "add_key",
    "add_partner",
    "apply_snapshot",
    "authenticate",
    "form_of",
    "is_suspended",
    "issue_secret",
    "key_of",
    "page",
    "partner",
    "partner_named",
    "progress_of",
    "push",
    "queue_missing",
    "remove",
    "resume",
    "revoke_key",
    "suspend",
    "work",
]

__getattr__ = exports(__name__)
