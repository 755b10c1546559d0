"""What is asked and answered of rights over one's data."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.rights import Asked, Ground, Outcome, OwnPage, Page, RightsKind, RightsRequest, Waiting


class RightsPaging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of the requests that wait."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class OwnRightsPaging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of one's own requests."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = MAXIMUM_LIMIT
    cursor: str | None = None


class RightsRequestView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One request: what was asked, by when it has to be answered, and what came of it.

    ``text`` and ``answer`` are the words of both sides, for the person and for who answers; no list of the office has
    them. ``ground``: why it was refused.
    """

    id: str
    kind: RightsKind
    received_at: datetime
    due_at: datetime
    version: int
    person_id: str | None = None
    region: str = ""
    text: str | None = None
    done_at: datetime | None = None
    outcome: Outcome | None = None
    ground: Ground | None = None
    answer: str | None = None

    def __repr__(self) -> str:
        """Never show the words."""
        return f"RightsRequestView({self.id})"


class RightsRequests(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One's own requests, the latest first."""

    items: tuple[RightsRequestView, ...]
    next: str | None = None


class RightsRequestPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Requests that wait for an answer, the most urgent first."""

    items: tuple[RightsRequestView, ...]
    next: str | None = None


def own_view(asked: Asked) -> RightsRequestView:
    """Return a request as the person sees it."""
    return msgspec.structs.replace(_view(asked.request, asked.version), text=asked.text, answer=asked.answer)


def own_page_view(page: OwnPage) -> RightsRequests:
    """Return a page of one's own requests."""
    return RightsRequests(items=tuple(map(own_view, page.items)), next=page.next)


def office_view(asked: Asked) -> RightsRequestView:
    """Return a request as whoever answers it sees it."""
    return msgspec.structs.replace(own_view(asked), person_id=asked.request.person_id, region=asked.request.region)


def page_view(page: Page) -> RightsRequestPage:
    """Return a list without a word of what was written."""
    return RightsRequestPage(items=tuple(_waiting(each) for each in page.items), next=page.next)


def _waiting(each: Waiting) -> RightsRequestView:
    request = each.request
    return msgspec.structs.replace(_view(request, each.version), person_id=request.person_id, region=request.region)


def _view(request: RightsRequest, version: int) -> RightsRequestView:
    return RightsRequestView(
        id=request.id,
        kind=request.kind,
        received_at=request.received_at,
        due_at=request.due_at,
        version=version,
        done_at=request.done_at,
        outcome=request.outcome,
        ground=request.ground,
    )
