"""Clusters settled in the table and told to the vacancies in them.

Two workers may look at neighbours at the same time. What they settle is committed under the versions of all entries
that they went by, whether they change them or not, and provided that no block through which they linked has become full
meanwhile: so whoever saw less is refused and looks again. The vacancies are then told what the entries say at that
moment. Doing any of it again changes nothing.
"""

from collections.abc import Collection, Iterable, Mapping

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.duplicates import table
from chalicelib.duplicates.model import Cluster, Entry, Fingerprint
from chalicelib.duplicates.portals import portal_name
from chalicelib.duplicates.resolving import Resolved, resolve
from chalicelib.duplicates.storing import TableStore
from chalicelib.duplicates.table import EntryItem
from chalicelib.errors import Unavailable
from chalicelib.observability import logger
from chalicelib.vacancies.linking import Links, link
from chalicelib.vacancies.model import AlsoOn

PORTALS = 20
"""Other portals that a vacancy names at most, one address each."""
_ATTEMPTS = 8
_TOGETHER = 95


def settle(names: Iterable[str], store: TableStore) -> frozenset[str]:
    """Bring the clusters around vacancies up to what their neighbours are now; return who may have to be told.

    Who hangs together is looked at once. Raises `Unavailable` when other workers were faster too often; then it may be
    called again.
    """
    seen: set[str] = set()
    concerned: set[str] = set()
    for name in names:
        if name not in seen:
            around, others = _settled(name, store)
            seen |= around
            concerned |= others
    return frozenset(concerned)


def tell(names: Iterable[str]) -> tuple[str, ...]:
    """Tell each vacancy what the entries say of it; return those for which that is new."""
    return link(names, links_of)


def links_of(names: Collection[str]) -> Mapping[str, Links]:
    """Return what the table says now of vacancies: the canonical one, or the other portals on which one stands."""
    own = {name: item.entry for name, item in table.entries(names).items()}
    members = {member for entry in own.values() for member in entry.mates}
    known = own | {name: item.entry for name, item in table.entries(members - own.keys()).items()}
    fingerprints = {name: entry.fingerprint for name, entry in known.items() if entry.fingerprint is not None}
    return {name: _links(name, own[name].cluster if name in own else None, fingerprints) for name in names}


def _settled(name: str, store: TableStore) -> tuple[frozenset[str], frozenset[str]]:
    """Settle what hangs together with one vacancy; return it, and whom of it that concerns."""
    for _ in range(_ATTEMPTS):
        resolved, around = _resolved(name, store)
        changed = _owned(name, _changed(resolved, store, around), around, store)
        if not changed or commit(changed, resolved.known, resolved.through, store):
            alone = not changed and not any(each.others for each in resolved.clusters)
            # What is cut is not seen whole: whoever comes next is looked at again.
            seen = frozenset(resolved.known) if resolved.whole else frozenset({name})
            return seen, frozenset() if alone else around
        store.forget()
    raise Unavailable


def _resolved(name: str, store: TableStore) -> tuple[Resolved, frozenset[str]]:
    """Return what hangs together with a vacancy, and with it everybody who stood in a cluster with any of them."""
    starts = _with_mates([name], store)
    resolved = resolve(starts, store)
    if not resolved.whole:
        logger.warning("more hangs together than is looked at", extra={"vacancy": name})
    return resolved, _with_mates(starts | resolved.known.keys(), store)


def _with_mates(names: Collection[str], store: TableStore) -> frozenset[str]:
    return frozenset(names) | {mate for entry in store.entries(names).values() for mate in entry.mates}


def _changed(resolved: Resolved, store: TableStore, around: Iterable[str]) -> list[Entry]:
    """Return the entries whose cluster is another one now; who stands alone has none."""
    wanted: dict[str, Cluster | None] = dict.fromkeys(around)
    wanted.update({name: each for each in resolved.clusters if each.others for name in each.members})
    return [
        msgspec.structs.replace(entry, cluster=wanted[name])
        for name, entry in store.entries(wanted).items()
        if (entry.cluster if entry.is_linked else None) != wanted[name]
    ]


def _owned(name: str, changed: list[Entry], around: Iterable[str], store: TableStore) -> list[Entry]:
    """Let the vacancy that is followed remember who is to be told, in case that this does not come to its end."""
    found = {entry.id: entry for entry in changed}
    owner = found.get(name) or store.entries([name]).get(name)
    if changed and owner is not None and owner.pending is not None:
        found[name] = msgspec.structs.replace(owner, tell=tuple(sorted({*owner.tell, *around} - {name})))
    return list(found.values())


def commit(changed: list[Entry], known: Iterable[str], through: Iterable[str], store: TableStore) -> bool:
    """Write entries provided that all that were ``known`` are as ``store`` has them, and the blocks ``through`` open.

    Returns whether that was so. What is more than a transaction holds is written in parts, each under its versions.
    """
    held = sorted(set(known) - {entry.id for entry in changed})
    blocks = sorted(set(through))
    whole = len(changed) + len(held) + len(blocks) <= _TOGETHER
    for start in range(0, len(changed), _TOGETHER):
        part = changed[start : start + _TOGETHER]
        if not _written(part, held if whole else [], blocks if whole else [], store):
            return False
    return True


def _written(part: list[Entry], held: Iterable[str], blocks: Iterable[str], store: TableStore) -> bool:
    written: list[EntryItem] = []

    def build(transaction: TransactWrite) -> None:
        written[:] = [table.save(transaction, entry, store.read[entry.id]) for entry in part]
        for item in (store.read[name] for name in held):
            if item is not None:
                table.hold(transaction, item)
        for key in blocks:
            table.hold_open(transaction, key)

    if not tables.committed(build):
        return False
    store.read.update({item.pk: item for item in written})
    return True


def _links(name: str, cluster: Cluster | None, known: Mapping[str, Fingerprint]) -> Links:
    if cluster is None or not cluster.others:
        return Links()
    if cluster.canonical != name:
        return Links(canonical_id=cluster.canonical)
    return Links(also_on=_also_on(cluster, known))


def _also_on(cluster: Cluster, known: Mapping[str, Fingerprint]) -> tuple[AlsoOn, ...]:
    """Return each other portal once, with the best of its vacancies."""
    own = known[cluster.canonical].source if cluster.canonical in known else None
    first: dict[str, Fingerprint] = {}
    for name in cluster.others:
        if name in known and known[name].source != own:
            first.setdefault(known[name].source, known[name])
    return tuple(
        AlsoOn(partner=source, name=portal_name(source), vacancy_id=each.id, url=each.url)
        for source, each in list(first.items())[:PORTALS]
    )
