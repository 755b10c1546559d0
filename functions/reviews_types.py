"""What reviewing vacancies reads and answers."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.reviewing.view import ReviewView
from chalicelib.vacancies.model import Decision, Note, ReasonCode
from chalicelib.vacancies.reviews import Ruling
from functions.posting_types import Reason


class ReviewPaging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page, and of which region; an officer's own regions when none is named.

    ``state``: what waits, the longest wait first, or what was ``rejected``, the last one first.
    """

    region: str | None = None
    state: Literal["waiting", "rejected"] = "waiting"
    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class Proposals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many proposals, and of which region; an officer's own regions when none is named."""

    region: str | None = None
    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT


class Where(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which region; an officer's own regions when none is named."""

    region: str | None = None


MONTH = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"


class FigureQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which region, and in which month (``2026-11``): the officer's only region, the present month by default."""

    region: str | None = None
    month: Annotated[str, Meta(pattern=MONTH)] | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field to be corrected and what to do about it."""

    pointer: Annotated[str, Meta(pattern=r"^(/[^/]+)+$", max_length=100)]
    detail: Annotated[str, Meta(min_length=3, max_length=500)]


class Verdict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An officer's decision. Anything but publishing needs a ``code``; ``fields`` name what is to be corrected."""

    decision: Decision
    code: ReasonCode | None = None
    reason: Reason | None = None
    fields: Annotated[tuple[Place, ...], Meta(max_length=20)] = ()

    def ruling(self) -> Ruling:
        """Return the decision as the use cases take it."""
        fields = tuple(Note(pointer=place.pointer, detail=place.detail) for place in self.fields)
        return Ruling(decision=self.decision, code=self.code, reason=self.reason, fields=fields)


class SecondOpinion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A second officer's answer to a proposal; a refusal needs a reason."""

    agrees: bool
    reason: Reason | None = None


class ReviewList(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page of vacancies under review, and the cursor to go on from."""

    items: tuple[ReviewView, ...]
    next: str | None = None


class ReasonView(msgspec.Struct, frozen=True, kw_only=True):
    """A reason for a decision, in the reader's words, and with which decisions it goes."""

    code: str
    label: str
    decisions: tuple[Decision, ...]


class ReasonList(msgspec.Struct, frozen=True, kw_only=True):
    """All reasons."""

    items: tuple[ReasonView, ...]
