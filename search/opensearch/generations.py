"""Generations of an index behind one alias, so that an index is replaced without a moment in which it cannot answer.

``padan-vacancies`` is the alias that searches go to; it points at one generation such as ``padan-vacancies-000002``.
``padan-vacancies-entry`` points at every generation that live writes go to: two while one is being rebuilt. Writes
address a generation by an alias of its own (``…-000002-entry``) and insist that it is one, so that a late write to a
generation that was dropped is refused instead of bringing back an empty index under its name.

Why nothing is lost: a writer reads the list of generations before each batch. Whoever read it before a new generation
was listed writes something that the table held before the rebuild began to read the table.
"""

from search.opensearch.answers import Acknowledged, Counted, IndexAliases
from search.opensearch.connection import Connection, EngineRefused
from search.opensearch.layout import LIVE, Json
from search.port import ShrunkIndex

KEPT_FRACTION = 0.8
_ABSENT = "index_not_found_exception"
_TAKEN = "resource_already_exists_exception"
_OFF, _ON = "-1", "1s"


class Generations:
    """The generations of one index."""

    def __init__(self, connection: Connection, alias: str, definition: Json) -> None:
        """Look after the generations behind ``alias``, created by ``definition``."""
        self.alias = alias
        self._entries = f"{alias}-entry"
        self._connection = connection
        self._definition = definition

    def current(self) -> str:
        """Return the generation that answers; the first one is created when there is none."""
        found = self._behind(self.alias)
        return next(iter(found), None) or self._first()

    def targets(self) -> tuple[str, ...]:
        """Return the generations that live writes go to, the one that answers first."""
        found = self._behind(f"{self.alias},{self._entries}")
        current = [name for name, aliases in found.items() if self.alias in aliases] or [self._first()]
        return (*current, *(name for name in found if name not in current))

    def start(self) -> str:
        """Create an empty generation that live writes go to from now on; tombstones move into it."""
        current = self.current()
        for left_over in self._all():
            if left_over != current:
                self.discard(left_over)
        name = f"{self.alias}-{int(current.rpartition('-')[2]) + 1:06d}"
        self._create(name, answers=False)
        self._copy_tombstones(current, name)
        return name

    def swap(self, name: str, *, allow_shrink: bool = False) -> int:
        """Let ``name`` answer instead of the current generation, in one step, and drop that one."""
        current = self.current()
        self._call("POST", f"/{name},{current}/_refresh")
        before, after = self.count(current), self.count(name)
        if after < before * KEPT_FRACTION and not allow_shrink:
            raise ShrunkIndex(before, after)
        self._call("PUT", f"/{name}/_settings", {"index": {"refresh_interval": _ON}})
        if name != current:
            # With the old index goes its alias: taking that off as well would be refused, the index being gone by then.
            taken_over = {"add": {"index": name, "alias": self.alias}}
            self._call("POST", "/_aliases", {"actions": [taken_over, {"remove_index": {"index": current}}]})
        return after

    def discard(self, name: str) -> None:
        """Drop a generation that does not answer; one that is gone already is no error."""
        if name == self.current():
            raise ValueError(f"{name} answers now and cannot be dropped")
        try:
            self._call("DELETE", f"/{name}")
        except EngineRefused as refusal:
            if refusal.kind != _ABSENT:
                raise

    def count(self, name: str) -> int:
        """Return the number of visible live documents of a generation."""
        query = {"query": {"term": {LIVE: True}}}
        return self._connection.call("POST", f"/{name}/_count", Counted, query).count

    def entry(self, name: str) -> str:
        """Return the alias by which writes address a generation."""
        return f"{name}-entry"

    def _first(self) -> str:
        name = f"{self.alias}-000001"
        try:
            self._create(name, answers=True)
        except EngineRefused as refusal:
            if refusal.kind != _TAKEN:
                raise
        return name

    def _create(self, name: str, *, answers: bool) -> None:
        aliases: Json = {self._entries: {}, self.entry(name): {}} | ({self.alias: {}} if answers else {})
        settings = self._definition["settings"] | {"refresh_interval": _ON if answers else _OFF}
        self._call("PUT", f"/{name}", self._definition | {"settings": settings, "aliases": aliases})

    def _copy_tombstones(self, current: str, name: str) -> None:
        """Let removals go on to outlive replayed writes; versions decide against what arrived meanwhile."""
        self._call("POST", f"/{current}/_refresh")
        copy = {
            "conflicts": "proceed",
            "source": {"index": current, "query": {"term": {LIVE: False}}},
            "dest": {"index": name, "version_type": "external"},
        }
        self._call("POST", "/_reindex", copy)

    def _behind(self, aliases: str) -> dict[str, tuple[str, ...]]:
        """Return the generations behind any of ``aliases``, with those of them that each has."""
        try:
            found = self._connection.call("GET", f"/_alias/{aliases}", dict[str, IndexAliases])
        except EngineRefused as refusal:
            if refusal.status == 404:
                return {}
            raise
        return {name: tuple(found[name].aliases) for name in sorted(found)}

    def _all(self) -> tuple[str, ...]:
        found = self._connection.call("GET", f"/{self.alias}-*/_alias", dict[str, IndexAliases])
        return tuple(name for name in sorted(found) if name.removeprefix(f"{self.alias}-").isdigit())

    def _call(self, method: str, path: str, body: Json | None = None) -> None:
        self._connection.call(method, path, Acknowledged, body)
