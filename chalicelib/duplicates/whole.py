"""All that is kept of vacancies linked in one pass, in memory: for tables that are linked for the first time.

Nothing is asked of the tables pair by pair. What comes of it is what following each vacancy would have given, and only
what differs is written: under the versions that were read, so that a vacancy that changes meanwhile is settled as ever.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import msgspec

from chalicelib.duplicates import table
from chalicelib.duplicates.batch import Linked, cluster, link
from chalicelib.duplicates.blocking import keys_of
from chalicelib.duplicates.clustering import Pair, pair_of
from chalicelib.duplicates.keeping import finish
from chalicelib.duplicates.model import Cluster, Entry, Fingerprint, Verdict
from chalicelib.duplicates.settling import commit, settle, tell
from chalicelib.duplicates.storing import TableStore
from chalicelib.duplicates.table import Turn
from chalicelib.duplicates.turning import turn

Progress = Callable[[int, int | None], None]
"""Told how much is done, and of how much when that is known."""
T = TypeVar("T")
_TOGETHER = 90


class _Read(msgspec.Struct):
    """All entries as they were read; what few have is kept for those alone."""

    fingerprints: list[Fingerprint] = []
    versions: "array[int]" = msgspec.field(default_factory=lambda: array("q"))
    linked: dict[str, Cluster] = {}
    verdicts: dict[Pair, Verdict] = {}
    pending: dict[str, int] = {}


def link_all(progress: Progress) -> int:
    """Link everything that is kept and return how many clusters of two and more there are; again writes nothing."""
    read = _read()
    linked = link(read.fingerprints, progress)
    clusters = cluster(read.fingerprints, linked.pairs, read.verdicts)
    _mark(read.fingerprints, linked)
    _write(read, clusters, linked, progress)
    for part in _parts(read.pending.items(), _TOGETHER):
        _finish(dict(part))
    return len(clusters)


def _read() -> _Read:
    read = _Read()
    for item in table.every():
        entry = item.entry
        if entry.pending is not None:
            read.pending[entry.id] = entry.revision
        if entry.is_linked and entry.cluster is not None:
            read.linked[entry.id] = entry.cluster
        read.verdicts.update({pair_of(entry.id, said.other): said.verdict for said in entry.said})
        if entry.fingerprint is not None:
            read.fingerprints.append(entry.fingerprint)
            read.versions.append(item.version)
    return read


def _mark(found: Iterable[Fingerprint], linked: Linked) -> None:
    """Mark the blocks that are full: whoever was linked through one is let go with all else that is written."""
    keys = {key for each in found for key in keys_of(each) if key is not None and linked.is_full(key)}
    for key in sorted(keys):
        block = table.block(key)
        if block.turning is Turn.CLOSING:
            table.mark(key, Turn.CLOSED, block.mark)


def _write(read: _Read, clusters: Sequence[Cluster], linked: Linked, progress: Progress) -> None:
    """Write the clusters that differ from what was read, and tell who is in them, part by part."""
    wanted = {name: each for each in clusters for name in each.members}
    others = [each for each in clusters if any(read.linked.get(name) != each for name in each.members)]
    gone = sorted(read.linked.keys() - wanted.keys())
    total, done = len(others) + len(gone), 0
    places = {read.fingerprints[place].id: place for place in range(len(read.fingerprints))} if others else {}
    for part in _parts(others, _TOGETHER // 2):
        store = TableStore()
        store.entries(name for each in part for name in each.members)
        concerned = {name for each in part for name in each.members}
        concerned |= {mate for name in concerned if name in read.linked for mate in read.linked[name].members}
        again = [each for each in part if not _committed(each, read, places, linked, store)]
        tell(concerned | settle([name for each in again for name in each.members], TableStore()))
        done += len(part)
        progress(done, total)
    for names in _parts(gone, _TOGETHER):
        tell(set(names) | settle(names, TableStore()))
        done += len(names)
        progress(done, total)


def _committed(wanted: Cluster, read: _Read, places: Mapping[str, int], linked: Linked, store: TableStore) -> bool:
    """Write one cluster, unless one of its vacancies has changed since it was read; tell whether it was written."""
    for name in wanted.members:
        item = store.read[name]
        if item is None or item.version != read.versions[places[name]]:
            return False
    present = store.entries(wanted.members)
    changed = [_with(entry, wanted) for entry in present.values() if entry.cluster != wanted]
    read.pending.update({entry.id: entry.revision for entry in changed})
    return commit(changed, wanted.members, _through(wanted, read, places, linked), store)


def _with(entry: Entry, wanted: Cluster) -> Entry:
    """Pending until it is told: a run that stops before that tells it when it goes on."""
    return msgspec.structs.replace(entry, cluster=wanted, pending=entry.pending or ())


def _through(wanted: Cluster, read: _Read, places: Mapping[str, int], linked: Linked) -> Iterator[str]:
    """Yield for each of a cluster one block that it shares with the canonical one, as far as there is one."""
    own = keys_of(read.fingerprints[places[wanted.canonical]])
    for name in wanted.others:
        theirs = frozenset(keys_of(read.fingerprints[places[name]]))
        shared = (key for key in own if key is not None and key in theirs and not linked.is_full(key))
        yield from islice(shared, 1)


def _finish(pending: Mapping[str, int]) -> None:
    """Tell who waits for it, and note that what was read is followed; a vacancy that has changed since is not."""
    store = TableStore()
    present = store.entries(pending)
    tell({*present, *(name for entry in present.values() for name in entry.tell)})
    turn((key for entry in present.values() for key in entry.pending or ()), store)
    finish((name for name, entry in present.items() if entry.revision == pending[name]), store)


def _parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while part := list(islice(source, size)):
        yield part
