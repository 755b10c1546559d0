"""The nightly comparison of tables and indices, and the repair of what drifted apart."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from chalicelib import people, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.indexing.documents import consenting_candidate, open_vacancies
from chalicelib.indexing.model import Drift, DriftReport
from chalicelib.indexing.rebuilding import BATCH, batches
from chalicelib.people.model import Person
from chalicelib.vacancies.model import Vacancy
from search.engine import candidate_index, vacancy_index
from search.port import Document, Index, Outcome, Removal, WriteResult

IN_FLIGHT = timedelta(minutes=5)
"""What changed so recently may be on its way to the index: it is no drift yet."""
T = TypeVar("T", Vacancy, Person)


def reconcile(repair: bool = False, clock: Clock = SYSTEM_CLOCK, in_flight: timedelta = IN_FLIGHT) -> DriftReport:
    """Compare both tables with their indices; with ``repair`` write what is missing, stale or orphaned.

    Raises `search.port.IndexUnavailable`.
    """
    now = clock.now()
    since = now - in_flight
    found = compare(vacancy_index(), "vacancies", vacancies.stored(), open_vacancies(now), since, repair)
    consenting = compare(candidate_index(), "candidates", people.stored(), consenting_candidate, since, repair)
    needed = any(drift.ahead or drift.failed for drift in (found, consenting))
    return DriftReport(vacancies=found, candidates=consenting, rebuild_needed=needed)


def compare(
    index: Index[Document],
    name: str,
    stored: Iterable[tuple[T, int]],
    document_of: Callable[[T, int], Document | None],
    since: datetime,
    repair: bool,
) -> Drift:
    """Compare ``index`` with ``stored``, leaving aside what changed after ``since``.

    The index is read first: what it holds and the table lacks by then has left the table for good.
    """
    comparison = Comparison({entry.id: entry.version for entry in index.versions()})
    wanted: list[Document] = []
    results: list[WriteResult] = []
    for batch in batches(stored, BATCH):
        for content, version in batch:
            found = comparison.see(content, version, document_of(content, version), since)
            wanted += [found] if found is not None else []
        if repair and wanted:
            results += index.put(wanted)
        wanted = []
    if repair and (removals := comparison.removals()):
        results += index.remove(removals)
    return comparison.drift(name, results)


class Comparison:
    """What an index holds, crossed off item by item; what differs is kept by the kind of difference."""

    def __init__(self, indexed: dict[str, int]) -> None:
        """Begin with the versions in the index, by identifier."""
        self._indexed = indexed
        self._compared = 0
        self._differing: dict[str, list[str]] = {"missing": [], "stale": [], "orphaned": [], "ahead": []}
        self._removals: list[Removal] = []

    def see(
        self, content: Vacancy | Person, version: int, document: Document | None, since: datetime
    ) -> Document | None:
        """Cross off one stored item; returns its document when the index needs it."""
        self._compared += 1
        indexed = self._indexed.pop(content.id, None)
        kind = _difference(indexed, version, wanted=document is not None)
        if kind is None or _written_at(content) > since:
            return None
        self._differing[kind].append(content.id)
        if kind == "orphaned":
            self._removals.append(Removal(content.id, version))
        return document if kind in ("missing", "stale") else None

    def removals(self) -> list[Removal]:
        """Return what must go: items that are not to be found any more, and those that left the table."""
        return [*self._removals, *(Removal(each, version + 1) for each, version in self._indexed.items())]

    def drift(self, name: str, results: Sequence[WriteResult]) -> Drift:
        """Return what was found, and what became of the repair."""
        differing = {kind: tuple(identifiers) for kind, identifiers in self._differing.items()}
        differing["orphaned"] += tuple(self._indexed)
        written = sum(result.outcome is Outcome.WRITTEN for result in results)
        return Drift(index=name, compared=self._compared, repaired=written, failed=len(results) - written, **differing)


def _written_at(content: Vacancy | Person) -> datetime:
    """Return when an item last changed as far as it says so: recoding is no update, and is on its way to the index."""
    recoded_at = content.recoded_at if isinstance(content, Vacancy) else None
    return max(content.updated_at, recoded_at or content.updated_at)


def _difference(indexed: int | None, version: int, *, wanted: bool) -> str | None:
    """Return the kind of difference, if any.

    An item that is in the index at its very version and not wanted any more has expired since: searches leave it out
    by its date, and the write that closes it takes it away.
    """
    if indexed is None:
        return "missing" if wanted else None
    if indexed > version:
        return "ahead"
    if indexed == version:
        return None
    return "stale" if wanted else "orphaned"
