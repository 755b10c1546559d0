"""Tables of partners, of receipts, and of the outcomes of their chunks."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds
from chalicelib.errors import NotFound
from chalicelib.partners.model import Counts, ItemOutcome, ItemResult, Partner, Progress, Receipt
from chalicelib.tables import Item, TableMeta

KEPT = timedelta(days=90)
"""How long receipts can be read; the vacancies themselves stay."""


class PartnerItem(Item):
    """One partner with its keys; ``parked`` are the receipts whose work waits while it is suspended."""

    class Meta(TableMeta):
        logical_name = "partners"

    partner = StructAttribute(Partner)
    parked = UnicodeSetAttribute(null=True)


class ReceiptItem(Item):
    """One receipt; the numbers grow in the transaction that records a chunk."""

    class Meta(TableMeta):
        logical_name = "receipts"

    receipt = StructAttribute(Receipt)
    partner_id = UnicodeAttribute()
    chunks_done = NumberAttribute(default=0)
    created = NumberAttribute(default=0)
    updated = NumberAttribute(default=0)
    unchanged = NumberAttribute(default=0)
    duplicate_of = NumberAttribute(default=0)
    rejected = NumberAttribute(default=0)
    held = NumberAttribute(default=0)
    expires = NumberAttribute()


class Outcomes(msgspec.Struct, frozen=True):
    """What became of the items of one chunk, in order."""

    items: tuple[ItemOutcome, ...]


class ChunkItem(Item):
    """The recorded outcomes of one chunk; ``pk`` is ``receipt#chunk``. Written once."""

    class Meta(TableMeta):
        logical_name = "receipt-outcomes"

    outcomes = StructAttribute(Outcomes)
    expires = NumberAttribute()


def load_partner(partner_id: str) -> PartnerItem:
    """Return the stored partner, read consistently; raises `NotFound`."""
    try:
        return PartnerItem.get(partner_id, consistent_read=True)
    except PartnerItem.DoesNotExist:
        raise NotFound from None


def all_partners() -> Iterator[Partner]:
    """Yield every partner, in no order. Reads the whole table: for an operator's task, never for a request."""
    for item in PartnerItem.scan(consistent_read=True):
        yield item.partner


def receipt_item(receipt: Receipt) -> ReceiptItem:
    """Return the item of a new receipt."""
    expires = epoch_seconds(receipt.received_at + KEPT)
    return ReceiptItem(receipt.id, receipt=receipt, partner_id=receipt.partner_id, expires=expires)


def load_progress(receipt_id: str) -> Progress:
    """Return a receipt and how far it is, read consistently; raises `NotFound`."""
    try:
        item = ReceiptItem.get(receipt_id, consistent_read=True)
    except ReceiptItem.DoesNotExist:
        raise NotFound from None
    counts = Counts(**{result.value: int(getattr(item, result.value)) for result in ItemResult})
    return Progress(receipt=item.receipt, chunks_done=int(item.chunks_done), counts=counts)


def chunk_key(receipt_id: str, chunk: int) -> str:
    """Return the key of a chunk's outcomes."""
    return f"{receipt_id}#{chunk:04d}"


def load_outcomes(receipt_id: str, chunks: range) -> dict[int, tuple[ItemOutcome, ...]]:
    """Return the recorded outcomes of those of ``chunks`` that are done, by chunk, read consistently."""
    keys = {chunk_key(receipt_id, chunk): chunk for chunk in chunks}
    return {keys[item.pk]: item.outcomes.items for item in ChunkItem.batch_get(list(keys), consistent_read=True)}


def is_done(receipt_id: str, chunk: int) -> bool:
    """Tell whether a chunk's outcomes are recorded."""
    return bool(load_outcomes(receipt_id, range(chunk, chunk + 1)))


def record(transaction: TransactWrite, receipt: Receipt, chunk: int, outcomes: tuple[ItemOutcome, ...]) -> None:
    """Add to ``transaction`` the outcomes of a chunk, once, and their counts to the receipt."""
    expires = epoch_seconds(receipt.received_at + KEPT)
    item = ChunkItem(chunk_key(receipt.id, chunk), outcomes=Outcomes(outcomes), expires=expires)
    transaction.save(item, condition=ChunkItem.pk.does_not_exist())
    tally = {result: sum(1 for outcome in outcomes if outcome.result is result) for result in ItemResult}
    actions: list[Action] = [ReceiptItem.chunks_done.add(1)]
    actions += [getattr(ReceiptItem, result.value).add(count) for result, count in tally.items() if count]
    transaction.update(
        ReceiptItem(receipt.id), actions=actions, condition=ReceiptItem.pk.exists(), add_version_condition=False
    )
