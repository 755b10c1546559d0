"""The index of saved searches follows the table: change by change, compared every night, rebuilt when it must be.

A search is indexed as it is read: its words become codes by the tables of the day. After new tables, or better
reading, the same words mean something else; the nightly comparison finds that and builds the index anew.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from chalicelib.alerts import table
from chalicelib.alerts.model import SavedSearch
from chalicelib.finding.world import knowledge
from chalicelib.indexing.model import Change
from chalicelib.indexing.rebuilding import rebuild as build_anew
from chalicelib.observability import logger
from search.engine import percolator
from search.percolating.reading import standing_admission
from search.percolating.standing import HeldReading, StandingSearch
from search.port import Outcome, Percolator, Removal, WriteResult

_BETWEEN = "-"


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """What comparing the table and the index found: how many searches there are, and how many differed how.

    ``reread`` are read otherwise than they were when they were indexed: then the index was ``rebuilt``.
    """

    compared: int = 0
    missing: int = 0
    orphaned: int = 0
    reread: int = 0
    rebuilt: bool = False

    @property
    def found(self) -> int:
        """How many differ."""
        return self.missing + self.orphaned + self.reread


def indexed_id(person_id: str, search_id: str) -> str:
    """Return the identifier under which a search stands in the index: whose it is, and which."""
    return f"{person_id}{_BETWEEN}{search_id}"


def owner_of(identifier: str) -> tuple[str, str]:
    """Return the person and the saved search that `indexed_id` made ``identifier`` of."""
    person_id, _, search_id = identifier.partition(_BETWEEN)
    return person_id, search_id


def standing(search: SavedSearch, version: int) -> StandingSearch | None:
    """Return the search as it is indexed; ``None`` for one that tells of nothing."""
    if not search.active:
        return None
    admission = standing_admission(knowledge(), search.words, search.criteria)
    return StandingSearch(id=indexed_id(search.person_id, search.id), version=version, admission=admission)


def apply(changes: Sequence[Change[SavedSearch]], index: Percolator | None = None) -> tuple[WriteResult, ...]:
    """Bring the index up to ``changes``, in whatever order they come; returns what became of each, in order.

    A search that cannot be read is ``FAILED`` alone. Raises `search.port.IndexUnavailable` when nothing was written.
    """
    held = index or percolator()
    put: dict[int, StandingSearch] = {}
    gone: dict[int, Removal] = {}
    unread: dict[int, WriteResult] = {}
    for place, change in enumerate(changes):
        try:
            wanted = standing(change.content, change.version) if change.content is not None else None
        except Exception:
            logger.exception("a saved search cannot be read", extra={"search": change.id})
            unread[place] = WriteResult(id=change.id, outcome=Outcome.FAILED, reason="cannot be read")
            continue
        if wanted is not None:
            put[place] = wanted
        else:
            gone[place] = Removal(change.id, change.version)
    results = unread | dict(zip(put, held.put(list(put.values())) if put else (), strict=True))
    results |= zip(gone, held.remove(gone.values()) if gone else (), strict=True)
    return tuple(results[place] for place in range(len(changes)))


def check(index: Percolator | None = None) -> Searched:
    """Compare table and index, mend what differs, and build the index anew when searches are read otherwise now.

    What is written meanwhile is safe: versions decide. Raises `search.port.IndexUnavailable`.
    """
    held = index or percolator()
    indexed = {each.id: each for each in held.readings()}
    compared = missing = reread = 0
    late: list[StandingSearch] = []
    for wanted in _standing():
        compared += 1
        kind = _difference(indexed.pop(wanted.id, None), wanted)
        missing += kind == "missing"
        reread += kind == "reread"
        if kind == "missing":
            late.append(wanted)
    if late:
        held.put(late)
    orphaned = _without_owner(indexed.values())
    if orphaned:
        held.remove(orphaned)
    if reread:
        rebuild(held)
    return Searched(compared=compared, missing=missing, orphaned=len(orphaned), reread=reread, rebuilt=bool(reread))


def rebuild(index: Percolator | None = None, *, force: bool = False) -> int:
    """Build the index anew from the table while the old one answers; returns how many searches it holds.

    Raises `search.port.ShrunkIndex` unless ``force``, `search.port.IndexUnavailable`.
    """
    stored = ((item.search, int(item.version)) for item in table.every_search())
    return build_anew(index or percolator(), stored, _readable, _quiet, force)


def _standing() -> Iterator[StandingSearch]:
    for item in table.every_search():
        wanted = _readable(item.search, int(item.version))
        if wanted is not None:
            yield wanted


def _readable(search: SavedSearch, version: int) -> StandingSearch | None:
    """Return what `standing` does, and nothing for a search that cannot be read: the others are not held up by it."""
    try:
        return standing(search, version)
    except Exception:
        logger.exception("a saved search cannot be read", extra={"search": search.id})
        return None


def _difference(held: HeldReading | None, wanted: StandingSearch) -> str | None:
    if held is None or held.version < wanted.version:
        return "missing"
    return "reread" if held.version == wanted.version and held.reading != wanted.reading else None


def _without_owner(left: Iterable[HeldReading]) -> list[Removal]:
    """Return the removals of what stands in the index and not in the table: looked at again, it may be new by now."""
    removals = []
    for each in left:
        person_id, search_id = owner_of(each.id)
        present = {item.search_id: item for item in table.searches_of(person_id)}
        item = present.get(search_id)
        if item is None:
            removals.append(Removal(each.id, each.version + 1))
        elif not item.search.active:
            removals.append(Removal(each.id, int(item.version)))
    return removals


def _quiet(count: int) -> None:
    """Nobody wants to know how far it is."""
