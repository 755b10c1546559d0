"""The partners' interface: signed pushes, their receipts, removals, full lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from chalicelib import partners
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.partners import SnapshotResult
    from functions.partner_views import ReceiptPage, ReceiptView
    from functions.quality_views import QualityView

blueprint = Blueprint(__name__)
_PARTNER = [Audience.PARTNER]
_FORMS = ("application/x-ndjson", "application/json")
_OPERATION = "push"


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
    from functions.partner_views import receipt_view

    headers = call.headers
    form = partners.form_of(headers.get("content-type", ""), headers.get("content-encoding", ""))
    key = call.idempotency_key(_OPERATION)
    progress = partners.push(call.principal.id, call.raw_body, form, key)
    place = f"/v1/partner/receipts/{progress.receipt.id}"
    return Answer(body=receipt_view(progress), headers={"Location": place})


@endpoint(blueprint, "GET", "/v1/partner/receipts/{id}", audience=_PARTNER)
def receipt(call: Call, id: str, query: PageQuery) -> Answer[ReceiptPage]:  # noqa: A002 - the path's own name
    """What became of a push, item by item."""
    from functions.partner_views import page_view

    page = partners.page(call.principal.id, id, query.limit, query.cursor)
    return Answer(body=page_view(page, call.language), headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "GET", "/v1/partner/quality", audience=_PARTNER)
def quality(call: Call) -> Answer[QualityView]:
    """How far the partner is trusted, why, and what its vacancies have become; the costliest reason comes first.

    Each vacancy counts once, by what it has become; the counts follow within a minute. ``dimensions`` tell how
    complete, valid, timely, unique and consistent the vacancies of the last three months are.
    """
    from chalicelib import sources
    from chalicelib.quality import scores
    from functions.quality_views import quality_view

    tally, score = sources.quality(call.principal.id)
    view = quality_view(tally, score, scores(call.principal.id), call.language)
    return Answer(body=view, headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "DELETE", "/v1/partner/vacancies/{external_id}", audience=_PARTNER, status=204)
def remove(call: Call, external_id: str) -> Answer[Nothing]:
    """Close one vacancy by the partner's own identifier; doing it again changes nothing."""
    partners.remove(call.principal.id, external_id)
    return Answer(body=Nothing())


@endpoint(blueprint, "POST", "/v1/partner/vacancies/snapshot", audience=_PARTNER)
def snapshot(call: Call, body: FullList) -> Answer[SnapshotResult]:
    """Close what a full list no longer names; refused when more than a fifth would go, unless forced."""
    key = call.idempotency_key("snapshot")
    return Answer(body=partners.apply_snapshot(call.principal.id, body.identifiers, force=body.force, key=key))
