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
        """Return up to ``limit`` of the vacancies under ``key``; nobody when none may be linked through it."""

    def known(self, identifiers: Iterable[str]) -> Mapping[str, Known]:
        """Return what is stored of those vacancies that are compared."""


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """What hangs together with a vacancy, and the clusters it falls into.

    ``through`` holds a block for each pair that the machine linked; ``whole`` is false when `LARGEST` was reached.
    """

    known: Mapping[str, Known]
    clusters: tuple[Cluster, ...]
    through: frozenset[str] = frozenset()
    whole: bool = True


class _Near(msgspec.Struct, frozen=True):
    """One that is linked, and the narrowest block through which it is; ``None`` when an officer alone says so."""

    stored: Known
    key: str | None


def resolve(starts: Iterable[str], store: Store) -> Resolved:
    """Return the clusters of everything that is linked to ``starts``, directly or through others.

    Who stands in a cluster with one of them so far is looked at as well: it may have to leave.
    """
    known = dict(store.known(starts))
    links: dict[Pair, str | None] = {}
    waiting, whole = sorted(known), True
    while waiting:
        name = waiting.pop(0)
        near = _linked(known[name], store)
        links.update({pair_of(name, other): each.key for other, each in near.items()})
        found = {**{other: each.stored for other, each in near.items()}, **store.known(_mates(known[name]))}
        for other in sorted(found.keys() - known.keys()):
            if len(known) >= LARGEST:
                whole = False
                break
            known[other] = found[other]
            waiting.append(other)
    return _resolved(known, {pair: key for pair, key in links.items() if known.keys() >= set(pair)}, whole)


def _resolved(known: Mapping[str, Known], links: Mapping[Pair, str | None], whole: bool) -> Resolved:
    fingerprints = {name: stored.fingerprint for name, stored in known.items()}
    verdicts = _verdicts(known)
    machine = {pair: key for pair, key in links.items() if verdicts.get(pair) is None}
    return Resolved(
        known=known,
        clusters=clusters(fingerprints, machine.keys(), verdicts),
        through=frozenset(key for key in machine.values() if key is not None),
        whole=whole,
    )


def _mates(one: Known) -> tuple[str, ...]:
    return one.cluster.members if one.cluster is not None else ()


def _linked(one: Known, store: Store) -> dict[str, _Near]:
    """Return what the machine or an officer takes for the same as ``one``.

    A block may have been read before one of its members left it: only who has its key by now stands in it.
    """
    mine = one.fingerprint
    blocks = {key: store.block(key, FULL + 1) for key in keys_of(mine) if key is not None}
    narrow = sorted((len(members), key) for key, members in blocks.items() if len(members) <= FULL)
    names = {name for _, key in narrow for name in blocks[key]} | set(one.verdicts)
    found: dict[str, _Near] = {}
    for name, stored in store.known(names - {mine.id}).items():
        theirs = frozenset(keys_of(stored.fingerprint))
        shared = next((key for _, key in narrow if key in theirs and name in blocks[key]), None)
        if _is_linked(one, stored, shared is not None):
            found[name] = _Near(stored, shared)
    return found


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
