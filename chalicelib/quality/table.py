"""The tables of data quality: counts by source and day, and for how much each vacancy counts in them.

Both are kept by generation: counting anew fills the next one beside the present one (`chalicelib.quality.rebuilding`).
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.quality.cells import COLUMNS
from chalicelib.quality.model import Counts, Measured, added
from chalicelib.tables import ConditionRefused, Item, TableMeta, write

SHARDS = 4
"""Rows of each scope and period: workers on parts of the stream write at the same time, and one row is one lock."""
_KNOWN = frozenset(COLUMNS)
_STATE = ("generations", "-")
_SOURCES = "-sources"


class Mark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """For how much a vacancy counts, and up to which revision it was followed."""

    followed: int
    measured: Measured | None = None


class MarkItem(Item):
    """The mark of one vacancy; ``pk`` is ``generation#vacancy``."""

    class Meta(TableMeta):
        logical_name = "quality-marks"

    mark = StructAttribute(Mark)


class Generations(msgspec.Struct, frozen=True, kw_only=True):
    """Which generation is read, and which is being filled beside it, if any."""

    current: int = 1
    coming: int | None = None

    @property
    def written(self) -> tuple[int, ...]:
        """Those that every change goes to."""
        return (self.current,) if self.coming is None else (self.current, self.coming)


class CountsItem(Item):
    """Counts of what arrived on one day, or in one month that is long past.

    ``pk`` is ``generation#scope#shard``; the rows of a scope are added up, and one of them may be below nought. There
    is a number for each of `COLUMNS`: DynamoDB adds to attributes of the top level alone. ``version`` grows with every
    change. One more row of each generation names its ``sources``, and one in all which generations there are.
    """

    class Meta(TableMeta):
        logical_name = "quality-counts"

    period = UnicodeAttribute(range_key=True)
    sources = UnicodeSetAttribute(null=True)
    generations = StructAttribute(Generations, null=True)
    # The namespace of a class body is a real one (PEP 667): each becomes an attribute as if it were written out.
    locals().update({column: NumberAttribute(null=True) for column in COLUMNS})


def generations() -> Generations:
    """Return which there are, read consistently: a change must not miss the one that is being filled."""
    item = _state()
    return item.generations if item is not None else Generations()


def replace_generations(present: Generations, wanted: Generations) -> None:
    """Write which generations there are; raises `ConditionRefused` when they are not the ``present`` ones any more."""
    item = _state()
    if (item.generations if item is not None else Generations()) != present:
        raise ConditionRefused(())
    changed = item or CountsItem(*_STATE)
    changed.generations = wanted
    write(lambda transaction: transaction.save(changed))


def marks(generation: int, vacancies: Iterable[str]) -> Mapping[str, MarkItem]:
    """Return the marks of those vacancies that have one, by vacancy, read consistently."""
    keys = sorted({_key(generation, each) for each in vacancies})
    return {item.pk.partition("#")[2]: item for item in MarkItem.batch_get(keys, consistent_read=True)}


def save(
    transaction: TransactWrite, generation: int, vacancy_id: str, mark: Mark, present: MarkItem | None = None
) -> None:
    """Put ``mark`` in the place of ``present``, provided that it still stands there."""
    item = MarkItem(_key(generation, vacancy_id), mark=mark)
    if present is not None:
        item.version = present.version
    transaction.save(item)


def shard_of(name: str) -> int:
    """Return a stable shard for ``name``."""
    return zlib.crc32(name.encode()) % SHARDS


def count(transaction: TransactWrite, generation: int, scope: str, period: str, more: Counts, shard: int = 0) -> None:
    """Add to the counts of a scope in ``transaction``; a measure that there is no more is left out."""
    actions: list[Action] = [
        getattr(CountsItem, name).add(number) for name, number in sorted(more.items()) if number and name in _KNOWN
    ]
    if actions:
        _add(transaction, CountsItem(_shard(generation, scope, shard), period), actions)


def name_source(generation: int, source: str) -> None:
    """Remember a source, so that it is listed."""
    row = CountsItem(_key(generation, _SOURCES), "-")
    write(lambda transaction: _add(transaction, row, [CountsItem.sources.add({source})]))


def sources(generation: int) -> tuple[str, ...]:
    """Return the names of all sources of which something was counted."""
    try:
        return tuple(sorted(CountsItem.get(_key(generation, _SOURCES), "-").sources or ()))
    except CountsItem.DoesNotExist:
        return ()


def rows(generation: int, scope: str, first: str, last: str) -> Mapping[str, Counts]:
    """Return the counts of a scope by period from ``first`` to ``last``, which are days; a month sorts before its."""
    found: dict[str, Counts] = {}
    for shard in range(SHARDS):
        for item in CountsItem.query(_shard(generation, scope, shard), CountsItem.period.between(first, last)):
            found[item.period] = added(found.get(item.period, {}), counts_in(item))
    return {period: found[period] for period in sorted(found) if found[period]}


def fold(transaction: TransactWrite, day: CountsItem, month: str) -> None:
    """Move the counts of a day into its month, provided that nothing was added to the day since it was read."""
    counts = counts_in(day)
    actions: list[Action] = [getattr(CountsItem, name).add(number) for name, number in counts.items()]
    if actions:
        _add(transaction, CountsItem(day.pk, month), actions)
    transaction.delete(day)


def days_before(generation: int, scope: str, day: str) -> Iterator[CountsItem]:
    """Yield the rows of single days before ``day``."""
    for shard in range(SHARDS):
        for item in CountsItem.query(_shard(generation, scope, shard), CountsItem.period < day):
            if len(item.period) == len(day):
                yield item


def drop_other(kept: Generations) -> int:
    """Remove what belongs to other generations; return how many items those were."""
    dropped = 0
    for model in (MarkItem, CountsItem):
        with model.batch_write() as batch:
            for item in model.scan(page_size=500):
                generation = item.pk.partition("#")[0]
                if generation.isdigit() and int(generation) not in kept.written:
                    batch.delete(item)
                    dropped += 1
    return dropped


def _add(transaction: TransactWrite, row: CountsItem, actions: list[Action]) -> None:
    # Any number but None: the version then grows by one with the others, whatever it was.
    row.version = 0
    transaction.update(row, actions, add_version_condition=False)


def counts_in(item: Any) -> dict[str, int]:  # noqa: ANN401 - the columns are known at run time alone
    """Return the numbers of one row."""
    return {name: int(number) for name in COLUMNS if (number := getattr(item, name))}


def _state() -> CountsItem | None:
    try:
        return CountsItem.get(*_STATE, consistent_read=True)
    except CountsItem.DoesNotExist:
        return None


def _shard(generation: int, scope: str, shard: int) -> str:
    return f"{_key(generation, scope)}#{shard}"


def _key(generation: int, scope: str) -> str:
    return f"{generation}#{scope}"
