"""What is kept of a vacancy brought up to the vacancy, together with the blocks in which it stands."""

from collections.abc import Iterable

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.duplicates import table
from chalicelib.duplicates.blocking import keys_of
from chalicelib.duplicates.fingerprinting import Trust, fingerprint_of, is_compared
from chalicelib.duplicates.model import Entry, Fingerprint
from chalicelib.duplicates.storing import TableStore
from chalicelib.duplicates.table import EntryItem
from chalicelib.errors import Unavailable
from chalicelib.vacancies.model import Vacancy

_ATTEMPTS = 6
_TOGETHER = 90


def keep(vacancy: Vacancy, trust: Trust, store: TableStore) -> Entry:
    """Store what is compared of ``vacancy`` and enter it into its blocks, all or nothing; return what is kept then.

    A vacancy that is not compared leaves its blocks. Nothing is written when nothing that is compared has changed. An
    entry that was made of a later revision stays: what comes late changes nothing. Raises `Unavailable` when other
    writers were faster too often.
    """
    for _ in range(_ATTEMPTS):
        before = store.entries([vacancy.id]).get(vacancy.id)
        after = _entry(vacancy, before, trust)
        if after == before or _committed(before, after, store):
            return after
        del store.read[vacancy.id]
    raise Unavailable


def finish(names: Iterable[str], store: TableStore) -> None:
    """Note of entries that their last change is wholly followed.

    Turning blocks, or another worker, may have settled one anew meanwhile, and told it. One of which anything else was
    written in between stays as it is: then the same is followed once more when it comes again, which changes nothing.
    """
    done = [entry for entry in store.entries(names).values() if entry.pending is not None]
    for start in range(0, len(done), _TOGETHER):
        part = done[start : start + _TOGETHER]
        for _ in range(_ATTEMPTS):
            if _noted(part, store):
                break
            part = _unchanged(part, store)


def _entry(vacancy: Vacancy, before: Entry | None, trust: Trust) -> Entry:
    known = before or Entry(id=vacancy.id)
    if known.revision > vacancy.revision:
        return known
    found = fingerprint_of(vacancy, trust) if is_compared(vacancy) else None
    keys = tuple(key for key in keys_of(found) if key is not None) if found is not None else ()
    if before is not None and (found, keys) == (known.fingerprint, known.keys):
        return known
    return _changed(known, vacancy.revision, found, keys)


def _changed(known: Entry, revision: int, found: Fingerprint | None, keys: tuple[str, ...]) -> Entry:
    left = {*known.keys, *(known.pending or ())} - set(keys)
    return msgspec.structs.replace(known, revision=revision, fingerprint=found, keys=keys, pending=tuple(sorted(left)))


def _committed(before: Entry | None, after: Entry, store: TableStore) -> bool:
    old, new = set(before.keys) if before is not None else set(), set(after.keys)
    written: list[EntryItem] = []

    def build(transaction: TransactWrite) -> None:
        written[:] = [table.save(transaction, after, store.read[after.id])]
        for key in sorted(new - old):
            table.enter(transaction, key, after.id)
        for key in sorted(old - new):
            table.leave(transaction, key, after.id)

    if not tables.committed(build):
        return False
    store.read[after.id] = written[0]
    for key in old ^ new:
        store.blocks.pop(key, None)
    return True


def _noted(entries: list[Entry], store: TableStore) -> bool:
    def build(transaction: TransactWrite) -> None:
        for entry in entries:
            done = msgspec.structs.replace(entry, pending=None, tell=())
            table.save(transaction, done, store.read[entry.id])

    return not entries or tables.committed(build)


def _unchanged(entries: Iterable[Entry], store: TableStore) -> list[Entry]:
    """Return those of which at most the cluster was written since, as they stand now."""
    mine = {entry.id: entry for entry in entries}
    found = table.entries(mine)
    same = {name: item for name, item in found.items() if _but_for_cluster(item.entry) == _but_for_cluster(mine[name])}
    store.read.update(same)
    return [item.entry for item in same.values()]


def _but_for_cluster(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, cluster=None)
