"""Where people are stored. The stream of `people` carries no personal data: that lies sealed in `personal`."""

import zlib

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.attributes import StructAttribute
from chalicelib.clock import to_iso
from chalicelib.people.activity_rules import next_step
from chalicelib.people.model import Person
from chalicelib.people.personal import Personal
from chalicelib.people.verification_model import Verification
from chalicelib.tables import Item, TableMeta

DUE_SHARDS = 8


class ByDue(GlobalSecondaryIndex["PersonItem"]):  # type: ignore[no-untyped-call]
    """Active people by the moment at which they are to be reminded or become inactive, in shards."""

    class Meta:
        index_name = "by_due"
        projection = KeysOnlyProjection()

    due_shard = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class PersonItem(Item):
    """``pk`` is the person's identifier; the item's version is the person's ``ETag``.

    Attributes beside the struct are keys of the index and follow from it.
    """

    class Meta(TableMeta):
        logical_name = "people"
        stream_view_type = "NEW_AND_OLD_IMAGES"

    person = StructAttribute(Person)
    due_shard = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)
    by_due = ByDue()

    def place(self) -> None:
        """Set the keys of the index."""
        step = next_step(self.person)
        if step is not None:
            self.due_shard = str(zlib.crc32(self.pk.encode()) % DUE_SHARDS)
            self.due_at = to_iso(step.at)


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
