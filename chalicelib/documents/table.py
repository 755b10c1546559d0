"""Where documents are known: one partition for each person. The files lie in the documents bucket."""

from typing import cast

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.attributes import StructAttribute
from chalicelib.documents.model import Document
from chalicelib.tables import Item, TableMeta


class DocumentItem(Item):
    """``pk`` is the person, ``id`` the document; identifiers sort by time.

    ``slot`` is its place among the person's documents, which no other has; documents from before have none.
    """

    class Meta(TableMeta):
        logical_name = "documents"

    id = UnicodeAttribute(range_key=True)
    document = StructAttribute(Document)
    slot = NumberAttribute(null=True)

    @property
    def place(self) -> int | None:
        """The document's place, ``None`` for one from before."""
        slot = cast("float | None", self.slot)
        return None if slot is None else int(slot)
