"""Which version of which document an index holds, and which deletions it remembers. SQLite, beside the index."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from search.port import IndexedVersion

_PAGE = 1_000
_TABLE = """
CREATE TABLE IF NOT EXISTS versions (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, live INTEGER NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID
"""
_WRITE = "INSERT INTO versions VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET version=?2, live=?3, at=?4"


class Ledger:
    """Not thread-safe by itself: `search.embedded.store.Store` holds its lock around every call.

    Writes are visible to this connection at once and durable with `commit`, which follows the index's own commit: after
    a crash the ledger may lag behind the index, and replayed writes are then applied again, which changes nothing.
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create the ledger at ``path``, or one in memory. Raises ``sqlite3.DatabaseError`` if unreadable."""
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(_TABLE)
        self._connection.commit()

    def version(self, identifier: str) -> int:
        """Return the version of a document or of its tombstone, 0 if neither is known."""
        row = self._connection.execute("SELECT version FROM versions WHERE id=?", (identifier,)).fetchone()
        return int(row[0]) if row else 0

    def record(self, identifier: str, version: int, *, live: bool, at: int) -> None:
        """Remember that ``identifier`` stands at ``version``; not ``live`` is a tombstone. ``at``: epoch seconds."""
        self._connection.execute(_WRITE, (identifier, version, int(live), at))

    def forget_tombstones(self, before: int) -> None:
        """Drop tombstones from before the moment ``before``."""
        self._connection.execute("DELETE FROM versions WHERE live=0 AND at<?", (before,))

    def count(self) -> int:
        """Return the number of live documents."""
        return int(self._connection.execute("SELECT count(*) FROM versions WHERE live=1").fetchone()[0])

    def page(self, after: str) -> tuple[IndexedVersion, ...]:
        """Return the live documents that follow the identifier ``after``, in order, up to a page of them."""
        rows: Iterator[tuple[str, int]] = self._connection.execute(
            "SELECT id, version FROM versions WHERE live=1 AND id>? ORDER BY id LIMIT ?", (after, _PAGE)
        )
        return tuple(IndexedVersion(identifier, version) for identifier, version in rows)

    def tombstones(self) -> tuple[tuple[str, int, int], ...]:
        """Return the identifier, version and moment (epoch seconds) of every deletion that is remembered."""
        return tuple(self._connection.execute("SELECT id, version, at FROM versions WHERE live=0"))

    def commit(self) -> None:
        """Make what was recorded durable."""
        self._connection.commit()

    def close(self) -> None:
        """Drop what was not committed and let go of the file."""
        self._connection.close()
