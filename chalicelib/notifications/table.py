"""What was sent, so that an event that comes twice is told once."""

from pynamodb.attributes import NumberAttribute

from chalicelib.notifications.model import Delivery
from chalicelib.tables import Item, TableMeta
from chalicelib.wire import StructAttribute


class DeliveryItem(Item):
    """``pk`` is ``event#person``."""

    class Meta(TableMeta):
        logical_name = "deliveries"

    delivery = StructAttribute(Delivery)
    expires = NumberAttribute()
