"""Where people are stored. The stream of `people` carries no personal data: that lies sealed in `personal`."""

from pynamodb.attributes import BooleanAttribute, NumberAttribute

from chalicelib.attributes import StructAttribute
from chalicelib.people.model import Person
from chalicelib.people.personal import Personal
from chalicelib.people.verification_model import Verification
from chalicelib.tables import Item, TableMeta


class PersonItem(Item):
    """``pk`` is the person's identifier; the item's version is the person's ``ETag``."""

    class Meta(TableMeta):
        logical_name = "people"
        stream_view_type = "NEW_AND_OLD_IMAGES"

    person = StructAttribute(Person)


class PersonalItem(Item):
    """Name, sealed contact data and national id of one person, and the keyed hashes that their markers carry."""

    class Meta(TableMeta):
        logical_name = "personal"

    personal = StructAttribute(Personal)


class PendingAccountItem(Item):
    """An account is being made for the person ``pk``, who does not exist yet.

    ``since`` in epoch seconds; ``swept`` when the account is given up and nobody may complete it.
    """

    class Meta(TableMeta):
        logical_name = "pending-accounts"

    since = NumberAttribute()
    swept = BooleanAttribute(default=False)


class VerificationItem(Item):
    """One code that was sent. ``tries`` counts what was answered, right or wrong."""

    class Meta(TableMeta):
        logical_name = "verifications"

    verification = StructAttribute(Verification)
    tries = NumberAttribute(default=0)
    expires = NumberAttribute()


class CounterItem(Item):
    """Counts something within a window that the key names, or failures since the last success."""

    class Meta(TableMeta):
        logical_name = "person-limits"

    number = NumberAttribute(default=0)
    locked_until = NumberAttribute(default=0)
    expires = NumberAttribute(null=True)
