"""Clusters settled in the table and told to the vacancies in them.

Two workers may look at neighbours at the same time. What they settle is committed under the versions of the entries
that they read, so whoever saw less is refused and looks again; the vacancies are then told what the entries say at that
moment. Doing any of it again changes nothing.
"""

from collections.abc import Iterable, Mapping

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.duplicates import table
from chalicelib.duplicates.model import Cluster, Entry, Fingerprint
from chalicelib.duplicates.resolving import Resolved, resolve
from chalicelib.duplicates.storing import TableStore
from chalicelib.errors import NotFound, Unavailable
from chalicelib.observability import logger
from chalicelib.tables import ConditionRefused
from chalicelib.vacancies.linking import Links, link
from chalicelib.vacancies.model import AlsoOn

PORTALS = 20
"""Other portals that a vacancy names at most, one address each."""
_ATTEMPTS = 8
_TOGETHER = 90


def settle(vacancy_id: str) -> tuple[str, ...]:
    """Bring the clusters around a vacancy up to what its neighbours are now; return the vacancies that were told.

    Raises `Unavailable` when other workers were faster too often; then it may be called again.
    """
    for _ in range(_ATTEMPTS):
        store = TableStore()
        store.known([vacancy_id])
        mates = _members(store.read[vacancy_id].entry.cluster) if vacancy_id in store.read else ()
        resolved = resolve({vacancy_id, *mates}, store)
        if not resolved.whole:
            logger.warning("more hangs together than is looked at", extra={"vacancy": vacancy_id})
        if _committed(_changed(resolved, store, {vacancy_id, *mates}), store):
            return _told({vacancy_id, *mates, *resolved.known})
    raise Unavailable


def _members(cluster: Cluster | None) -> tuple[str, ...]:
    return (cluster.canonical, *cluster.others) if cluster is not None else ()


def _changed(resolved: Resolved, store: TableStore, starts: Iterable[str]) -> list[Entry]:
    """Return the entries whose cluster is another one now; who is not compared any more has none."""
    wanted: dict[str, Cluster | None] = dict.fromkeys(starts)
    wanted.update({name: each for each in resolved.clusters for name in _members(each)})
    return [
        msgspec.structs.replace(store.read[name].entry, cluster=cluster)
        for name, cluster in sorted(wanted.items())
        if name in store.read and store.read[name].entry.cluster != cluster
    ]


def _committed(changed: list[Entry], store: TableStore) -> bool:
    for start in range(0, len(changed), _TOGETHER):
        part = changed[start : start + _TOGETHER]

        def build(transaction: TransactWrite, part: list[Entry] = part) -> None:
            for entry in part:
                table.save(transaction, entry, store.read[entry.id])

        try:
            tables.write(build)
        except ConditionRefused:
            return False
    return True


def _told(names: Iterable[str]) -> tuple[str, ...]:
    """Tell each vacancy what the entries say of it."""
    return tuple(name for name in sorted(names) if _tell(name))


def _tell(name: str) -> bool:
    try:
        link(name, lambda _: links_of(name))
    except NotFound:
        return False
    return True


def links_of(vacancy_id: str) -> Links:
    """Return what the table says now of a vacancy: its canonical one, or the other portals on which it stands."""
    found = table.entries([vacancy_id]).get(vacancy_id)
    cluster = found.entry.cluster if found is not None else None
    if cluster is None or not cluster.others:
        return Links()
    if cluster.canonical != vacancy_id:
        return Links(canonical_id=cluster.canonical)
    entries = {name: item.entry for name, item in table.entries(_members(cluster)).items()}
    return Links(also_on=_also_on(cluster, {n: e.fingerprint for n, e in entries.items() if e.fingerprint}))


def _also_on(cluster: Cluster, known: Mapping[str, Fingerprint]) -> tuple[AlsoOn, ...]:
    """Return each other portal once, with the best of its vacancies."""
    own = known[cluster.canonical].source if cluster.canonical in known else None
    first: dict[str, Fingerprint] = {}
    for name in cluster.others:
        if name in known and known[name].source != own:
            first.setdefault(known[name].source, known[name])
    return tuple(
        AlsoOn(partner=source, vacancy_id=each.id, url=each.url) for source, each in list(first.items())[:PORTALS]
    )
