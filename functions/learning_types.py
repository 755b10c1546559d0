"""What learning from use takes and answers, and what searches say and bring back for it."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chalicelib.learning.deciding import Ruling
from chalicelib.learning.model import Decision, ProposalState, Target, TextKind
from chalicelib.learning.reporting import Asked, Grouping
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from functions.search_parameters import SearchQuery
from search.vocabulary import AskedKind

_LONGEST_REASON = 500


class FollowingSearchQuery(SearchQuery, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parameters of a search.

    ``search``: the ``search_id`` of the search before, which this one words otherwise; ``suggested``: the words came
    from a suggestion. Both serve to learn from use, and change nothing in the answer.
    """

    search: str | None = None
    suggested: bool = False


class Followed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``search``: the ``search_id`` of the search that led here; a day old at most, else it does nothing."""

    search: str | None = None


class ReportQuery(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    """Of which days (inclusive; the last four weeks when none is named), of which province, parted by what.

    ``texts``: whole queries, or the words in them that were not understood.
    """

    first: date | None = None
    last: date | None = None
    region: str | None = None
    texts: TextKind = TextKind.QUERY
    by: tuple[Grouping, ...] = ()
    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    format: Literal["json", "csv"] | None = None

    def asked(self) -> Asked:
        """Return it as the use case takes it."""
        return Asked(
            first=self.first, last=self.last, region=self.region, texts=self.texts, by=self.by, limit=self.limit
        )


class ProposalQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Proposals in which state; the surest come first."""

    state: ProposalState = ProposalState.OPEN
    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class LearnableKind(StrEnum):
    """Of what kind of thing words can be learned: of those in the reference tables."""

    OCCUPATION = AskedKind.OCCUPATION
    SKILL = AskedKind.SKILL
    REGION = AskedKind.REGION
    EDUCATION = AskedKind.EDUCATION
    EMPLOYMENT_TYPE = AskedKind.EMPLOYMENT_TYPE


class Meant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What words mean, by the codes of the reference tables."""

    kind: LearnableKind
    code: Annotated[str, Meta(min_length=1, max_length=40)]


class ProposalDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is decided on a proposal, and why: must be said unless it is accepted.

    ``target``: what the words mean, when that is not what was proposed, or nothing was.
    """

    decision: Decision
    reason: Annotated[str, Meta(max_length=_LONGEST_REASON)] | None = None
    target: Meant | None = None

    def ruling(self) -> Ruling:
        """Return it as the use case takes it."""
        meant = self.target
        target = None if meant is None else Target(kind=AskedKind(meant.kind), code=meant.code)
        return Ruling(decision=self.decision, reason=self.reason, target=target)
