"""Keeps the counts after the vacancies: each counts once, however often and in whatever order its changes are told.

The stream tells changes at least once. A mark of each vacancy remembers for how much it counts and up to which revision
it was followed; it is written in one transaction with the counts, which grow by the difference: minus the old, plus the
new. What is told again, or late, changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib.errors import Unavailable
from chalicelib.quality import table
from chalicelib.quality.measuring import measured
from chalicelib.quality.model import Counts, Measured, added, counts_of
from chalicelib.quality.table import Mark, MarkItem
from chalicelib.tables import committed, physical_name
from chalicelib.vacancies.model import Vacancy

_WRITES = 100
"""In one transaction at most, of marks and rows together."""
_ATTEMPTS = 8
Place = tuple[str, str]
"""A row: whose counts they are, and of which day or month."""
_listed: set[tuple[str, int, str]] = set()
"""Sources that this process has listed already, by table and generation."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy at one revision; ``measured`` is ``None`` when it counts for nothing or is gone."""

    id: str
    revision: int
    measured: Measured | None

    @property
    def mark(self) -> Mark:
        """What is remembered of it."""
        return Mark(followed=self.revision, measured=self.measured)


def follow(changes: Iterable[tuple[Vacancy | None, Vacancy | None]]) -> None:
    """Count what a batch of changes means, each the vacancy before and after.

    Raises `Unavailable` when lost races outlast the attempts; the batch may then be told again.
    """
    latest: dict[str, Told] = {}
    for before, after in changes:
        told = _told(before, after)
        if told is not None and (told.id not in latest or latest[told.id].revision < told.revision):
            latest[told.id] = told
    if latest:
        for generation in table.generations().written:
            keep(generation, tuple(latest.values()))


def told_of(vacancy: Vacancy) -> Told:
    """Return a vacancy as it stands."""
    return Told(id=vacancy.id, revision=vacancy.revision, measured=measured(vacancy))


def keep(generation: int, told: Sequence[Told], *, anew: bool = False) -> int:
    """Bring the counts of one generation up to what is told; return how many vacancies changed in them.

    With ``anew`` also what was followed already is measured again, for rules that have changed. Raises `Unavailable`.
    """
    for source in {each.measured.source for each in told if each.measured is not None}:
        _list(generation, source)
    changed, waiting = 0, told
    for _ in range(_ATTEMPTS):
        present = table.marks(generation, (each.id for each in waiting))
        fresh = [each for each in waiting if _is_news(each, present.get(each.id), anew)]
        refused = [pack for pack in _packs(fresh, present) if not _written(generation, pack, present)]
        waiting = [each for pack in refused for each in pack]
        changed += len(fresh) - len(waiting)
        if not waiting:
            return changed
    raise Unavailable


def _told(before: Vacancy | None, after: Vacancy | None) -> Told | None:
    if after is None:
        return None if before is None else Told(id=before.id, revision=before.revision + 1, measured=None)
    if before is not None and before.revision == after.revision:
        return None  # Applications were counted.
    told = told_of(after)
    return None if told.measured == (None if before is None else measured(before)) else told


def _is_news(told: Told, present: MarkItem | None, anew: bool) -> bool:
    if present is None or present.mark.followed < told.revision:
        return True
    return anew and present.mark.followed == told.revision and present.mark.measured != told.measured


def _packs(fresh: Iterable[Told], present: Mapping[str, MarkItem]) -> Iterator[Sequence[Told]]:
    """Yield what fits into one transaction each: a mark of each vacancy, and the rows that it is and was counted in."""
    pack: list[Told] = []
    rows: set[Place] = set()
    for each in fresh:
        more = {*_places(each.measured), *_places(_before(each, present))}
        if pack and len(pack) + 1 + len(rows | more) > _WRITES:
            yield pack
            pack, rows = [], set()
        pack, rows = [*pack, each], rows | more
    if pack:
        yield pack


def _written(generation: int, fresh: Sequence[Told], present: Mapping[str, MarkItem]) -> bool:
    rows: dict[Place, Counts] = {}
    for each in fresh:
        for measured_as, sign in ((each.measured, 1), (_before(each, present), -1)):
            for place in _places(measured_as):
                rows[place] = added(rows.get(place, {}), counts_of(measured_as), sign)

    shard = table.shard_of(fresh[0].id)

    def build(transaction: TransactWrite) -> None:
        for each in fresh:
            table.save(transaction, generation, each.id, each.mark, present.get(each.id))
        for (scope, period), more in rows.items():
            table.count(transaction, generation, scope, period, more, shard)

    return committed(build)


def _before(told: Told, present: Mapping[str, MarkItem]) -> Measured | None:
    """Return for how much a vacancy counts so far."""
    known = present.get(told.id)
    return known.mark.measured if known is not None else None


def _places(of: Measured | None) -> tuple[Place, ...]:
    if of is None:
        return ()
    own = ((scope_of_source(of.employer), of.day[:7]),) if of.employer else ()
    return (scope_of_source(of.source), of.day), (scope_of_kind(of.kind), of.day), *own


def scope_of_source(source: str) -> str:
    """Return under which key a partner, all that is posted here, or one employer of it is counted."""
    return f"source:{source}"


def scope_of_kind(kind: str) -> str:
    """Return under which key all sources of one kind are counted together."""
    return f"kind:{kind}"


def _list(generation: int, source: str) -> None:
    known = (physical_name("quality-counts"), generation, source)
    if known not in _listed:
        table.name_source(generation, source)
        _listed.add(known)
