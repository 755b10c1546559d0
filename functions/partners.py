"""The partners' interface: signed pushes, their receipts, removals, full lists."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from chalicelib import partners
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.partners.model import Counts, ItemResult, ReceiptState
from chalicelib.texts import Language
from chalicelib.validation.model import Severity, Span
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.problems import ProblemField
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.errors import FieldError
    from chalicelib.partners import ItemOutcome, Progress, SnapshotResult
    from chalicelib.validation.model import Finding

blueprint = Blueprint(__name__)
_PARTNER = [Audience.PARTNER]
_FORMS = ("application/x-ndjson", "application/json")
_OPERATION = "push"


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


class PageQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of a receipt."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class FullList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every identifier that the partner still offers. ``force`` closes more than a fifth."""

    identifiers: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=200)], ...], Meta(max_length=100_000)]
    force: bool = False


class Nothing(msgspec.Struct, frozen=True):
    """An answer without content."""


@endpoint(blueprint, "POST", "/v1/partner/vacancies", audience=_PARTNER, status=202, media_types=_FORMS)
def push(call: Call) -> Answer[ReceiptView]:
    """Push up to 500 vacancies (5 MB) as NDJSON or a JSON array of schema.org JobPosting.

    The answer is a receipt; ask for it until its state is done. An ``Idempotency-Key`` makes repeating safe.
    """
    headers = call.headers
    form = partners.form_of(headers.get("content-type", ""), headers.get("content-encoding", ""))
    key = call.idempotency_key(_OPERATION)
    progress = partners.push(call.principal.id, call.raw_body, form, key)
    place = f"/v1/partner/receipts/{progress.receipt.id}"
    return Answer(body=_receipt(progress), headers={"Location": place})


@endpoint(blueprint, "GET", "/v1/partner/receipts/{id}", audience=_PARTNER)
def receipt(call: Call, id: str, query: PageQuery) -> Answer[ReceiptPage]:  # noqa: A002 - the path's own name
    """What became of a push, item by item."""
    page = partners.page(call.principal.id, id, query.limit, query.cursor)
    items = tuple(_item(item, call.language) for item in page.items)
    body = ReceiptPage(receipt=_receipt(page.progress), items=items, next=page.next)
    return Answer(body=body, headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "DELETE", "/v1/partner/vacancies/{external_id}", audience=_PARTNER, status=204)
def remove(call: Call, external_id: str) -> Answer[Nothing]:
    """Close one vacancy by the partner's own identifier; doing it again changes nothing."""
    partners.remove(call.principal.id, external_id)
    return Answer(body=Nothing())


@endpoint(blueprint, "POST", "/v1/partner/vacancies/snapshot", audience=_PARTNER)
def snapshot(call: Call, body: FullList) -> Answer[SnapshotResult]:
    """Close what a full list no longer names; refused when more than a fifth would go, unless forced."""
    return Answer(body=partners.apply_snapshot(call.principal.id, body.identifiers, force=body.force))


def _receipt(progress: Progress) -> ReceiptView:
    receipt = progress.receipt
    return ReceiptView(
        id=receipt.id,
        state=progress.state,
        received_at=receipt.received_at,
        items=receipt.items,
        counts=progress.counts,
        digest=receipt.digest,
    )


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
