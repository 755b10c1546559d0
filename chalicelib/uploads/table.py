"""Tables of uploads and of the outcomes of their rows, chunk by chunk."""

from datetime import timedelta

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds
from chalicelib.errors import NotFound
from chalicelib.tables import Item, TableMeta
from chalicelib.uploads.model import Counts, Progress, RowOutcome, RowResult, Upload

KEPT = timedelta(days=90)
"""How long reports can be read; the vacancies themselves stay."""


class UploadItem(Item):
    """One upload; the numbers grow in the transaction that records a chunk."""

    class Meta(TableMeta):
        logical_name = "uploads"

    upload = StructAttribute(Upload)
    chunks_done = NumberAttribute(default=0)
    published = NumberAttribute(default=0)
    waiting = NumberAttribute(default=0)
    rejected = NumberAttribute(default=0)
    unchanged = NumberAttribute(default=0)
    refused = NumberAttribute(default=0)
    expires = NumberAttribute()


class Outcomes(msgspec.Struct, frozen=True):
    """What became of the rows of one chunk, in order."""

    rows: tuple[RowOutcome, ...]


class RowsItem(Item):
    """The recorded outcomes of one chunk; ``pk`` is ``upload#chunk``. Written once."""

    class Meta(TableMeta):
        logical_name = "upload-outcomes"

    outcomes = StructAttribute(Outcomes)
    expires = NumberAttribute()


def upload_item(upload: Upload) -> UploadItem:
    """Return the item of a new upload."""
    return UploadItem(upload.id, upload=upload, expires=epoch_seconds(upload.received_at + KEPT))


def load_progress(upload_id: str) -> Progress:
    """Return an upload and how far it is, read consistently; raises `NotFound`."""
    try:
        item = UploadItem.get(upload_id, consistent_read=True)
    except UploadItem.DoesNotExist:
        raise NotFound from None
    counts = Counts(**{result.value: int(getattr(item, result.value)) for result in RowResult})
    return Progress(upload=item.upload, chunks_done=int(item.chunks_done), counts=counts)


def load_outcomes(upload_id: str, chunks: range) -> dict[int, tuple[RowOutcome, ...]]:
    """Return the recorded outcomes of those of ``chunks`` that are done, by chunk, read consistently."""
    keys = {_key(upload_id, chunk): chunk for chunk in chunks}
    return {keys[item.pk]: item.outcomes.rows for item in RowsItem.batch_get(list(keys), consistent_read=True)}


def is_done(upload_id: str, chunk: int) -> bool:
    """Tell whether a chunk's outcomes are recorded."""
    return bool(load_outcomes(upload_id, range(chunk, chunk + 1)))


def record(transaction: TransactWrite, upload: Upload, chunk: int, outcomes: tuple[RowOutcome, ...]) -> None:
    """Add to ``transaction`` the outcomes of a chunk, once, and their counts to the upload."""
    expires = epoch_seconds(upload.received_at + KEPT)
    item = RowsItem(_key(upload.id, chunk), outcomes=Outcomes(outcomes), expires=expires)
    transaction.save(item, condition=RowsItem.pk.does_not_exist())
    tally = {result: sum(1 for outcome in outcomes if outcome.result is result) for result in RowResult}
    actions: list[Action] = [UploadItem.chunks_done.add(1)]
    actions += [getattr(UploadItem, result.value).add(count) for result, count in tally.items() if count]
    transaction.update(
        UploadItem(upload.id), actions=actions, condition=UploadItem.pk.exists(), add_version_condition=False
    )


def _key(upload_id: str, chunk: int) -> str:
    return f"{upload_id}#{chunk:04d}"
