"""Where incidents are kept, and that a person was told of one."""

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.attributes import StructAttribute
from chalicelib.breaches.model import Breach, PersonNotice
from chalicelib.tables import Item, TableMeta


class BreachItem(Item):
    """``pk`` is the incident's reference."""

    class Meta(TableMeta):
        logical_name = "breaches"

    breach = StructAttribute(Breach)


class ByPerson(GlobalSecondaryIndex["BreachNoticeItem"]):  # type: ignore[no-untyped-call]
    """Notices by the person whom they are for."""

    class Meta:
        index_name = "by_person"
        projection = AllProjection()

    person_id = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class BreachNoticeItem(Item):
    """``pk`` is the incident's reference, ``person_id`` whom the notice is for."""

    class Meta(TableMeta):
        logical_name = "breach-notices"

    person_id = UnicodeAttribute(range_key=True)
    notice = StructAttribute(PersonNotice)
    by_person = ByPerson()
