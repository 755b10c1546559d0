"""Both indices built anew from the tables while the old ones answer and live writes go to old and new."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from chalicelib import people, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.indexing.documents import consenting_candidate, open_vacancies
from chalicelib.indexing.model import Progress, Rebuilt
from search.engine import candidate_index, vacancy_index
from search.port import Document, Index, IndexUnavailable, Outcome, WriteResult

BATCH = 500
T = TypeVar("T")


def reindex(progress: Progress | None = None, *, force: bool = False, clock: Clock = SYSTEM_CLOCK) -> Rebuilt:
    """Rebuild both indices; searches are answered all the time.

    Raises `search.port.ShrunkIndex` when a new one lost more than a fifth, unless ``force``: the old one stays.
    Raises `search.port.IndexUnavailable` when the engine fails; what was begun is dropped.
    """
    tell = progress or _quiet
    found = rebuild(
        vacancy_index(), vacancies.stored(), open_vacancies(clock.now()), lambda count: tell("vacancies", count), force
    )
    consenting = rebuild(
        candidate_index(), people.stored(), consenting_candidate, lambda count: tell("candidates", count), force
    )
    return Rebuilt(vacancies=found, candidates=consenting)


def rebuild(
    index: Index[Document],
    stored: Iterable[tuple[T, int]],
    document_of: Callable[[T, int], Document | None],
    progress: Callable[[int], None],
    force: bool,
) -> int:
    """Fill a new generation of ``index`` from ``stored`` and let it answer; returns the number of its documents.

    ``stored`` must begin to read only after this began, and read consistently: a generator over the table does.
    """
    generation = index.start()
    try:
        _fill(index, generation, stored, document_of, progress)
        return index.swap(generation, allow_shrink=force)
    except BaseException:
        index.discard(generation)
        raise


def _fill(
    index: Index[Document],
    generation: str,
    stored: Iterable[tuple[T, int]],
    document_of: Callable[[T, int], Document | None],
    progress: Callable[[int], None],
) -> None:
    read = 0
    for batch in batches(stored, BATCH):
        documents = [found for content, version in batch if (found := document_of(content, version)) is not None]
        _require_written(index.put(documents, generation=generation) if documents else ())
        read += len(batch)
        progress(read)


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield ``items`` in lists of up to ``size``."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _require_written(results: Sequence[WriteResult]) -> None:
    for result in results:
        if result.outcome is Outcome.FAILED:
            raise IndexUnavailable(f"{result.id} was not taken: {result.reason}")


def _quiet(index: str, count: int) -> None:
    pass
