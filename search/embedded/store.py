"""One generation of one index: a tantivy index and its ledger in one folder, written together, read by many threads."""

import contextlib
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from search.embedded.ledger import Ledger
from search.port import IndexedVersion, IndexUnavailable, Outcome, WriteResult

WRITER_HEAP = 24_000_000
VISIBLE_AFTER = 0.5
"""Seconds after which a write is made visible at the latest, unless somebody asks earlier."""
TOMBSTONES_KEPT = 8 * 86_400
Fields = Callable[[], Any]


class Store:
    """Documents by external version. ``schema`` is tantivy's; every document has a raw field ``id``."""

    def __init__(self, schema: Any, folder: Path | None) -> None:  # noqa: ANN401 - tantivy has no run-time types
        """Open what is in ``folder``, or start empty there; in memory without one.

        What cannot be read, or is of an older schema, is dropped (`rebuilt` tells): truth is in the tables.
        Raises `IndexUnavailable` when another process writes there.
        """
        self.folder = folder
        self.schema = schema
        self.rebuilt = False
        self._lock = threading.RLock()
        self._pending = threading.Event()
        self._closed = threading.Event()
        self._open()
        self._committer = threading.Thread(target=self._commit_soon, name="index-commit", daemon=True)
        self._committer.start()

    def write(self, identifier: str, version: int, document: Fields | None) -> WriteResult:
        """Write one document, or with ``None`` its tombstone; what is not newer is stale."""
        with self._lock:
            if version <= self._ledger.version(identifier):
                return WriteResult(id=identifier, outcome=Outcome.STALE)
            try:
                made = document() if document else None
            except (ValueError, TypeError, OverflowError) as error:
                return WriteResult(id=identifier, outcome=Outcome.FAILED, reason=str(error))
            self._writer.delete_documents_by_term("id", identifier)
            if made is not None:
                self._writer.add_document(made)
            self._ledger.record(identifier, version, live=made is not None, at=int(time.time()))
            self._pending.set()
            return WriteResult(id=identifier, outcome=Outcome.WRITTEN)

    def bury_as(self, other: "Store") -> None:
        """Remember the deletions that ``other`` remembers, where nothing newer is known."""
        with other.batch():
            buried = other._ledger.tombstones()
        with self._lock:
            for identifier, version, at in buried:
                if version > self._ledger.version(identifier):
                    self._ledger.record(identifier, version, live=False, at=at)
            self._pending.set()

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Keep other writers and the committer out for the duration of a batch."""
        with self._lock:
            yield

    def searcher(self) -> Any:  # noqa: ANN401
        """Return a consistent view of everything made visible so far: the same object until more is."""
        return self._searcher

    def commit(self) -> None:
        """Make all writes visible and durable: the index first, then the ledger."""
        with self._lock:
            if self._closed.is_set() or not self._pending.is_set():
                return
            self._pending.clear()
            self._writer.commit()
            self._ledger.commit()
            self._show()

    def version(self, identifier: str) -> int:
        """Return the version that the index holds or has buried, else 0."""
        with self._lock:
            return self._ledger.version(identifier)

    def versions(self) -> Iterator[IndexedVersion]:
        """Go through the live documents in order, a page at a time, so that writers are not kept waiting."""
        last = ""
        while True:
            with self._lock:
                page = self._ledger.page(last)
            if not page:
                return
            yield from page
            last = page[-1].id

    def count(self) -> int:
        """Return the number of live documents, visible or not yet."""
        with self._lock:
            return self._ledger.count()

    def close(self) -> None:
        """Commit, stop the committer, and let go of the folder."""
        self.commit()
        self._closed.set()
        self._pending.set()
        self._committer.join(timeout=5)
        with self._lock:
            self._writer.wait_merging_threads()
            self._ledger.close()

    def _commit_soon(self) -> None:
        while not self._closed.is_set():
            self._pending.wait()
            if not self._closed.wait(VISIBLE_AFTER):
                self.commit()

    def _open(self) -> None:
        try:
            self._attach()
        except (ValueError, OSError, sqlite3.DatabaseError) as error:
            if "LockBusy" in str(error) or self.folder is None:
                raise IndexUnavailable(f"the index in {self.folder} is open elsewhere: {error}") from error
            shutil.rmtree(self.folder, ignore_errors=True)
            self.rebuilt = True
            self._attach()

    def _attach(self) -> None:
        import tantivy

        path = None
        if self.folder:
            self.folder.joinpath("index").mkdir(parents=True, exist_ok=True)
            path = str(self.folder / "index")
        self._index = tantivy.Index(self.schema, path=path)
        self._writer = self._index.writer(WRITER_HEAP, 1)
        self._ledger = Ledger(self.folder / "versions.sqlite" if self.folder else None)
        self._ledger.forget_tombstones(int(time.time()) - TOMBSTONES_KEPT)
        self._show()
        # The index is committed first: it may be ahead of the ledger by one commit, never behind it.
        if self._searcher.num_docs < self._ledger.count():
            self._ledger.close()
            del self._writer
            raise ValueError("the ledger names documents that the index does not hold")

    def _show(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()
