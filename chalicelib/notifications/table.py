"""What was sent, so that an event that comes twice is told once, and a person sees and erases what they were told."""

from collections.abc import Iterator
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.attributes import StructAttribute
from chalicelib.clock import epoch_seconds
from chalicelib.notifications.model import Delivery
from chalicelib.tables import Item, TableMeta


class ByPerson(GlobalSecondaryIndex["DeliveryItem"]):  # type: ignore[no-untyped-call]
    """What one person was told."""

    class Meta:
        index_name = "by_person"
        projection = AllProjection()

    person_id = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class DeliveryItem(Item):
    """``pk`` is ``event#person``."""

    class Meta(TableMeta):
        logical_name = "deliveries"

    delivery = StructAttribute(Delivery)
    person_id = UnicodeAttribute(null=True)
    expires = NumberAttribute()
    by_person = ByPerson()


def item_of(key: str, delivery: Delivery, until: datetime) -> DeliveryItem:
    """Return the item of a message that is begun, remembered ``until`` then."""
    return DeliveryItem(key, delivery=delivery, person_id=delivery.person_id, expires=epoch_seconds(until))


def told(person_id: str) -> Iterator[DeliveryItem]:
    """Yield what a person was told and is remembered, by event; the index may lag."""
    yield from DeliveryItem.by_person.query(person_id)
