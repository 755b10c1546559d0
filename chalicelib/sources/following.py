"""Keeps the tallies of sources after the vacancies: each vacancy counts once, however often its changes are told.

The stream tells changes at least once. A mark of each vacancy remembers for how much it counts and up to which revision
it was followed; it is written in one transaction with the tally, which grows by the difference. What is told again, or
late, changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pynamodb.transactions import TransactWrite

from chalicelib.errors import Unavailable
from chalicelib.sources import table
from chalicelib.sources.counting import counted, employer_of, name_of
from chalicelib.sources.scoring import Tally, added
from chalicelib.sources.table import Mark, MarkItem
from chalicelib.tables import committed
from chalicelib.vacancies.model import Vacancy

_TOGETHER = 33
"""Vacancies in one transaction of at most a hundred writes: a mark each, and an employer before and after."""
_ATTEMPTS = 8


def follow(changes: Iterable[tuple[Vacancy | None, Vacancy | None]]) -> None:
    """Count what a batch of changes means for the sources, each the vacancy before and after.

    Raises `Unavailable` when lost races outlast the attempts; the batch may then be told again.
    """
    for source, latest in _by_source(changes).items():
        for start in range(0, len(latest), _TOGETHER):
            _follow(source, latest[start : start + _TOGETHER])


def record(transaction: TransactWrite, source: str, more: Tally) -> None:
    """Add to a source's counts, in a transaction that happens once, what does not follow from a vacancy."""
    table.count(transaction, source, more)


def _by_source(changes: Iterable[tuple[Vacancy | None, Vacancy | None]]) -> Mapping[str, Sequence[Vacancy]]:
    latest: dict[str, Vacancy] = {}
    for before, after in changes:
        if after is None or counted(after) == (Tally() if before is None else counted(before)):
            continue
        known = latest.get(after.id)
        if known is None or known.revision < after.revision:
            latest[after.id] = after
    found: dict[str, list[Vacancy]] = defaultdict(list)
    for vacancy in latest.values():
        found[name_of(vacancy.source)].append(vacancy)
    return found


def _follow(source: str, vacancies: Sequence[Vacancy]) -> None:
    for _ in range(_ATTEMPTS):
        present = table.marks(vacancy.id for vacancy in vacancies)
        fresh = [each for each in vacancies if each.id not in present or present[each.id].mark.followed < each.revision]
        if not fresh or _written(source, fresh, present):
            return
    raise Unavailable


def _written(source: str, vacancies: Sequence[Vacancy], present: Mapping[str, MarkItem]) -> bool:
    totals = _totals(source, vacancies, present)

    def build(transaction: TransactWrite) -> None:
        for vacancy in vacancies:
            mark = Mark(source=source, followed=vacancy.revision, tally=counted(vacancy), employer=employer_of(vacancy))
            table.save(transaction, vacancy.id, mark, present.get(vacancy.id))
        for name, total in totals.items():
            table.count(transaction, name, total)

    return committed(build)


def _totals(source: str, vacancies: Sequence[Vacancy], present: Mapping[str, MarkItem]) -> Mapping[str, Tally]:
    """Return by how much the tally of the source and those of the employers grow."""
    totals: dict[str, Tally] = defaultdict(Tally)
    for vacancy in vacancies:
        known = present.get(vacancy.id)
        for name in filter(None, (source, employer_of(vacancy))):
            totals[name] = added(totals[name], counted(vacancy))
        if known is not None:
            # A mark of before employers had tallies names none: then the vacancy counts in full for its own.
            for name in filter(None, (source, known.mark.employer)):
                totals[name] = added(totals[name], _negative(known.mark.tally))
    return totals


def _negative(tally: Tally) -> Tally:
    return Tally(**{name: -getattr(tally, name) for name in Tally.__struct_fields__})
