"""The table of audit entries: by subject, in order of time. Items are only ever added."""

from pynamodb.attributes import UnicodeAttribute

from chalicelib.attributes import StructAttribute
from chalicelib.tables import Item, TableMeta
from security.audit_model import AuditEntry


class AuditItem(Item):
    """``pk`` is the subject, ``id`` the entry's sortable identifier."""

    class Meta(TableMeta):
        logical_name = "audit"

    id = UnicodeAttribute(range_key=True)
    entry = StructAttribute(AuditEntry)
