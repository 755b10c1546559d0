"""Where documents are known: one partition for each person. The files lie in the documents bucket."""

from pynamodb.attributes import UnicodeAttribute

from chalicelib.attributes import StructAttribute
from chalicelib.documents.model import Document
from chalicelib.tables import Item, TableMeta


class DocumentItem(Item):
    """``pk`` is the person, ``id`` the document; identifiers sort by time."""

    class Meta(TableMeta):
        logical_name = "documents"

    id = UnicodeAttribute(range_key=True)
    document = StructAttribute(Document)
