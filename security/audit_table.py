"""The table of audit entries: by subject, in order of time. Items are only added; they end with their term."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds
from chalicelib.tables import Item, TableMeta
from security.audit_model import KEPT, AuditEntry

SYSTEM = "system"
"""The actor when no person asks."""


class ByActor(GlobalSecondaryIndex["AuditItem"]):  # type: ignore[no-untyped-call]
    """What people, partners and operators did to somebody or something else, in order of time."""

    class Meta:
        index_name = "by_actor"
        projection = AllProjection()

    actor = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class AuditItem(Item):
    """``pk`` is the subject, ``id`` the entry's sortable identifier, ``actor`` the key of the index."""

    class Meta(TableMeta):
        logical_name = "audit"
        stream_view_type = "NEW_IMAGE"

    id = UnicodeAttribute(range_key=True)
    actor = UnicodeAttribute(null=True)
    entry = StructAttribute(AuditEntry)
    expires = NumberAttribute()
    by_actor = ByActor()

    @classmethod
    def of(cls, entry: AuditEntry) -> "AuditItem":
        """Return the item of an entry.

        The system's own acts are too many for one key of an index, and everybody's own are found by the subject.
        """
        indexed = entry.actor if entry.actor not in (SYSTEM, entry.subject) else None
        return cls(entry.subject, entry.id, entry=entry, actor=indexed, expires=epoch_seconds(entry.at + KEPT))
