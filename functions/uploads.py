"""Files of vacancies: the template, taking a file in, its report, and the worker that takes its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlencode

import msgspec
from chalice.app import Blueprint, SQSEvent
from msgspec import Meta

from chalicelib import resources, uploads
from chalicelib.errors import NotAcceptable
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.settings import Service, read
from chalicelib.texts import Text
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.negotiation import chosen
from functions.outbox_records import BatchFailures
from functions.queue_messages import failing_messages
from security.principal import Audience

if TYPE_CHECKING:
    from functions.upload_views import UploadPage, UploadView

blueprint = Blueprint(__name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV = "text/csv"
_FORMS = ("application/octet-stream", XLSX, _CSV)
_POSTERS = (Audience.EMPLOYER, Audience.OFFICER, Audience.SEEKER)
"""Who is a member of an employer may post for it, also with a token that does not say so yet; see employers.access."""
_QUEUE = resources.physical_name(resources.UPLOADED_ROWS.name)
_ROWS_OF_FILE = 500
"""With all findings that rows may have, a function can still answer with so many."""
_CACHED = {"Cache-Control": "public, max-age=3600"}


class PageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of a report."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class CursorQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From where a report goes on."""

    cursor: str | None = None


@endpoint(blueprint, "GET", "/v1/uploads/template.csv", audience=[Audience.PUBLIC], answers=(_CSV,))
def template_csv(call: Call) -> Answer[str]:  # noqa: ARG001 - the same for everybody
    """The template as CSV: headings in both languages and an example, parted by semicolons, in UTF-8."""
    headers = {"Content-Disposition": 'attachment; filename="padan-lowongan.csv"', **_CACHED}
    return Answer(body=uploads.as_csv(), media_type=f"{_CSV}; charset=utf-8", headers=headers)


@endpoint(blueprint, "GET", "/v1/uploads/template.xlsx", audience=[Audience.PUBLIC], answers=(XLSX,))
def template_xlsx(call: Call) -> Answer[bytes]:
    """The template as a workbook, with an explanation of the columns and the codes.

    On a deployment its media type must come first in ``Accept``: API Gateway hands bytes to nobody else.
    """
    chosen(call, (XLSX,))
    if read(Service).stage != "local" and call.headers.get("accept", "").partition(",")[0].strip().lower() != XLSX:
        raise NotAcceptable(Text(f"Kirim Accept: {XLSX}.", f"Send Accept: {XLSX}."))
    headers = {"Content-Disposition": 'attachment; filename="padan-lowongan.xlsx"', **_CACHED}
    return Answer(body=uploads.as_workbook(), media_type=XLSX, headers=headers)


@endpoint(blueprint, "POST", "/v1/employers/{employer_id}/uploads", audience=_POSTERS, status=202, media_types=_FORMS)
def take(call: Call, employer_id: str) -> Answer[UploadView]:
    """Upload a CSV or XLSX file of up to 2000 vacancies (5 MB); every row is checked and answered for.

    Rows with nothing wrong are submitted, the others make nothing. Rows keep their vacancy by their number, or without
    one by what they say: uploading a mended file again doubles nothing. Send it as ``application/octet-stream``
    whatever it is; ``text/csv`` is for UTF-8 alone. Up to 20 rows are done with the answer, more are queued: ask for
    the report until its state is done.
    """
    from functions.upload_views import upload_view

    call.require_media_type(_FORMS)
    progress = uploads.take(call.principal, employer_id, call.raw_body, call.idempotency_key("upload"))
    place = f"/v1/employers/{employer_id}/uploads/{progress.upload.id}"
    return Answer(body=upload_view(progress), headers={"Location": place})


@endpoint(blueprint, "GET", "/v1/employers/{employer_id}/uploads/{upload_id}", audience=_POSTERS)
def report(call: Call, employer_id: str, upload_id: str, query: PageQuery) -> Answer[UploadPage]:
    """What became of each row of an upload, with row number, column and what to do about it in both languages."""
    from functions.upload_views import page_view

    page = uploads.page(call.principal, employer_id, upload_id, query.limit, query.cursor)
    return Answer(body=page_view(page), headers={"Cache-Control": "no-store"})


@endpoint(
    blueprint, "GET", "/v1/employers/{employer_id}/uploads/{upload_id}/report.csv", audience=_POSTERS, answers=(_CSV,)
)
def report_csv(call: Call, employer_id: str, upload_id: str, query: CursorQuery) -> Answer[str]:
    """The report as CSV for a spreadsheet: a line for each finding, with the step, the rule and what to do about it.

    It has 500 rows of the upload at most; ``Link`` leads to the next. Rows that are not done yet are left out.
    """
    page = uploads.page(call.principal, employer_id, upload_id, _ROWS_OF_FILE, query.cursor)
    upload = page.progress.upload
    headers = {"Content-Disposition": f'attachment; filename="{upload.id}.csv"', "Cache-Control": "no-store"}
    if page.next is not None:
        public = read(Service).public_url.rstrip("/")
        headers["Link"] = f'<{public}{call.path}?{urlencode({"cursor": page.next})}>; rel="next"'
    body = uploads.as_report(page.rows, dict(upload.headings))
    return Answer(body=body, media_type=f"{_CSV}; charset=utf-8", headers=headers)


@blueprint.on_sqs_message(queue=_QUEUE, name="take_uploaded_rows", batch_size=5)
def take_rows(event: SQSEvent) -> BatchFailures:
    """Check and store the rows of uploads; a chunk that failed comes again."""
    return failing_messages(event, _work)


def _work(body: str) -> None:
    uploads.work(msgspec.json.decode(body, type=uploads.Chunk))
