"""The rows of the embedded index of searches: by generation, in one SQLite file."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PAGE = 1_000
_TABLES = """
CREATE TABLE IF NOT EXISTS searches (
    generation TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL, body BLOB,
    PRIMARY KEY (generation, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answering (one INTEGER PRIMARY KEY CHECK (one = 1), generation TEXT NOT NULL);
"""


class Row(NamedTuple):
    """One search at ``version``; without a ``body`` its tombstone."""

    id: str
    version: int
    body: bytes | None


class LiveRow(NamedTuple):
    """One search that is there."""

    id: str
    version: int
    body: bytes


class Rows:
    """Not thread-safe by itself: `search.embedded.percolator.EmbeddedPercolator` holds its lock around every write."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the file at ``path`` for this process alone, or one in memory.

        Raises ``sqlite3.OperationalError`` when another process has it, ``sqlite3.DatabaseError`` if unreadable.
        """
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, timeout=0.1)
        try:
            self._connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._connection.executescript(f"BEGIN EXCLUSIVE;{_TABLES}COMMIT;")
        except sqlite3.DatabaseError:
            self._connection.close()
            raise

    def current(self) -> str | None:
        """Return the generation that answers, ``None`` in a new file."""
        row = self._connection.execute("SELECT generation FROM answering").fetchone()
        return str(row[0]) if row else None

    def answer(self, generation: str) -> None:
        """Let ``generation`` answer and drop every other one, in one step."""
        self._connection.execute("INSERT OR REPLACE INTO answering VALUES (1, ?)", (generation,))
        self._connection.execute("DELETE FROM searches WHERE generation<>?", (generation,))
        self._connection.commit()

    def find(self, generation: str, identifier: str) -> Row | None:
        """Return the row of a search, also its tombstone."""
        found = self._connection.execute(
            "SELECT id, version, body FROM searches WHERE generation=? AND id=?", (generation, identifier)
        ).fetchone()
        return Row(*found) if found else None

    def live(self, generation: str) -> Iterator[LiveRow]:
        """Go through the live rows in order, a page at a time, so that writers are not kept waiting."""
        last = ""
        while True:
            page = self._connection.execute(
                "SELECT id, version, body FROM searches WHERE generation=? AND body IS NOT NULL AND id>? "
                "ORDER BY id LIMIT ?",
                (generation, last, _PAGE),
            ).fetchall()
            if not page:
                return
            yield from (LiveRow(*row) for row in page)
            last = page[-1][0]

    def put(self, generation: str, row: Row, at: int) -> None:
        """Write a row, durable with `commit`. Raises ``OverflowError`` for a version that no column holds."""
        self._connection.execute(
            "INSERT OR REPLACE INTO searches (generation, id, version, at, body) VALUES (?, ?, ?, ?, ?)",
            (generation, row.id, row.version, at, row.body),
        )

    def count(self, generation: str) -> int:
        """Return the number of live rows."""
        query = "SELECT count(*) FROM searches WHERE generation=? AND body IS NOT NULL"
        return int(self._connection.execute(query, (generation,)).fetchone()[0])

    def copy_tombstones(self, generation: str, into: str) -> None:
        """Let removals go on to outlive replayed writes in a new generation."""
        self._connection.execute(
            "INSERT INTO searches (generation, id, version, at, body) SELECT ?, id, version, at, NULL FROM searches "
            "WHERE generation=? AND body IS NULL",
            (into, generation),
        )
        self._connection.commit()

    def forget_tombstones(self, before: int) -> None:
        """Drop tombstones from before the moment ``before`` (epoch seconds)."""
        self._connection.execute("DELETE FROM searches WHERE body IS NULL AND at<?", (before,))
        self._connection.commit()

    def drop(self, generation: str) -> None:
        """Drop a generation."""
        self._connection.execute("DELETE FROM searches WHERE generation=?", (generation,))
        self._connection.commit()

    def commit(self) -> None:
        """Make what was written durable."""
        self._connection.commit()

    def close(self) -> None:
        """Let go of the file; what was not committed is dropped."""
        self._connection.close()
