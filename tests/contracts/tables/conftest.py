"""The engines that the contract of the tables is held against, and a table of each kind that Padan uses."""

import uuid
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib import aws, settings, tables
from chalicelib.tables import Item, TableMeta
from local.resources import client


class ByGroup(GlobalSecondaryIndex[Any]):
    """Members of a group, in order of rank."""

    class Meta:
        index_name = "by-group"
        projection = AllProjection()

    group = UnicodeAttribute(hash_key=True)
    rank = NumberAttribute(range_key=True)


class Member(Item):
    """An item with a range key, an index, a stream and a time to live."""

    class Meta(TableMeta):
        logical_name = "contract-members"
        stream_view_type = "NEW_AND_OLD_IMAGES"

    sk = UnicodeAttribute(range_key=True, default="-")
    group = UnicodeAttribute(null=True)
    rank = NumberAttribute(null=True)
    text = UnicodeAttribute(null=True)
    expires = NumberAttribute(null=True)
    by_group = ByGroup()


class Engine(msgspec.Struct, frozen=True):
    """An engine under test."""

    name: str
    url: str

    def client(self, service: str = "dynamodb") -> Any:
        """A boto3 client of it."""
        return client(service, self.url)

    @property
    def table(self) -> str:
        """The deployed name of `Member`'s table."""
        return tables.physical_name(Member.Meta.logical_name)


@pytest.fixture(scope="module", params=["emulator", pytest.param("dynamodb_local", marks=pytest.mark.engine)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn, with fresh tables that the models of this process use."""
    started = request.getfixturevalue(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", started.url)
        patch.setenv("PADAN_TABLE_PREFIX", f"c{uuid.uuid4().hex[:8]}-")
        _forget()
        Member.create_table(wait=True)
        yield Engine(request.param, started.url)
    _forget()


@pytest.fixture
def group() -> str:
    """A name that no other test uses."""
    return uuid.uuid4().hex[:12]


def _forget() -> None:
    for module in (settings, tables, aws):
        module.forget()
