"""The tables as one batch sees them, each entry and each block read once."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from chalicelib.duplicates import table
from chalicelib.duplicates.blocking import FULL
from chalicelib.duplicates.model import Entry
from chalicelib.duplicates.resolving import Known
from chalicelib.duplicates.table import Block, EntryItem

_AT_A_TIME = 8


class TableStore:
    """The tables as resolving asks for them.

    ``read`` holds every entry that was asked for as it was read or written last, ``None`` where there is none;
    ``blocks`` every block. What others write meanwhile is noticed when something is committed, by the versions.
    """

    def __init__(self) -> None:
        """Begin without having read anything."""
        self.read: dict[str, EntryItem | None] = {}
        self.blocks: dict[str, Block] = {}
        self._turning: set[str] = set()

    @property
    def turning(self) -> frozenset[str]:
        """The blocks that had to be turned when they were read, also those that were forgotten since."""
        return frozenset(self._turning | {key for key, block in self.blocks.items() if block.turning is not None})

    def forget(self) -> None:
        """Read everything afresh: somebody has written."""
        self._turning |= self.turning
        self.read.clear()
        self.blocks.clear()

    def block(self, key: str, limit: int) -> tuple[str, ...]:
        """Return up to ``limit`` of the vacancies under ``key``, nobody when the block links nobody."""
        if key not in self.blocks:
            self.blocks[key] = table.block(key, limit)
        return self.blocks[key].members if self.blocks[key].links else ()

    def known(self, identifiers: Iterable[str]) -> Mapping[str, Known]:
        """Return what is stored of those vacancies that are compared."""
        found = self.entries(identifiers)
        return {name: _known(entry) for name, entry in found.items() if entry.fingerprint is not None}

    def entries(self, identifiers: Iterable[str]) -> dict[str, Entry]:
        """Return what is kept of those vacancies."""
        wanted = set(identifiers)
        if absent := wanted - self.read.keys():
            self.read.update({**dict.fromkeys(absent), **table.entries(absent)})
        found = ((name, self.read[name]) for name in sorted(wanted))
        return {name: item.entry for name, item in found if item is not None}

    def prepare(self, entries: Iterable[Entry]) -> None:
        """Read the blocks of these at the same time, and who stands in those that link."""
        keys = sorted({key for entry in entries for key in entry.keys} - self.blocks.keys())
        if keys:
            with ThreadPoolExecutor(min(_AT_A_TIME, len(keys))) as pool:
                read = pool.map(lambda key: table.block(key, FULL + 1), keys)
                self.blocks.update(zip(keys, read, strict=True))
        self.entries(name for key in keys if self.blocks[key].links for name in self.blocks[key].members)


def _known(entry: Entry) -> Known:
    assert entry.fingerprint is not None  # noqa: S101 - for the type; `known` has looked
    verdicts = {said.other: said.verdict for said in entry.said}
    return Known(fingerprint=entry.fingerprint, cluster=entry.cluster, verdicts=verdicts)
