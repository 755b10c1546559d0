"""What goes from a table to its index, and what comparing and rebuilding them reports."""

from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")
Progress = Callable[[str, int], None]
"""Told the index (``vacancies``, ``candidates``) and how many of its items have been read so far."""


class Change(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """An item as it stands at ``version``; ``content`` is ``None`` when it left the table.

    DynamoDB gives no version to a deletion: it is the one that a further write would have had.
    """

    id: str
    version: int
    content: T | None


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents the new generations hold."""

    vacancies: int
    candidates: int


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """How one index differs from its table.

    ``missing`` are not in the index, ``stale`` are there in an older version, ``orphaned`` should not be there,
    ``ahead`` are there in a newer version than the table's: only a rebuild mends those. ``repaired`` and ``failed``
    count what a repair wrote and could not write.
    """

    index: str
    compared: int
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    repaired: int = 0
    failed: int = 0

    @property
    def found(self) -> int:
        """Number of items that differ."""
        return len(self.missing) + len(self.stale) + len(self.orphaned) + len(self.ahead)


class DriftReport(msgspec.Struct, frozen=True, kw_only=True):
    """The drift of both indices."""

    vacancies: Drift
    candidates: Drift
    rebuild_needed: bool
