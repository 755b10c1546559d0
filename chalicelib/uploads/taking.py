"""Taking a file in: read it, keep its rows, then work on them at once or through the queue."""

import hashlib

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import aws, employers, idempotency, observability, outbox, settings, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers import Employer
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.queues import send_all
from chalicelib.resources import UPLOADED_ROWS
from chalicelib.uploads import table, working
from chalicelib.uploads.model import Chunk, Progress, ReadFile, Upload, UploadState
from chalicelib.uploads.problems import BadFile
from chalicelib.uploads.reading import read
from chalicelib.vacancies.channels import channel_of
from chalicelib.vacancies.model import Channel
from security.policy import Action, ResourceKind
from security.principal import Principal

CHUNK = 20
"""Rows for each message, and for one item of the table."""
AT_ONCE = 20
"""Files of at most so many rows are worked on before the answer."""
ON_BEHALF = "upload_on_behalf"
"""The event that tells an employer of an officer's file."""


def take(
    principal: Principal, employer_id: str, body: bytes, key: IdempotencyKey | None = None, clock: Clock = SYSTEM_CLOCK
) -> Progress:
    """Take a file in for an employer and return how far its rows are: done when they are few, queued when many.

    A file that failed halfway, or in which some rows were wrong, is sent again: rows that stand are left as they are.
    Raises `NotFound`, `Forbidden`, `InvalidInput` and `TooLarge` for a file that cannot be read as a whole,
    `IdempotencyMismatch`, `Unavailable`.
    """
    employer = employers.stored(employer_id).employer
    employers.require(principal, Action.CREATE, employers.resource_of(employer, ResourceKind.UPLOAD))
    idempotency.earlier_result(key)  # Another body under the same key is told so, whatever is wrong with it.
    try:
        file = read(body)
    except BadFile as bad:
        raise bad.as_refusal() from None
    upload = _upload(principal, employer, file, hashlib.sha256(body).hexdigest(), clock)
    identifier = idempotency.once(key, lambda: _create(upload, file, key, clock))
    if identifier == upload.id and upload.rows <= AT_ONCE:
        for chunk in range(upload.chunks):
            working.work(Chunk(upload=identifier, chunk=chunk), file.rows)
    else:
        queue_missing(table.load_progress(identifier))
    return table.load_progress(identifier)


def queue_missing(progress: Progress) -> int:
    """Queue every chunk whose outcome is not recorded; return how many. A chunk queued twice is worked on once."""
    if progress.state is UploadState.DONE:
        return 0
    upload = progress.upload
    done = table.load_outcomes(upload.id, range(upload.chunks)) if progress.chunks_done else {}
    missing = [Chunk(upload=upload.id, chunk=chunk) for chunk in range(upload.chunks) if chunk not in done]
    send_all(UPLOADED_ROWS, missing)
    return len(missing)


def _upload(principal: Principal, employer: Employer, file: ReadFile, digest: str, clock: Clock) -> Upload:
    now = clock.now()
    identifier = new_identifier("upl", clock)
    stated = channel_of(principal, employer)
    return Upload(
        id=identifier,
        employer_id=employer.id,
        by=principal.id,
        received_at=now,
        channel=Channel.UPLOAD if stated is Channel.EMPLOYER else stated,
        rows=len(file.rows),
        chunk=CHUNK,
        payload=f"uploads/{employer.id}/{now:%Y-%m-%d}/{identifier}",
        digest=digest,
        correlation_id=observability.correlation_id(),
        headings=file.headings,
        notes=file.notes,
        regions=() if employer.role_of(principal.id) else principal.regions,
    )


def _create(upload: Upload, file: ReadFile, key: IdempotencyKey | None, clock: Clock) -> str:
    bucket = settings.read(settings.Objects).payloads_bucket
    rows = msgspec.json.encode(file.rows)
    aws.client("s3").put_object(Bucket=bucket, Key=upload.payload, Body=rows, ContentType="application/json")

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.upload_item(upload))
        idempotency.remember(transaction, key, upload.id, clock)
        if upload.regions:
            details = {"employer": upload.employer_id, "rows": str(upload.rows)}
            outbox.add(transaction, topic=ON_BEHALF, subject=upload.id, details=details, clock=clock)

    tables.write(build)
    return upload.id
