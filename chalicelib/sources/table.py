"""The tables of sources: the counts of each, and for how much each vacancy counts in them."""

from collections.abc import Iterable, Mapping

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.sources.scoring import Tally
from chalicelib.tables import Item, TableMeta


class Mark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """For how much a vacancy counts in the tally of ``source``, and up to which revision it was followed.

    ``employer`` is the one in whose own tally it counts as well, empty where it counts in none.
    """

    source: str
    followed: int
    tally: Tally
    employer: str = ""


class TallyItem(Item):
    """The counts of one source (``pk``); the numbers are those of `Tally`."""

    class Meta(TableMeta):
        logical_name = "source-tallies"

    accepted = NumberAttribute(default=0)
    held = NumberAttribute(default=0)
    rejected = NumberAttribute(default=0)
    duplicates = NumberAttribute(default=0)
    reports_upheld = NumberAttribute(default=0)
    stale = NumberAttribute(default=0)
    sampled = NumberAttribute(default=0)
    wrong = NumberAttribute(default=0)


class MarkItem(Item):
    """The mark of one vacancy (``pk``)."""

    class Meta(TableMeta):
        logical_name = "source-marks"

    mark = StructAttribute(Mark)


def tally_of(source: str) -> Tally:
    """Return the counts of a source, none of one that is not known; they may be some moments old."""
    try:
        item = TallyItem.get(source)
    except TallyItem.DoesNotExist:
        return Tally()
    return Tally(**{name: int(getattr(item, name)) for name in Tally.__struct_fields__})


def count(transaction: TransactWrite, source: str, more: Tally) -> None:
    """Add to the counts of a source in ``transaction``; numbers below zero take away. Nothing is added for nothing."""
    numbers = {name: getattr(more, name) for name in Tally.__struct_fields__}
    actions: list[Action] = [getattr(TallyItem, name).add(number) for name, number in numbers.items() if number]
    if actions:
        transaction.update(TallyItem(source), actions, add_version_condition=False)


def marks(identifiers: Iterable[str]) -> Mapping[str, MarkItem]:
    """Return the marks of those vacancies that have one, read consistently."""
    return {item.pk: item for item in MarkItem.batch_get(sorted(set(identifiers)), consistent_read=True)}


def save(transaction: TransactWrite, vacancy_id: str, mark: Mark, present: MarkItem | None) -> None:
    """Put ``mark`` in the place of ``present``, provided that it still stands there."""
    item = MarkItem(vacancy_id, mark=mark)
    if present is not None:
        item.version = present.version
    transaction.save(item)
