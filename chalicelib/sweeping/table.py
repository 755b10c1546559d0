"""How far each round came."""

from pynamodb.attributes import UnicodeAttribute

from chalicelib.tables import Item, TableMeta


class SweepItem(Item):
    """The round that ``pk`` names: the last key that is done with, none when the next run begins a new round."""

    class Meta(TableMeta):
        logical_name = "sweeps"

    reached = UnicodeAttribute(null=True)


def load(name: str) -> SweepItem:
    """Return where a round stands, read consistently; one that never ran stands at the beginning."""
    try:
        return SweepItem.get(name, consistent_read=True)
    except SweepItem.DoesNotExist:
        return SweepItem(name)
