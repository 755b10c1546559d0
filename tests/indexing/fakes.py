"""An index that keeps its promises in memory, and people and vacancies to put into it."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import msgspec

from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.vacancies.model import State, Vacancy
from search.port import IndexedVersion, IndexUnavailable, Outcome, Removal, ShrunkIndex, WriteResult
from tests.vacancies import samples

NOW = samples.NOW
DAY = timedelta(days=1)


def vacancy(number: int = 1, **changes: Any) -> Vacancy:
    """A published vacancy that is open at `NOW`."""
    usual: dict[str, Any] = {
        "id": f"vac_{number:026d}",
        "expires_at": NOW + 30 * DAY,
        "updated_at": NOW - DAY,
    } | changes
    state: State = usual.pop("state", State.PUBLISHED)
    return samples.vacancy(state, **usual)


def person(number: int = 1, **changes: Any) -> Person:
    """An active person who consents."""
    made = Person(
        id=f"per_{number:026d}",
        state=PersonState.ACTIVE,
        profile=Profile(),
        created_at=NOW - DAY,
        updated_at=NOW - DAY,
        consents={"recommend_to_employers": 1},
    )
    return msgspec.structs.replace(made, **changes)


@dataclasses.dataclass
class MemoryIndex:
    """The port's promises about versions and generations, without searching."""

    generations: dict[str, dict[str, tuple[int, Any]]] = dataclasses.field(default_factory=lambda: {"g1": {}})
    current: str = "g1"
    refused: frozenset[str] = frozenset()
    available: bool = True

    def put(self, documents: Sequence[Any], *, generation: str | None = None) -> tuple[WriteResult, ...]:
        """Write to one generation or to all."""
        return tuple(self._write(each.id, each.version, each, generation) for each in documents)

    def remove(self, removals: Iterable[Removal]) -> tuple[WriteResult, ...]:
        """Leave tombstones."""
        return tuple(self._write(each.id, each.version, None, None) for each in removals)

    def get(self, identifier: str) -> Any:
        """The live document."""
        return self.generations[self.current].get(identifier, (0, None))[1]

    def versions(self) -> Iterator[IndexedVersion]:
        """Live documents by identifier."""
        rows = sorted(self.generations[self.current].items())
        yield from (IndexedVersion(identifier, version) for identifier, (version, kept) in rows if kept is not None)

    def count(self) -> int:
        """How many are live."""
        return sum(1 for _ in self.versions())

    def start(self) -> str:
        """Begin another one, with the tombstones of this one."""
        self.generations["g2"] = {key: row for key, row in self.generations[self.current].items() if row[1] is None}
        return "g2"

    def swap(self, generation: str, *, allow_shrink: bool = False) -> int:
        """Let it answer."""
        before, previous = self.count(), self.current
        self.current = generation
        if self.count() < before * 0.8 and not allow_shrink:
            after, self.current = self.count(), previous
            raise ShrunkIndex(before, after)
        del self.generations[previous]
        return self.count()

    def discard(self, generation: str) -> None:
        """Drop it."""
        self.generations.pop(generation, None)

    def _write(self, identifier: str, version: int, document: Any, generation: str | None) -> WriteResult:
        if not self.available:
            raise IndexUnavailable("the index is away")
        if identifier in self.refused:
            return WriteResult(id=identifier, outcome=Outcome.FAILED, reason="refused")
        outcome = Outcome.STALE
        for rows in [self.generations[generation]] if generation else list(self.generations.values()):
            if version > rows.get(identifier, (0, None))[0]:
                rows[identifier] = (version, document)
                outcome = Outcome.WRITTEN
        return WriteResult(id=identifier, outcome=outcome)
