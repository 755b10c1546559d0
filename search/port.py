"""What search needs of an engine. Every adapter keeps these promises; one contract suite holds all to them."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

import msgspec

from search.answer import FacetCounts
from search.document import CandidateDocument, VacancyDocument
from search.percolating.standing import HeldReading, StandingSearch
from search.plan import Admission, CandidatePlan, CodeField, Plan, Position

Document = TypeVar("Document", VacancyDocument, CandidateDocument, StandingSearch)


class IndexUnavailable(Exception):
    """The engine does not answer, or its data cannot be opened. Trying again later may help."""


class ShrunkIndex(Exception):
    """A new generation holds so much less than the current one that it must not replace it."""

    def __init__(self, before: int, after: int) -> None:
        """Keep both counts."""
        super().__init__(f"the new index holds {after} documents, the current one {before}")
        self.before = before
        self.after = after


class Outcome(StrEnum):
    """What became of one write."""

    WRITTEN = "written"
    STALE = "stale"
    """An equal or newer version is there already, or a tombstone: nothing to do, and not an error."""
    FAILED = "failed"


class WriteResult(msgspec.Struct, frozen=True, kw_only=True):
    """One write of a batch. ``reason`` says why it failed; its neighbours are not touched by that."""

    id: str
    outcome: Outcome
    reason: str | None = None


class Removal(msgspec.Struct, frozen=True):
    """A document that is to go, and the version of that deletion."""

    id: str
    version: int


class PlannedHit(msgspec.Struct, frozen=True, kw_only=True):
    """One document found; ``position`` continues behind it."""

    document: VacancyDocument
    score: float
    position: Position
    distance_km: float | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a plan. ``total`` counts everything admitted, whatever the position."""

    total: int
    hits: tuple[PlannedHit, ...]
    facets: tuple[FacetCounts, ...] = ()
    more: bool = False


class CandidateHit(msgspec.Struct, frozen=True):
    """One person found."""

    document: CandidateDocument
    score: float


class IndexedVersion(msgspec.Struct, frozen=True):
    """What reconciling compares: a live document and its version."""

    id: str
    version: int


class EmployerCount(msgspec.Struct, frozen=True, kw_only=True):
    """An employer and how many live vacancies it has."""

    id: str
    name: str
    count: int


class IndexAdministration(Protocol):
    """Replacing an index without a moment in which it cannot be searched.

    ``start`` → ``fill`` … → ``swap``, or ``discard``. Between ``start`` and ``swap`` every live write goes to both
    generations, so nothing that happens meanwhile is lost, and external versions let the newer one win.
    """

    def generation(self) -> str:
        """Return the name of the generation that answers now."""
        ...

    def start(self) -> str:
        """Create an empty generation and return its name; one that an interrupted run left over is discarded."""
        ...

    def swap(self, generation: str, *, allow_shrink: bool = False) -> int:
        """Let ``generation`` answer from now on, and drop the old one. Returns the number of its documents.

        Raises `ShrunkIndex` when it has lost more than a fifth of the current one's documents, unless allowed.
        """
        ...

    def discard(self, generation: str) -> None:
        """Drop a generation that never answered."""
        ...


class Index(IndexAdministration, Protocol[Document]):
    """What all indices have in common."""

    def put(self, documents: Sequence[Document], *, generation: str | None = None) -> tuple[WriteResult, ...]:
        """Write ``documents``; one whose version is not newer than the index's (or its tombstone's) is stale.

        With ``generation`` only that one is written (a rebuild), else all that live writes go to.
        Raises `IndexUnavailable` when nothing could be written.
        """
        ...

    def remove(self, removals: Iterable[Removal]) -> tuple[WriteResult, ...]:
        """Remove documents and leave tombstones, which outlive the replay window (at least a day)."""
        ...

    def get(self, identifier: str) -> Document | None:
        """Return a document, as written last and made visible, or ``None``."""
        ...

    def versions(self) -> Iterator[IndexedVersion]:
        """Go through all live documents in the order of their identifiers."""
        ...

    def count(self) -> int:
        """Return the number of live documents."""
        ...

    def refresh(self) -> None:
        """Make everything written so far visible; else that happens within about a second."""
        ...

    def close(self) -> None:
        """Make writes durable and let go of files and connections."""
        ...


class VacancyIndex(Index[VacancyDocument], Protocol):
    """Published vacancies."""

    def search(self, plan: Plan) -> Page:
        """Answer ``plan``. Raises `IndexUnavailable`."""
        ...

    def counts(
        self, field: CodeField, codes: Sequence[str], now: int, within: Admission | None = None
    ) -> tuple[int, ...]:
        """Return for each code (or prefix) how many vacancies have it: of those that ``within`` admits.

        Without ``within`` of all that have not expired at ``now``.
        """
        ...

    def employers(
        self, prefix: str, now: int, limit: int = 10, within: Admission | None = None
    ) -> tuple[EmployerCount, ...]:
        """Return the employers one of whose name's words begins like the last word of ``prefix`` (normalised).

        The other words of ``prefix`` must be in the name. Those with the most live vacancies come first. Counted are
        those that ``within`` admits, without it all that have not expired at ``now``.
        """
        ...


class CandidateIndex(Index[CandidateDocument], Protocol):
    """Consenting people, as codes."""

    def search(self, plan: CandidatePlan) -> tuple[CandidateHit, ...]:
        """Answer ``plan``, best first. Raises `IndexUnavailable`."""
        ...


class Percolator(Index[StandingSearch], Protocol):
    """Saved searches, to be asked which of them a vacancy meets."""

    def matching(self, documents: Sequence[VacancyDocument]) -> tuple[tuple[str, ...], ...]:
        """Return for each vacancy, in order, the identifiers of the live searches that admit it, sorted.

        Exactly those whose admission `VacancyIndex.search` would find it by; whether it has expired is not asked.
        Raises `IndexUnavailable`.
        """
        ...

    def readings(self) -> Iterator[HeldReading]:
        """Go through all live searches in the order of their identifiers, with how each was read."""
        ...
