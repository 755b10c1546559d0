"""Every queue of the platform, named once for handlers, the local platform and the cloud stacks."""

import msgspec

from chalicelib.settings import Queues, read


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """A work queue with its dead-letter queue ``<name>-dead``.

    ``visibility``: seconds a message is hidden while worked on, six times as long as the function may take (as AWS
    advises); ``max_receives``: deliveries before it is dead.
    """

    name: str
    visibility: int = 180
    max_receives: int = 5

    @property
    def dead_letter(self) -> str:
        """Name of the dead-letter queue, without prefix."""
        return f"{self.name}-dead"


PARTNER_ITEMS = Queue(name="partner-items", visibility=360)
NOTIFICATIONS = Queue(name="notifications")
UPLOADED_ROWS = Queue(name="uploaded-rows", visibility=360)
DOCUMENTS = Queue(name="documents", visibility=360)
DUPLICATES = Queue(name="duplicates", visibility=720)
ALERTS = Queue(name="alerts", visibility=720)
ALERTS_DUE = Queue(name="alerts-due", visibility=720)
STREAM_FAILURES = Queue(name="stream-failures")

QUEUES: tuple[Queue, ...] = (PARTNER_ITEMS, UPLOADED_ROWS, NOTIFICATIONS, DOCUMENTS, DUPLICATES, ALERTS, ALERTS_DUE)
"""Queues that a function consumes. Stream consumers send what they cannot take to `STREAM_FAILURES` instead."""


def physical_name(logical: str) -> str:
    """Return the name of a queue as it is deployed, with its prefix."""
    return read(Queues).queue_prefix + logical
