"""The public change feed: every publication and removal, in order, for those who keep a copy."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.feed.model import ChangeKind, Entry, entry_of
    from chalicelib.feed.reading import Change, ChangePage, SnapshotPage, changes, snapshot
    from chalicelib.feed.recording import record

__all__ = [
    "Change",
    "ChangeKind",
    "ChangePage",
    "Entry",
    "SnapshotPage",
    "changes",
    "entry_of",
    "record",
    "snapshot",
]

__getattr__ = exports(__name__)
