"""OpenSearch's answers, as far as we read them."""

from typing import Any, Generic, TypeVar

import msgspec

D = TypeVar("D")


class Stored(msgspec.Struct, Generic[D], frozen=True):
    """The stored part of a row."""

    live: bool = True
    document: D | None = None


class Found(msgspec.Struct, Generic[D], frozen=True):
    """One hit. ``sort`` has what it was sorted by, the identifier last."""

    id: str = msgspec.field(name="_id")
    score: float | None = msgspec.field(name="_score", default=None)
    version: int = msgspec.field(name="_version", default=0)
    source: Stored[D] | None = msgspec.field(name="_source", default=None)
    sort: tuple[Any, ...] = ()


class Total(msgspec.Struct, frozen=True):
    """How many were found."""

    value: int = 0


class Hits(msgspec.Struct, Generic[D], frozen=True):
    """A page."""

    hits: tuple[Found[D], ...] = ()
    total: Total = Total()


class Named(msgspec.Struct, frozen=True):
    """The part of a document that says whose it is."""

    employer_name: str


class Sample(msgspec.Struct, frozen=True):
    """Documents shown with a counted value."""

    hits: Hits[Named]

    @property
    def name(self) -> str:
        """The employer's name on the first one."""
        source = self.hits.hits[0].source
        return source.document.employer_name if source and source.document else ""


class Bucket(msgspec.Struct, frozen=True):
    """One counted value."""

    key: str
    doc_count: int
    sample: Sample | None = None


class Aggregation(msgspec.Struct, frozen=True):
    """A counted field inside its filter; named buckets when filters were counted."""

    buckets: tuple[Bucket, ...] | dict[str, "Count"] = ()


class Count(msgspec.Struct, frozen=True):
    """How many documents a filter keeps."""

    doc_count: int


class Filtered(msgspec.Struct, frozen=True):
    """An aggregation under the other facets' filters."""

    values: Aggregation = Aggregation()


class Results(msgspec.Struct, Generic[D], frozen=True):
    """The answer to a search."""

    hits: Hits[D] = msgspec.field(default_factory=Hits)
    aggregations: dict[str, Filtered] = {}
    pit_id: str = ""


class Slotted(msgspec.Struct, frozen=True):
    """A standing search that was found; ``fields`` say by which of the documents that were percolated."""

    id: str = msgspec.field(name="_id")
    version: int = msgspec.field(name="_version", default=0)
    sort: tuple[Any, ...] = ()
    fields: dict[str, tuple[int, ...]] = {}


class SlottedHits(msgspec.Struct, frozen=True):
    """A page of standing searches."""

    hits: tuple[Slotted, ...] = ()


class Slots(msgspec.Struct, frozen=True):
    """The answer to percolating."""

    hits: SlottedHits = msgspec.field(default_factory=SlottedHits)


class Got(msgspec.Struct, Generic[D], frozen=True):
    """The answer to a look-up by identifier."""

    found: bool
    source: Stored[D] | None = msgspec.field(name="_source", default=None)


class Counted(msgspec.Struct, frozen=True):
    """The answer to a count."""

    count: int


class ItemError(msgspec.Struct, frozen=True):
    """Why one item was refused."""

    type: str
    reason: str | None = None


class Item(msgspec.Struct, frozen=True):
    """What became of one item of a bulk request; ``status`` is an HTTP status."""

    status: int
    error: ItemError | None = None


class Bulk(msgspec.Struct, frozen=True):
    """The answer to a bulk request, item by item in the order of the request."""

    items: tuple[dict[str, Item], ...]


class Acknowledged(msgspec.Struct, frozen=True):
    """Any answer that matters only by its status."""


class PointInTime(msgspec.Struct, frozen=True):
    """A frozen view to page through."""

    pit_id: str


class IndexAliases(msgspec.Struct, frozen=True):
    """The aliases of an index, by name."""

    aliases: dict[str, Any] = {}
