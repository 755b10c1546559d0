"""One vacancy has changed: which clusters change with it. The same result as the whole run, from a few blocks.

Pure but for what it asks of its `Store`: whoever stands in the blocks of the vacancy is compared with it, then those
that it is linked to are looked at in the same way, until nothing is added.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

import msgspec

from chalicelib.duplicates.blocking import FULL, keys_of
from chalicelib.duplicates.clustering import Pair, clusters, pair_of
from chalicelib.duplicates.model import Cluster, Fingerprint, Verdict
from chalicelib.duplicates.scoring import same

LARGEST = 60
"""Vacancies that are looked at together at most; what hangs together beyond it waits for the whole run."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is stored of a vacancy: its fingerprint, the cluster it stands in, what officers said of it and others."""

    fingerprint: Fingerprint
    cluster: Cluster | None = None
    verdicts: Mapping[str, Verdict] = {}


class Store(Protocol):
    """Blocks and fingerprints, as far as resolving needs them."""

    def block(self, key: str, limit: int) -> Collection[str]:
        """Return up to ``limit`` of the vacancies under ``key``."""

    def known(self, identifiers: Iterable[str]) -> Mapping[str, Known]:
        """Return what is stored of those vacancies that are compared."""


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """What hangs together with a vacancy, and the clusters it falls into. ``whole`` unless `LARGEST` was reached."""

    known: Mapping[str, Known]
    clusters: tuple[Cluster, ...]
    whole: bool = True


def resolve(starts: Iterable[str], store: Store) -> Resolved:
    """Return the clusters of everything that is linked to ``starts``, directly or through others."""
    known = dict(store.known(starts))
    links: set[Pair] = set()
    waiting, whole = sorted(known), True
    while waiting:
        name = waiting.pop(0)
        for other, stored in _linked(known[name], store).items():
            if other not in known and len(known) >= LARGEST:
                whole = False
                continue
            links.add(pair_of(name, other))
            if other not in known:
                known[other] = stored
                waiting.append(other)
    fingerprints = {name: stored.fingerprint for name, stored in known.items()}
    verdicts = _verdicts(known)
    machine = {pair for pair in links if verdicts.get(pair) is None}
    return Resolved(known=known, clusters=clusters(fingerprints, machine, verdicts), whole=whole)


def _linked(one: Known, store: Store) -> dict[str, Known]:
    """Return what the machine or an officer takes for the same as ``one``."""
    mine = one.fingerprint
    keys = [key for key in keys_of(mine) if key is not None]
    blocks = (block for block in (store.block(key, FULL + 1) for key in keys) if len(block) <= FULL)
    near = {name for block in blocks for name in block}
    stored = store.known((near | set(one.verdicts)) - {mine.id})
    return {name: each for name, each in stored.items() if _is_linked(one, each, name in near)}


def _is_linked(one: Known, other: Known, near: bool) -> bool:
    said = one.verdicts.get(other.fingerprint.id)
    if said is not None:
        return said is Verdict.SAME
    return near and same(one.fingerprint, other.fingerprint)


def _verdicts(known: Mapping[str, Known]) -> dict[Pair, Verdict]:
    return {
        pair_of(name, other): verdict
        for name, stored in known.items()
        for other, verdict in stored.verdicts.items()
        if other in known
    }
