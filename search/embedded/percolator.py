"""The embedded index of standing searches: kept in SQLite, asked in memory."""

import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from search.document import VacancyDocument
from search.embedded.percolator_rows import Row, Rows
from search.percolating.predicate import Facts, admits
from search.percolating.selecting import common, filed_under, keys_of
from search.percolating.standing import HeldReading, StandingSearch
from search.port import IndexedVersion, IndexUnavailable, Outcome, Removal, ShrunkIndex, WriteResult

KEPT_SHARE = 0.8
"""What a new generation must at least hold of the current one's searches."""
TOMBSTONES_KEPT = 8 * 86_400
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(StandingSearch)


class _Shelf:
    """The live searches of the generation that answers, filed for finding."""

    def __init__(self) -> None:
        self._searches: dict[str, StandingSearch] = {}
        self._files: dict[str, set[str]] = {}
        self._always: set[str] = set()

    def put(self, search: StandingSearch) -> None:
        self.drop(search.id)
        self._searches[search.id] = search
        keys = filed_under(search.admission)
        if keys is None:
            self._always.add(search.id)
        for key in keys or ():
            self._files.setdefault(key, set()).add(search.id)

    def drop(self, identifier: str) -> None:
        search = self._searches.pop(identifier, None)
        if search is None:
            return
        self._always.discard(identifier)
        for key in filed_under(search.admission) or ():
            self._files[key].discard(identifier)
            if not self._files[key]:
                del self._files[key]

    def looked_at(self, facts: Facts) -> set[str]:
        return common(keys_of(facts), self._files) | self._always

    def met(self, facts: Facts) -> tuple[str, ...]:
        return tuple(sorted(each for each in self.looked_at(facts) if admits(self._searches[each].admission, facts)))


class EmbeddedPercolator:
    """Saved searches in this process; see `search.port.Percolator`."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open what is in ``folder``, or keep everything in memory; what cannot be read is dropped (`rebuilt` tells).

        Raises `IndexUnavailable` when another process has it open.
        """
        self._lock = threading.RLock()
        self.rebuilt = False
        self._rows = self._opened(folder)
        self._current = self._rows.current() or _name()
        self._rows.answer(self._current)
        self._rows.forget_tombstones(int(time.time()) - TOMBSTONES_KEPT)
        self._building: str | None = None
        self._shelf = self._filled(self._current)

    def matching(self, documents: Sequence[VacancyDocument]) -> tuple[tuple[str, ...], ...]:
        """Return for each vacancy the searches that admit it."""
        with self._lock:
            return tuple(self._shelf.met(Facts(document)) for document in documents)

    def looked_at(self, document: VacancyDocument) -> int:
        """Return how many searches are looked at for a vacancy: those that the filing could not rule out."""
        with self._lock:
            return len(self._shelf.looked_at(Facts(document)))

    def readings(self) -> Iterator[HeldReading]:
        """Go through the live searches in order, with how each was read."""
        for row in self._rows.live(self._current):
            yield HeldReading(row.id, row.version, _decoder.decode(row.body).reading)

    def put(self, documents: Sequence[StandingSearch], *, generation: str | None = None) -> tuple[WriteResult, ...]:
        """Write searches; see `search.port.Index`."""
        with self._lock:
            targets = [self._named(generation)] if generation else self._targets()
            answers = [tuple(self._put(target, each) for each in documents) for target in targets]
            self._rows.commit()
        return answers[0]

    def remove(self, removals: Iterable[Removal]) -> tuple[WriteResult, ...]:
        """Remove searches and leave tombstones."""
        listed = list(removals)
        with self._lock:
            answers = [tuple(self._bury(target, each) for each in listed) for target in self._targets()]
            self._rows.commit()
        return answers[0]

    def get(self, identifier: str) -> StandingSearch | None:
        """Return a live search, or ``None``."""
        with self._lock:
            row = self._rows.find(self._current, identifier)
        return _decoder.decode(row.body) if row is not None and row.body is not None else None

    def versions(self) -> Iterator[IndexedVersion]:
        """Go through the live searches in order."""
        return (IndexedVersion(row.id, row.version) for row in self._rows.live(self._current))

    def count(self) -> int:
        """Return the number of live searches."""
        with self._lock:
            return self._rows.count(self._current)

    def refresh(self) -> None:
        """Do nothing: what is written is seen at once."""

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._rows.close()

    def generation(self) -> str:
        """Return the name of the generation that answers."""
        return self._current

    def start(self) -> str:
        """Create an empty generation that live writes go to as well; tombstones move into it."""
        with self._lock:
            if self._building is not None:
                self.discard(self._building)
            self._building = _name()
            self._rows.copy_tombstones(self._current, self._building)
            return self._building

    def swap(self, generation: str, *, allow_shrink: bool = False) -> int:
        """Let ``generation`` answer from now on; raises `ShrunkIndex` when too much would be lost."""
        with self._lock:
            name, old = self._named(generation), self._current
            before, after = self._rows.count(old), self._rows.count(name)
            if not allow_shrink and after < before * KEPT_SHARE:
                raise ShrunkIndex(before, after)
            if name != old:
                self._rows.answer(name)
                self._current, self._building, self._shelf = name, None, self._filled(name)
            return after

    def discard(self, generation: str) -> None:
        """Drop a generation that does not answer."""
        with self._lock:
            if generation == self._current:
                raise ValueError("the generation that answers cannot be discarded")
            self._rows.drop(generation)
            if self._building == generation:
                self._building = None

    def _opened(self, folder: Path | None) -> Rows:
        path = folder / "searches.sqlite" if folder else None
        try:
            return Rows(path)
        except sqlite3.OperationalError as error:
            raise IndexUnavailable(f"the searches in {folder} are open elsewhere: {error}") from error
        except sqlite3.DatabaseError:
            if path is None:
                raise
            path.unlink(missing_ok=True)
            self.rebuilt = True
            return Rows(path)

    def _filled(self, generation: str) -> _Shelf:
        shelf = _Shelf()
        for row in self._rows.live(generation):
            shelf.put(_decoder.decode(row.body))
        return shelf

    def _targets(self) -> list[str]:
        return [self._current, *([self._building] if self._building else [])]

    def _named(self, generation: str) -> str:
        if generation not in self._targets():
            raise IndexUnavailable(f"there is no generation {generation}")
        return generation

    def _put(self, generation: str, search: StandingSearch) -> WriteResult:
        outcome = self._write(generation, Row(search.id, search.version, _encoder.encode(search)))
        if outcome.outcome is Outcome.WRITTEN and generation == self._current:
            self._shelf.put(search)
        return outcome

    def _bury(self, generation: str, removal: Removal) -> WriteResult:
        outcome = self._write(generation, Row(removal.id, removal.version, None))
        if outcome.outcome is Outcome.WRITTEN and generation == self._current:
            self._shelf.drop(removal.id)
        return outcome

    def _write(self, generation: str, row: Row) -> WriteResult:
        held = self._rows.find(generation, row.id)
        if held is not None and held.version >= row.version:
            return WriteResult(id=row.id, outcome=Outcome.STALE)
        try:
            self._rows.put(generation, row, int(time.time()))
        except OverflowError as error:
            return WriteResult(id=row.id, outcome=Outcome.FAILED, reason=str(error))
        return WriteResult(id=row.id, outcome=Outcome.WRITTEN)


def _name() -> str:
    return f"g{secrets.token_hex(4)}"
