"""What was sent, so that an event that comes twice is told once."""

from pynamodb.attributes import NumberAttribute

from chalicelib.attributes import StructAttribute
from chalicelib.notifications.model import Delivery
from chalicelib.tables import Item, TableMeta


class DeliveryItem(Item):
    """``pk`` is ``event#person``."""

    class Meta(TableMeta):
        logical_name = "deliveries"

    delivery = StructAttribute(Delivery)
    expires = NumberAttribute()
