"""What is said of a function, and what functions of several subjects share.

Time-outs of queue functions are a sixth of their queue's visibility, as AWS advises, so that a batch that Lambda tries
again is not delivered to somebody else meanwhile.
"""

from enum import StrEnum

import msgspec

from chalicelib.resources import STREAM_FAILURES
from infra_cdk.functions.grants import Consumes, Grant, Searches, SetsAside, Stream
from infra_cdk.functions.sources import QueueSource, Source, StreamSource

NEW = {"eventName": ["INSERT"]}
"""Filter of a stream: what was not there before."""
WRITES_INDEX = Searches(("Get", "Post"))
"""What a worker needs that writes in bulk, and asks what the index is like."""


class Share(StrEnum):
    """How many of a function may run at once: as the size says for the interface, for a worker, or one alone."""

    INTERFACE = "interface"
    WORKER = "worker"
    ALONE = "alone"


class Function(msgspec.Struct, frozen=True, kw_only=True):
    """One function under the name that Chalice gives it: ``memory`` in MB, ``timeout`` in seconds.

    A ``numeric`` one reckons with NumPy, which comes as a layer.
    """

    name: str
    memory: int = 512
    timeout: int = 60
    share: Share = Share.WORKER
    numeric: bool = False
    source: Source | None = None
    grants: tuple[Grant, ...] = ()

    @property
    def all_grants(self) -> tuple[Grant, ...]:
        """Its own grants, and those that follow from what calls it."""
        return (*self.grants, *_implied(self.source))


def _implied(source: Source | None) -> tuple[Grant, ...]:
    if isinstance(source, StreamSource):
        return (Stream(source.table), SetsAside(STREAM_FAILURES.name))
    if isinstance(source, QueueSource):
        return (Consumes(source.queue),)
    return (SetsAside(STREAM_FAILURES.name),) if source is not None else ()
