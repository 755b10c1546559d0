"""Taking a push in: the raw payload first, then the receipt, then the work on the queue."""

import hashlib

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import aws, idempotency, observability, settings, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.partners import table
from chalicelib.partners.model import Chunk, PayloadForm, Progress, Receipt, ReceiptState
from chalicelib.partners.payload import items_of
from chalicelib.queues import send_all
from chalicelib.resources import PARTNER_ITEMS
from chalicelib.vacancies.model import Channel

CHUNK = 20
"""Items for each message: small enough for a handler's time and for one item of the table."""


def push(
    partner_id: str,
    body: bytes,
    form: PayloadForm,
    key: IdempotencyKey | None = None,
    clock: Clock = SYSTEM_CLOCK,
    channel: Channel = Channel.PARTNER,
) -> Progress:
    """Take ``body`` in and return its receipt; the items are checked afterwards. ``channel`` is noted of each.

    Repeated with the same key it returns the first receipt and queues again what is not done, so a push that failed
    halfway is completed by repeating it. Raises `InvalidInput`, `TooLarge`, `IdempotencyMismatch`, `Unavailable`.
    """
    count = len(items_of(body, form))
    made = _receipt(partner_id, body, form, count, clock)
    receipt = msgspec.structs.replace(made, channel=channel)

    def create() -> str:
        keep_payload(receipt, body)
        _save(receipt, key, clock)
        return receipt.id

    progress = table.load_progress(idempotency.once(key, create))
    queue_missing(progress)
    return progress


def queue_missing(progress: Progress) -> int:
    """Queue every chunk whose outcome is not recorded; return how many. A chunk queued twice is worked on once."""
    if progress.state is ReceiptState.DONE:
        return 0
    receipt = progress.receipt
    done = table.load_outcomes(receipt.id, range(receipt.chunks)) if progress.chunks_done else {}
    missing = [Chunk(receipt=receipt.id, chunk=chunk) for chunk in range(receipt.chunks) if chunk not in done]
    send_all(PARTNER_ITEMS, missing)
    return len(missing)


def keep_payload(receipt: Receipt, body: bytes) -> None:
    """Store the raw body where the receipt says."""
    bucket = settings.read(settings.Objects).payloads_bucket
    aws.client("s3").put_object(Bucket=bucket, Key=receipt.payload, Body=body, ContentType=receipt.form.value)


def payload_of(receipt: Receipt) -> tuple[bytes, ...]:
    """Return the raw items of a receipt, in order."""
    bucket = settings.read(settings.Objects).payloads_bucket
    body: bytes = aws.client("s3").get_object(Bucket=bucket, Key=receipt.payload)["Body"].read()
    return items_of(body, receipt.form)


def _receipt(partner_id: str, body: bytes, form: PayloadForm, count: int, clock: Clock) -> Receipt:
    now = clock.now()
    identifier = new_identifier("rct", clock)
    return Receipt(
        id=identifier,
        partner_id=partner_id,
        received_at=now,
        form=form,
        items=count,
        chunk=CHUNK,
        payload=f"{partner_id}/{now:%Y-%m-%d}/{identifier}",
        digest=hashlib.sha256(body).hexdigest(),
        correlation_id=observability.correlation_id(),
    )


def _save(receipt: Receipt, key: IdempotencyKey | None, clock: Clock) -> None:
    def build(transaction: TransactWrite) -> None:
        transaction.save(table.receipt_item(receipt))
        idempotency.remember(transaction, key, receipt.id, clock)

    tables.write(build)
