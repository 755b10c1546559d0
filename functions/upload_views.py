"""What the poster of a file sees of it: how far it is, and what became of each row."""

from datetime import datetime

import msgspec

from chalicelib.texts import Text
from chalicelib.uploads import Page, Problem, Progress, RowOutcome, RowResult, Standing, Turn, UploadState
from chalicelib.uploads.model import Counts
from chalicelib.vacancies.model import Channel
from chalicelib.validation.model import Finding, Severity


class ProblemView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is wrong in a row, or worth telling: ``column`` is the file's own heading, ``field`` the vacancy's name."""

    code: str
    message: Text
    row: int = 0
    column: str = ""
    field: str = ""


class RowFinding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the check found in a row's vacancy; ``column`` is the heading of the field that it is about."""

    code: str
    severity: Severity
    message: Text
    field: str
    column: str = ""
    phrase: str | None = None
    mend_by: str | None = None
    legal_basis: str | None = None


class StandingView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a row's vacancy is not published.

    ``step`` is ``mend`` where the poster has the next word, ``officer`` where an officer has it; ``rules`` are
    the codes of the findings that keep it back, ``action`` says what to do.
    """

    step: Turn
    reason: Text
    action: Text
    rules: tuple[str, ...] = ()


class RowView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a row; ``row`` is its number as spreadsheets count, ``standing`` why it is not published."""

    row: int
    outcome: RowResult
    number: str | None = None
    vacancy: str | None = None
    problems: tuple[ProblemView, ...] = ()
    notes: tuple[ProblemView, ...] = ()
    findings: tuple[RowFinding, ...] = ()
    standing: StandingView | None = None


class UploadView(msgspec.Struct, frozen=True, kw_only=True):
    """An upload: ``state`` is queued, processing or done; ``counts`` say how many rows had which outcome so far.

    ``columns`` are the headings that were understood, ``notes`` what was not, and how the file was read.
    """

    id: str
    state: UploadState
    channel: Channel
    received_at: datetime
    rows: int
    counts: Counts
    columns: tuple[str, ...]
    notes: tuple[ProblemView, ...]
    digest: str


class UploadPage(msgspec.Struct, frozen=True, kw_only=True):
    """An upload with a page of its rows; ``next`` is the cursor of the page after."""

    upload: UploadView
    rows: tuple[RowView, ...]
    next: str | None = None


def upload_view(progress: Progress) -> UploadView:
    """Return how far an upload has come."""
    upload = progress.upload
    return UploadView(
        id=upload.id,
        state=progress.state,
        channel=upload.channel,
        received_at=upload.received_at,
        rows=upload.rows,
        counts=progress.counts,
        columns=tuple(heading for _, heading in upload.headings),
        notes=tuple(_problem(note) for note in upload.notes),
        digest=upload.digest,
    )


def page_view(page: Page) -> UploadPage:
    """Return an upload with a page of its rows; texts come in both languages, as files go from hand to hand."""
    headings = dict(page.progress.upload.headings)
    rows = tuple(_row(outcome, headings) for outcome in page.rows)
    return UploadPage(upload=upload_view(page.progress), rows=rows, next=page.next)


def _row(outcome: RowOutcome, headings: dict[str, str]) -> RowView:
    return RowView(
        row=outcome.number,
        outcome=outcome.result,
        number=outcome.external_id,
        vacancy=outcome.vacancy_id,
        problems=tuple(_problem(found) for found in outcome.problems),
        notes=tuple(_problem(found) for found in outcome.notes),
        findings=tuple(_finding(found, headings) for found in outcome.findings),
        standing=_standing(outcome.standing),
    )


def _standing(found: Standing | None) -> StandingView | None:
    if found is None:
        return None
    return StandingView(step=found.step, reason=found.reason, action=found.action, rules=found.rules)


def _problem(found: Problem) -> ProblemView:
    return ProblemView(code=found.code, message=found.message, row=found.row, column=found.column, field=found.field)


def _finding(found: Finding, headings: dict[str, str]) -> RowFinding:
    field = found.pointer.removeprefix("/").partition("/")[0]
    return RowFinding(
        code=found.code,
        severity=found.severity,
        message=found.message,
        field=field,
        column=headings.get(field, ""),
        phrase=found.phrase,
        mend_by=found.mend_by,
        legal_basis=found.legal_basis,
    )
