"""Where people are stored. The stream of `people` carries no personal data: that lies sealed in `personal`."""

import zlib
from typing import Any

from pynamodb.attributes import BooleanAttribute, ListAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.attributes import StructAttribute
from chalicelib.aws import client
from chalicelib.clock import to_iso
from chalicelib.people.activity_rules import next_step
from chalicelib.people.expiry_rules import expiry_step
from chalicelib.people.former_model import Former
from chalicelib.people.model import Person
from chalicelib.people.open_session_model import OpenSession
from chalicelib.people.personal import Personal
from chalicelib.people.verification_model import Verification
from chalicelib.tables import Item, TableMeta, physical_name

DUE_SHARDS = 8


class ByDue(GlobalSecondaryIndex["PersonItem"]):  # type: ignore[no-untyped-call]
    """People by the moment at which they are to be reminded, become inactive or are erased, in shards."""

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
        self.due_shard, self.due_at = self.keys()

    def keys(self) -> tuple[str, str] | tuple[None, None]:
        """Return the keys that the item has to have in the index, none for somebody with whom nothing is to be done."""
        step = next_step(self.person)
        at = step.at if step is not None else expiry_step(self.person)
        if at is None:
            return None, None
        return str(zlib.crc32(self.pk.encode()) % DUE_SHARDS), to_iso(at)

    @property
    def is_placed(self) -> bool:
        """Whether the keys are those that follow from the person."""
        return (self.due_shard, self.due_at) == self.keys()


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


class OfPerson(GlobalSecondaryIndex["VerificationItem"]):  # type: ignore[no-untyped-call]
    """The codes that were sent to one person."""

    class Meta:
        index_name = "by_person"
        projection = KeysOnlyProjection()

    person_id = UnicodeAttribute(hash_key=True)
    pk = UnicodeAttribute(range_key=True)


class VerificationItem(Item):
    """One code that was sent. ``tries`` counts what was answered, right or wrong."""

    class Meta(TableMeta):
        logical_name = "verifications"

    verification = StructAttribute(Verification)
    person_id = UnicodeAttribute(null=True)
    tries = NumberAttribute(default=0)
    expires = NumberAttribute()
    by_person = OfPerson()


class OpenSessionItem(Item):
    """A session that goes on: ``pk`` is the person, ``id`` the session; ``expires`` is the time to live."""

    class Meta(TableMeta):
        logical_name = "sessions"

    id = UnicodeAttribute(range_key=True)
    opened = StructAttribute(OpenSession)
    expires = NumberAttribute()


class FormerContactItem(Item):
    """A contact that the person ``pk`` gave up, sealed, for as long as they may object to that."""

    class Meta(TableMeta):
        logical_name = "former-contacts"

    id = UnicodeAttribute(range_key=True)
    former = StructAttribute(Former)
    expires = NumberAttribute()


class OfficeItem(Item):
    """The ``groups`` (roles and regions) that the user pool ``pool`` names of the person ``pk``, who has an office."""

    class Meta(TableMeta):
        logical_name = "office-roles"

    groups = UnicodeSetAttribute(null=True)
    pool = UnicodeAttribute(null=True)


class CounterItem(Item):
    """Uses of a limit with the ``moments`` of the last ones in milliseconds, or failures since the last success.

    ``number`` counts: uses, so that who writes knows that nobody else did, or failures, or what the key names.
    """

    class Meta(TableMeta):
        logical_name = "person-limits"

    number = NumberAttribute(default=0)
    moments: ListAttribute[Any] = ListAttribute(null=True)
    locked_until = NumberAttribute(default=0)
    expires = NumberAttribute(null=True)


def some(after: str | None, limit: int) -> tuple[list[PersonItem], str | None]:
    """Return the next ``limit`` items of `people` after ``after``, read consistently, and where to go on."""
    start = {"pk": {"S": after}} if after else None
    page = PersonItem.scan(limit=limit, page_size=limit, last_evaluated_key=start, consistent_read=True)
    items = list(page)
    last = page.last_evaluated_key
    return items, str(last["pk"]["S"]) if last else None


def some_personal(after: str | None, limit: int) -> tuple[list[str], str | None]:
    """Return the identifiers of the next ``limit`` items of `personal` after ``after``, and where to go on."""
    start = {"pk": {"S": after}} if after else None
    page = PersonalItem.scan(limit=limit, page_size=limit, last_evaluated_key=start, attributes_to_get=["pk"])
    items = [str(item.pk) for item in page]
    last = page.last_evaluated_key
    return items, str(last["pk"]["S"]) if last else None


def whole_personal(after: str | None, limit: int) -> tuple[list[tuple[str, Personal]], str | None]:
    """Return the next ``limit`` people after ``after`` with what is sealed of them, and where to go on."""
    start = {"pk": {"S": after}} if after else None
    page = PersonalItem.scan(limit=limit, page_size=limit, last_evaluated_key=start)
    items = [(str(item.pk), item.personal) for item in page]
    last = page.last_evaluated_key
    return items, str(last["pk"]["S"]) if last else None


def place_anew(item: PersonItem) -> bool:
    """Write the keys of the index alone; tell whether the item still stood at the version that was read.

    The version stays: it is the person's ``ETag``, and nothing that they or the index of candidates know has changed.
    """
    from botocore.exceptions import ClientError

    shard, at = item.keys()
    change: dict[str, Any] = {"UpdateExpression": "REMOVE due_shard, due_at"}
    values: dict[str, Any] = {":version": {"N": str(int(item.version))}}
    if shard is not None:
        change["UpdateExpression"] = "SET due_shard = :shard, due_at = :at"
        values |= {":shard": {"S": shard}, ":at": {"S": at}}
    try:
        client("dynamodb").update_item(
            TableName=physical_name(PersonItem.Meta.logical_name),
            Key={"pk": {"S": item.pk}},
            ConditionExpression="version = :version",
            ExpressionAttributeValues=values,
            **change,
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
    return True


def about() -> int:
    """Return how many items of `people` there were when DynamoDB last counted, every six hours; 0 at first."""
    described: dict[str, Any] = PersonItem.describe_table()
    return int(described.get("ItemCount", 0))


class DeviceItem(Item):
    """A device of the person ``pk``, or another thing of theirs that stands beside a password (see `people.devices`).

    ``sk`` is the device's identifier; of a code that an office handed out `people.office_codes.KEY`; and for a session
    that began with too little proof what `people.half_proven` makes of it. ``secret_hash`` is a keyed hash of what the
    client, or the person, has; ``device`` says in coarse words what it is. Times are epoch seconds.
    """

    class Meta(TableMeta):
        logical_name = "devices"

    sk = UnicodeAttribute(range_key=True)
    secret_hash = UnicodeAttribute(null=True)
    device = UnicodeAttribute(null=True)
    first_seen = NumberAttribute(null=True)
    last_seen = NumberAttribute(null=True)
    expires = NumberAttribute()
