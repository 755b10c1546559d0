"""What a partner sees of its pushes: receipts, and what became of each item."""

from datetime import datetime

import msgspec

from chalicelib.errors import FieldError
from chalicelib.partners import Page
from chalicelib.partners.model import Counts, ItemOutcome, ItemResult, Progress, ReceiptState
from chalicelib.texts import Language
from chalicelib.validation.model import Finding, Severity, Span
from functions.problems import ProblemField


class ReceiptView(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt: ``state`` is queued, processing or done; ``counts`` say how many items had which outcome so far."""

    id: str
    state: ReceiptState
    received_at: datetime
    items: int
    counts: Counts
    digest: str


class FindingView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the check found, with a pointer into the JobPosting; ``span`` counts characters in the stored text."""

    code: str
    severity: Severity
    pointer: str
    detail: str
    phrase: str | None = None
    span: Span | None = None
    mend_by: str | None = None
    legal_basis: str | None = None


class ItemView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one item; ``number`` counts from 1 in the order of the payload."""

    number: int
    outcome: ItemResult
    identifier: str | None = None
    vacancy: str | None = None
    duplicate_of: str | None = None
    errors: tuple[ProblemField, ...] = ()
    findings: tuple[FindingView, ...] = ()


class ReceiptPage(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt with a page of its items; ``next`` is the cursor of the page after."""

    receipt: ReceiptView
    items: tuple[ItemView, ...]
    next: str | None = None


def receipt_view(progress: Progress) -> ReceiptView:
    """Return how far a push has come."""
    receipt = progress.receipt
    return ReceiptView(
        id=receipt.id,
        state=progress.state,
        received_at=receipt.received_at,
        items=receipt.items,
        counts=progress.counts,
        digest=receipt.digest,
    )


def page_view(page: Page, language: Language) -> ReceiptPage:
    """Return a receipt with a page of its items in the caller's language."""
    items = tuple(_item(item, language) for item in page.items)
    return ReceiptPage(receipt=receipt_view(page.progress), items=items, next=page.next)


def _item(item: ItemOutcome, language: Language) -> ItemView:
    return ItemView(
        number=item.number,
        outcome=item.result,
        identifier=item.external_id,
        vacancy=item.vacancy_id,
        duplicate_of=item.duplicate_of,
        errors=tuple(_error(error, language) for error in item.errors),
        findings=tuple(_finding(finding, language) for finding in item.findings),
    )


def _error(error: FieldError, language: Language) -> ProblemField:
    return ProblemField(error.pointer, error.code, error.detail.in_language(language))


def _finding(finding: Finding, language: Language) -> FindingView:
    return FindingView(
        code=finding.code,
        severity=finding.severity,
        pointer=finding.pointer,
        detail=finding.message.in_language(language),
        phrase=finding.phrase,
        span=finding.span,
        mend_by=finding.mend_by,
        legal_basis=finding.legal_basis,
    )
