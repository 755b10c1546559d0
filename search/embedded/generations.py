"""Generations of one index in a folder: the file ``current`` names the one that answers."""

import contextlib
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic

from search.embedded.store import Store
from search.port import Document, IndexedVersion, IndexUnavailable, Outcome, Removal, ShrunkIndex, WriteResult

KEPT_SHARE = 0.8
"""What a new generation must at least hold of the current one's documents."""


class EmbeddedIndex(Generic[Document]):
    """What both embedded indices have in common: writing by version, and replacing a generation while it answers."""

    def __init__(
        self,
        folder: Path | None,
        schema: Callable[[], Any],
        fields: Callable[[Document], Any],
        decode: Callable[[bytes], Document],
    ) -> None:
        """Open the current generation under ``folder``, or keep everything in memory without one."""
        self._folder = folder
        self._schema = schema
        self._fields: Callable[[Document], Any] = fields
        self._decode: Callable[[bytes], Document] = decode
        self._lock = threading.RLock()
        self._current = self._recorded() or _name()
        self._stores = {self._current: self._store(self._current)}
        self._record()
        self._discard_others()

    @property
    def rebuilt(self) -> bool:
        """Whether what was on disk could not be read and was dropped, so that a reindex is due."""
        return self._stores[self._current].rebuilt

    def put(self, documents: Sequence[Document], *, generation: str | None = None) -> tuple[WriteResult, ...]:
        """Write ``documents``; see `search.port.Index`."""
        with self._lock:
            stores = [self._named(generation)] if generation else list(self._stores.values())
        answers = [self._put(store, documents) for store in stores]
        return answers[0]

    def remove(self, removals: Iterable[Removal]) -> tuple[WriteResult, ...]:
        """Remove documents and leave tombstones; see `search.port.Index`."""
        listed = list(removals)
        with self._lock:
            stores = list(self._stores.values())
        answers = []
        for store in stores:
            with store.batch():
                answers.append(tuple(store.write(removal.id, removal.version, None) for removal in listed))
        return answers[0]

    def get(self, identifier: str) -> Document | None:
        """Return a visible document, or ``None``."""
        import tantivy

        store = self._answering()
        searcher = store.searcher()
        hits = searcher.search(tantivy.Query.term_query(store.schema, "id", identifier, "basic"), 1, count=False).hits
        return self._decode(bytes(searcher.doc(hits[0][1]).get_first("source"))) if hits else None

    def versions(self) -> Iterator[IndexedVersion]:
        """Go through the live documents in order."""
        return self._answering().versions()

    def count(self) -> int:
        """Return the number of live documents."""
        return self._answering().count()

    def refresh(self) -> None:
        """Make everything written so far visible and durable."""
        with self._lock:
            stores = list(self._stores.values())
        for store in stores:
            store.commit()

    def close(self) -> None:
        """Make writes durable and let go of the folder."""
        with self._lock:
            for store in self._stores.values():
                store.close()

    def generation(self) -> str:
        """Return the name of the generation that answers."""
        return self._current

    def start(self) -> str:
        """Create an empty generation that live writes go to as well; tombstones move into it."""
        with self._lock:
            for name in [name for name in self._stores if name != self._current]:
                self.discard(name)
            name = _name()
            self._stores[name] = self._store(name)
            self._stores[name].bury_as(self._stores[self._current])
            return name

    def swap(self, generation: str, *, allow_shrink: bool = False) -> int:
        """Let ``generation`` answer from now on; raises `ShrunkIndex` when too much would be lost."""
        with self._lock:
            new, old_name = self._named(generation), self._current
            before, after = self._stores[old_name].count(), new.count()
            if not allow_shrink and after < before * KEPT_SHARE:
                raise ShrunkIndex(before, after)
            new.commit()
            self._current = generation
            self._record()
            if old_name != generation:
                self.discard(old_name)
            return after

    def discard(self, generation: str) -> None:
        """Drop a generation that does not answer."""
        with self._lock:
            if generation == self._current:
                raise ValueError("the generation that answers cannot be discarded")
            store = self._stores.pop(generation, None)
            if store:
                store.close()
            self._delete(generation)

    def _answering(self) -> Store:
        with self._lock:
            return self._stores[self._current]

    def _named(self, generation: str) -> Store:
        try:
            return self._stores[generation]
        except KeyError:
            raise IndexUnavailable(f"there is no generation {generation}") from None

    def _put(self, store: Store, documents: Sequence[Document]) -> tuple[WriteResult, ...]:
        with store.batch():
            return tuple(self._put_one(store, document) for document in documents)

    def _put_one(self, store: Store, document: Document) -> WriteResult:
        try:
            return store.write(document.id, document.version, lambda: self._fields(document))
        except ValueError as error:
            return WriteResult(id=document.id, outcome=Outcome.FAILED, reason=str(error))

    def _store(self, name: str) -> Store:
        return Store(self._schema(), self._folder / name if self._folder else None)

    def _recorded(self) -> str | None:
        if self._folder is None:
            return None
        with contextlib.suppress(OSError, UnicodeDecodeError):
            name = (self._folder / "current").read_text(encoding="ascii").strip()
            return name if name.startswith("g") and name.isalnum() else None
        return None

    def _record(self) -> None:
        """Name the current generation on disk in one step, so that a crash leaves the old name or the new one."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / "current.new"
        draft.write_text(self._current, encoding="ascii")
        draft.replace(self._folder / "current")

    def _discard_others(self) -> None:
        if self._folder:
            for left in self._folder.glob("g*"):
                if left.name != self._current:
                    self._delete(left.name)

    def _delete(self, name: str) -> None:
        if self._folder:
            shutil.rmtree(self._folder / name, ignore_errors=True)


def _name() -> str:
    return f"g{secrets.token_hex(4)}"
