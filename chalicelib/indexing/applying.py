"""Changes of the tables applied to the indices. Versions decide, so order and repetition do not matter."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.indexing.documents import consenting_candidate, open_vacancies
from chalicelib.indexing.model import Change
from chalicelib.people.model import Person
from chalicelib.vacancies.model import Vacancy
from search.engine import candidate_index, vacancy_index
from search.port import CandidateIndex, Document, Index, Removal, VacancyIndex, WriteResult

T = TypeVar("T")


def apply_vacancies(
    changes: Sequence[Change[Vacancy]], index: VacancyIndex | None = None, clock: Clock = SYSTEM_CLOCK
) -> tuple[WriteResult, ...]:
    """Bring the vacancy index up to ``changes``; returns what became of each, in order.

    Open vacancies are put, all others removed. Raises `search.port.IndexUnavailable` when nothing could be written.
    """
    return _apply(index or vacancy_index(), changes, open_vacancies(clock.now()))


def apply_people(changes: Sequence[Change[Person]], index: CandidateIndex | None = None) -> tuple[WriteResult, ...]:
    """Bring the candidate index up to ``changes``; returns what became of each, in order.

    Consenting active people are put, all others removed. Raises `search.port.IndexUnavailable`.
    """
    return _apply(index or candidate_index(), changes, consenting_candidate)


def apply_vacancy_change(vacancy: Vacancy, version: int, clock: Clock = SYSTEM_CLOCK) -> WriteResult:
    """Bring the index up to one vacancy as it stands at ``version``."""
    return apply_vacancies([Change(id=vacancy.id, version=version, content=vacancy)], clock=clock)[0]


def apply_person_change(person: Person, version: int) -> WriteResult:
    """Bring the index up to one person as it stands at ``version``."""
    return apply_people([Change(id=person.id, version=version, content=person)])[0]


def _apply(
    index: Index[Document], changes: Sequence[Change[T]], document_of: Callable[[T, int], Document | None]
) -> tuple[WriteResult, ...]:
    documents: dict[int, Document] = {}
    for place, change in enumerate(changes):
        found = document_of(change.content, change.version) if change.content is not None else None
        if found is not None:
            documents[place] = found
    gone = [place for place in range(len(changes)) if place not in documents]
    removals = [Removal(changes[place].id, changes[place].version) for place in gone]
    results = dict(zip(documents, index.put(list(documents.values())) if documents else (), strict=True))
    results |= zip(gone, index.remove(removals) if removals else (), strict=True)
    return tuple(results[place] for place in range(len(changes)))
