"""Working on one chunk of an upload: offer each row's vacancy, and record what became of it.

Outcomes are written once, in the transaction that counts them. A crash before it leaves none, and the redelivered
message does the work again: what this upload did store is recognised by the moment that it carries.
"""

import functools
from collections import Counter
from collections.abc import Sequence

import msgspec
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException
from pynamodb.transactions import TransactWrite

from chalicelib import aws, settings, tables
from chalicelib.errors import FieldError, InvalidInput, PadanError
from chalicelib.observability import correlated, logger, measure
from chalicelib.tables import ConditionRefused
from chalicelib.uploads import table
from chalicelib.uploads.model import Chunk, ReadRow, RowOutcome, RowResult, Upload
from chalicelib.uploads.problems import Problem, problem
from chalicelib.uploads.standing import standing_of
from chalicelib.vacancies.lifecycle import WAITING
from chalicelib.vacancies.model import State, VacancyContent
from chalicelib.vacancies.offering import Offer, Offered, offer
from security.policy import serves
from security.principal import Principal

MOST_FINDINGS = 12
"""Findings of a row that a report tells; the vacancy has all."""
DEPENDENCIES = (BotoCoreError, ClientError, PynamoDBException, PadanError)
"""Failures that another delivery may mend; anything else is in the row itself."""


def work(chunk: Chunk, rows: Sequence[ReadRow] | None = None) -> tuple[RowOutcome, ...]:
    """Offer the rows of a chunk and return their outcomes, one for each; nothing when it was done before.

    ``rows`` are those of the whole file where the caller has them at hand. Raises `NotFound` for an unknown upload,
    and the errors of tables and objects: then nothing is recorded, and the message is to be delivered again.
    """
    upload = table.load_progress(chunk.upload).upload
    if table.is_done(upload.id, chunk.chunk):
        return ()
    with correlated(upload.correlation_id):
        found = rows_of(upload) if rows is None else rows
        outcomes = tuple(_outcome(upload, found[place]) for place in upload.places(chunk.chunk))
        _record(upload, chunk.chunk, outcomes)
        for result, count in Counter(outcome.result for outcome in outcomes).items():
            measure("UploadedRows", count, outcome=result.value)
    return outcomes


@functools.lru_cache(maxsize=2)
def rows_of(upload: Upload) -> tuple[ReadRow, ...]:
    """Return the rows of an upload in order, kept for the chunks of the same one that come next."""
    bucket = settings.read(settings.Objects).payloads_bucket
    body: bytes = aws.client("s3").get_object(Bucket=bucket, Key=upload.payload)["Body"].read()
    return msgspec.json.decode(body, type=tuple[ReadRow, ...])


def _outcome(upload: Upload, row: ReadRow) -> RowOutcome:
    if row.content is None:
        return _refused(row, row.problems)
    if upload.regions and not _served(upload, row.content):
        return _refused(row, [problem("outside_region", row=row.number, field="region")])
    try:
        return _told(row, offer(_offer(upload, row, row.content)))
    except InvalidInput as error:
        return _refused(row, [_problem(field, row, upload) for field in error.errors])
    except DEPENDENCIES:
        raise
    except Exception:
        logger.exception("a row could not be stored", extra={"row": row.number})
        return _refused(row, [problem("not_processed", row=row.number)])


def _served(upload: Upload, content: VacancyContent) -> bool:
    # Where a row names no place the office of the employer's region is at home, as it is for the form.
    officer = Principal(id=upload.by, regions=upload.regions)
    return content.region is None or serves(officer, content.region)


def _offer(upload: Upload, row: ReadRow, content: VacancyContent) -> Offer:
    return Offer(
        employer_id=upload.employer_id,
        key=row.key,
        external_id=row.external_id,
        content=content,
        by=upload.by,
        channel=upload.channel,
        at=upload.received_at,
    )


def _told(row: ReadRow, offered: Offered) -> RowOutcome:
    vacancy = offered.vacancy
    return RowOutcome(
        number=row.number,
        result=_result(vacancy.state) if offered.changed else RowResult.UNCHANGED,
        external_id=row.external_id,
        vacancy_id=vacancy.id,
        notes=row.notes,
        findings=vacancy.findings[:MOST_FINDINGS],
        standing=standing_of(vacancy, numbered=row.external_id is not None),
    )


def _result(state: State) -> RowResult:
    if state is State.PUBLISHED:
        return RowResult.PUBLISHED
    return RowResult.WAITING if state in WAITING else RowResult.REJECTED


def _refused(row: ReadRow, problems: Sequence[Problem]) -> RowOutcome:
    return RowOutcome(
        number=row.number,
        result=RowResult.REFUSED,
        external_id=row.external_id,
        problems=tuple(problems),
        notes=row.notes,
    )


def _problem(error: FieldError, row: ReadRow, upload: Upload) -> Problem:
    """Return what is wrong with a field of the vacancy as a problem of the row's cell."""
    field = error.pointer.removeprefix("/").partition("/")[0]
    column = dict(upload.headings).get(field, "")
    return Problem(code=error.code, message=error.detail, row=row.number, column=column, field=field)


def _record(upload: Upload, chunk: int, outcomes: tuple[RowOutcome, ...]) -> None:
    def build(transaction: TransactWrite) -> None:
        table.record(transaction, upload, chunk, outcomes)

    try:
        tables.write(build)
    except ConditionRefused:
        # A twin of the message was faster; its outcomes stand.
        if not table.is_done(upload.id, chunk):
            raise
