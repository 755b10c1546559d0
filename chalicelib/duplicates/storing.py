"""What is kept of a vacancy brought up to the vacancy, together with the blocks in which it stands."""

from collections.abc import Iterable, Mapping

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.duplicates import table
from chalicelib.duplicates.blocking import keys_of
from chalicelib.duplicates.fingerprinting import Trust, fingerprint_of, is_compared
from chalicelib.duplicates.model import Entry
from chalicelib.duplicates.resolving import Known
from chalicelib.duplicates.table import EntryItem
from chalicelib.errors import Unavailable
from chalicelib.tables import ConditionRefused
from chalicelib.vacancies.model import Vacancy

_ATTEMPTS = 6


class TableStore:
    """The tables as resolving asks for them; ``read`` holds every entry that it was told of, with its version."""

    def __init__(self) -> None:
        """Begin without having read anything."""
        self.read: dict[str, EntryItem] = {}
        self._blocks: dict[str, tuple[str, ...]] = {}

    def block(self, key: str, limit: int) -> tuple[str, ...]:
        """Return up to ``limit`` of the vacancies under ``key``; each block is read once."""
        if key not in self._blocks:
            self._blocks[key] = table.block(key, limit)
        return self._blocks[key]

    def known(self, identifiers: Iterable[str]) -> Mapping[str, Known]:
        """Return what is stored of those vacancies that are compared; each is read once."""
        wanted = set(identifiers)
        if absent := wanted - self.read.keys():
            self.read.update(table.entries(absent))
        present = (self.read[name].entry for name in sorted(wanted & self.read.keys()))
        return {entry.id: _known(entry) for entry in present if entry.fingerprint is not None}


def _known(entry: Entry) -> Known:
    assert entry.fingerprint is not None  # noqa: S101 - for the type; `known` has looked
    verdicts = {said.other: said.verdict for said in entry.said}
    return Known(fingerprint=entry.fingerprint, cluster=entry.cluster, verdicts=verdicts)


class Kept(msgspec.Struct, frozen=True):
    """The entry as it was, ``None`` before the first, and as it is."""

    before: Entry | None
    after: Entry


def keep(vacancy: Vacancy, trust: Trust) -> Kept:
    """Store what is compared of ``vacancy`` and enter it into its blocks, all or nothing.

    A vacancy that is not compared leaves its blocks. An entry that was made of a later revision stays: what comes late
    changes nothing. Raises `Unavailable` when other writers were faster too often.
    """
    for _ in range(_ATTEMPTS):
        present = table.entries([vacancy.id]).get(vacancy.id)
        before = present.entry if present is not None else None
        after = _entry(vacancy, before, trust)
        if after == before or _committed(before, after, present):
            return Kept(before, after)
    raise Unavailable


def _entry(vacancy: Vacancy, before: Entry | None, trust: Trust) -> Entry:
    known = before or Entry(id=vacancy.id)
    if known.revision > vacancy.revision:
        return known
    found = fingerprint_of(vacancy, trust) if is_compared(vacancy) else None
    keys = tuple(key for key in keys_of(found) if key is not None) if found is not None else ()
    if before is not None and (found, keys) == (known.fingerprint, known.keys):
        return known
    return msgspec.structs.replace(known, revision=vacancy.revision, fingerprint=found, keys=keys)


def _committed(before: Entry | None, after: Entry, present: EntryItem | None) -> bool:
    old, new = set(before.keys) if before is not None else set(), set(after.keys)

    def build(transaction: TransactWrite) -> None:
        table.save(transaction, after, present)
        for key in sorted(new - old):
            table.enter(transaction, key, after.id)
        for key in sorted(old - new):
            table.leave(transaction, key, after.id)

    try:
        tables.write(build)
    except ConditionRefused:
        return False
    return True
