"""What the indices have in common on OpenSearch."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, Generic, TypeVar

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from search.opensearch import writing
from search.opensearch.answers import Acknowledged, Got, PointInTime, Results
from search.opensearch.connection import Connection, EngineRefused
from search.opensearch.generations import Generations
from search.opensearch.layout import LIVE, Document, Json, Layout, tombstone
from search.opensearch.writing import Write, Written
from search.port import IndexedVersion, Removal, WriteResult

Answer = TypeVar("Answer")

_ABSENT = 404
_SCAN_PAGE = 5_000
_KEEP_ALIVE = "5m"
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
"""What an identifier may be made of: nothing that a path would have to encode (see docs/decisions/0119)."""


class OpenSearchIndex(Generic[Document]):
    """Documents of one kind, behind an alias; see `search.port.Index` for the promises."""

    def __init__(
        self, connection: Connection, layout: Layout[Document], prefix: str, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        """Use the index ``prefix`` + the layout's name over ``connection``; nothing is sent yet."""
        self._connection = connection
        self._layout: Layout[Document] = layout
        self._clock = clock
        self._generations = Generations(connection, prefix + layout.name, layout.definition)

    def put(self, documents: Sequence[Document], *, generation: str | None = None) -> tuple[WriteResult, ...]:
        """Write ``documents`` to ``generation``, or to all that live writes go to."""
        writes = [Write(each.id, each.version, self._layout.row(each)) for each in documents]
        return self._write(writes, (generation,) if generation else None)

    def remove(self, removals: Iterable[Removal]) -> tuple[WriteResult, ...]:
        """Replace documents by tombstones."""
        row = tombstone(epoch_seconds(self._clock.now()))
        return self._write([Write(each.id, each.version, row) for each in removals], None)

    def get(self, identifier: str) -> Document | None:
        """Return a live document that is visible to searches; nobody has an identifier with special signs."""
        if not _PLAIN.fullmatch(identifier):
            return None
        path = f"/{self._generations.alias}/_doc/{identifier}"
        kind: Any = Got[self._layout.kind]  # type: ignore[name-defined]
        try:
            got: Got[Document] = self._connection.call("GET", path, kind, parameters={"realtime": "false"})
        except EngineRefused as refusal:
            if refusal.status == _ABSENT:
                return None
            raise
        return got.source.document if got.source and got.source.live else None

    def versions(self) -> Iterator[IndexedVersion]:
        """Go through a frozen view of all live documents, ordered by identifier."""
        alias = self._generations.current()
        path = f"/{alias}/_search/point_in_time"
        view = self._connection.call("POST", path, PointInTime, parameters={"keep_alive": _KEEP_ALIVE}).pit_id
        try:
            yield from self._scan(view)
        finally:
            self._connection.call("DELETE", "/_search/point_in_time", Acknowledged, {"pit_id": [view]})

    def count(self) -> int:
        """Return the number of visible live documents."""
        return self._generations.count(self._generations.current())

    def refresh(self) -> None:
        """Make what was written visible."""
        self._connection.call("POST", f"/{','.join(self._generations.targets())}/_refresh", Acknowledged)

    def close(self) -> None:
        """Close the connections; OpenSearch has made every acknowledged write durable."""
        self._connection.close()

    def generation(self) -> str:
        """Return the name of the generation that answers."""
        return self._generations.current()

    def start(self) -> str:
        """Begin a new generation."""
        return self._generations.start()

    def swap(self, generation: str, *, allow_shrink: bool = False) -> int:
        """Let a new generation answer."""
        return self._generations.swap(generation, allow_shrink=allow_shrink)

    def discard(self, generation: str) -> None:
        """Drop a generation that never answered."""
        self._generations.discard(generation)

    def _write(self, writes: list[Write], generations: tuple[str, ...] | None) -> tuple[WriteResult, ...]:
        if not writes:
            return ()
        rounds = [
            writing.write(self._connection, self._generations.entry(name), writes)
            for name in generations or self._generations.targets()
        ]
        combined: list[Written] = reduce(lambda some, more: list(map(writing.merged, some, more)), rounds)
        return tuple(written.result for written in combined)

    def _scan(self, view: str) -> Iterator[IndexedVersion]:
        after: Json = {}
        while True:
            body: Json = {
                "pit": {"id": view, "keep_alive": _KEEP_ALIVE},
                "query": {"term": {LIVE: True}},
                "sort": [{"id": "asc"}],
                "size": _SCAN_PAGE,
                "version": True,
                "_source": False,
                "track_total_hits": False,
            }
            page = self._connection.call("POST", "/_search", Results[Any], body | after).hits.hits
            yield from (IndexedVersion(hit.id, hit.version) for hit in page)
            if len(page) < _SCAN_PAGE:
                return
            after = {"search_after": [page[-1].id]}

    def _search(self, body: Json) -> Results[Document]:
        """Search the alias for documents."""
        kind: Any = Results[self._layout.kind]  # type: ignore[name-defined]
        found: Results[Document] = self._asked(body, kind)
        return found

    def _asked(self, body: Json, kind: type[Answer]) -> Answer:
        """Search the alias; once more when the generation behind it was replaced under the search."""
        target = f"/{self._generations.alias}/_search"
        strict = {"allow_partial_search_results": "false"}
        try:
            return self._connection.call("POST", target, kind, body, strict)
        except EngineRefused as refusal:
            if refusal.status != _ABSENT:
                raise
        self._generations.current()
        return self._connection.call("POST", target, kind, body, strict)
