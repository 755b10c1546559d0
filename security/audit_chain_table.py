"""Where the chains are before they are exported. Blocks and marks are only ever added; heads alone move on."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.attributes import StructAttribute
from chalicelib.tables import Item, TableMeta
from security.auditing.chain import Head
from security.auditing.manifest import Export


class AuditBlockItem(Item):
    """Links of the chain ``pk`` from number ``first`` to ``last``, as the lines that are exported of them."""

    class Meta(TableMeta):
        logical_name = "audit-blocks"

    first = NumberAttribute(range_key=True)
    last = NumberAttribute()
    hash = UnicodeAttribute()
    lines = UnicodeAttribute()
    expires = NumberAttribute()


class AuditMarkItem(Item):
    """That the entry ``pk`` is link number ``seq`` of ``chain``; ``digest`` is the SHA-256 of the entry by itself.

    It keeps an entry that comes twice from being sealed twice, and tells what was never sealed or was changed since:
    it outlives the entry.
    """

    class Meta(TableMeta):
        logical_name = "audit-marks"

    chain = UnicodeAttribute()
    seq = NumberAttribute()
    digest = UnicodeAttribute()
    expires = NumberAttribute()


class AuditHeadItem(Item):
    """Where the chain ``pk`` ends."""

    class Meta(TableMeta):
        logical_name = "audit-heads"

    head = StructAttribute(Head)


class AuditExportItem(Item):
    """How far work on all chains has come.

    Of the item `security.auditing.exporting.THE_EXPORT`: how far the chains are exported, and which export is under
    way. Of `security.auditing.watching.THE_ROUND`: up to where the table was ``reached``, as JSON of its key.
    """

    class Meta(TableMeta):
        logical_name = "audit-exports"

    export = StructAttribute(Export, null=True)
    reached = UnicodeAttribute(null=True)
