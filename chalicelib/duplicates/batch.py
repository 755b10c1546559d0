"""All vacancies at once: pairs from blocks, family by family, without ever holding all of them.

The work grows with the number of vacancies and not with its square: a block that is full is passed over, and a pair
that stood in a block of an earlier family is not compared again.
"""

import hashlib
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from chalicelib.duplicates.blocking import FAMILIES, FULL, keys_of
from chalicelib.duplicates.clustering import Pair, clusters, pair_of
from chalicelib.duplicates.model import Cluster, Fingerprint, Verdict
from chalicelib.duplicates.scoring import same

Progress = Callable[[int, int], None]
"""Told how many of how many families of keys are done."""
_NO_KEY = 0


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """The pairs that are the same, how many were compared for it, and the blocks that were full, as numbers."""

    pairs: tuple[Pair, ...]
    compared: int
    full: frozenset[int]

    def is_full(self, key: str) -> bool:
        """Tell whether a block was passed over."""
        return _number(key) in self.full


def link(found: Sequence[Fingerprint], progress: Progress | None = None) -> Linked:
    """Return the pairs among ``found`` that the machine takes for the same, whatever their order."""
    keys: list[array[int]] = [array("Q") for _ in range(FAMILIES)]
    for each in found:
        for family, key in zip(keys, keys_of(each), strict=True):
            family.append(_number(key))
    pairs: list[Pair] = []
    full: set[int] = set()
    compared = 0
    for place, family in enumerate(keys):
        blocks = _blocks(family, full)
        for one, other in _new_pairs(blocks, keys[:place], full):
            compared += 1
            if same(found[one], found[other]):
                pairs.append(pair_of(found[one].id, found[other].id))
        if progress is not None:
            progress(place + 1, FAMILIES)
    return Linked(pairs=tuple(sorted(pairs)), compared=compared, full=frozenset(full))


def cluster(
    found: Iterable[Fingerprint], links: Collection[Pair], verdicts: Mapping[Pair, Verdict] | None = None
) -> tuple[Cluster, ...]:
    """Return every cluster of two and more, sorted; ``verdicts`` of officers go before ``links``."""
    said = verdicts or {}
    known = {each.id: each for each in found}
    together = [pair for pair, verdict in said.items() if verdict is Verdict.SAME and known.keys() >= set(pair)]
    made: list[Cluster] = []
    for component, within in _components((*links, *together), links):
        here = {name: known[name] for name in component}
        made.extend(clusters(here, within, {pair: said[pair] for pair in said if here.keys() >= set(pair)}))
    return tuple(sorted(each for each in made if each.others))


def _number(key: str | None) -> int:
    if key is None:
        return _NO_KEY
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") or 1


def _blocks(family: "array[int]", full: set[int]) -> Iterator[list[int]]:
    """Yield the blocks of two to `FULL` places; note the keys of the others in ``full``."""
    order = sorted((place for place, key in enumerate(family) if key != _NO_KEY), key=family.__getitem__)
    start = 0
    for end in range(1, len(order) + 1):
        if end < len(order) and family[order[end]] == family[order[start]]:
            continue
        if end - start > FULL:
            full.add(family[order[start]])
        elif end - start > 1:
            yield order[start:end]
        start = end


def _new_pairs(
    blocks: Iterable[list[int]], earlier: "Sequence[array[int]]", full: Collection[int]
) -> Iterator[tuple[int, int]]:
    for block in blocks:
        for one, other in combinations(block, 2):
            if not any(family[one] == family[other] and _open(family[one], full) for family in earlier):
                yield one, other


def _open(key: int, full: Collection[int]) -> bool:
    return key != _NO_KEY and key not in full


def _components(edges: Iterable[Pair], links: Iterable[Pair]) -> list[tuple[set[str], list[Pair]]]:
    """Return what hangs together by ``edges``, with the ``links`` inside."""
    group: dict[str, set[str]] = {}
    for one, other in edges:
        small, large = sorted((group.setdefault(one, {one}), group.setdefault(other, {other})), key=len)
        if small is not large:
            large |= small
            group.update(dict.fromkeys(small, large))
    inside: dict[int, list[Pair]] = {}
    for pair in links:
        inside.setdefault(id(group[pair[0]]), []).append(pair)
    different = {id(members): members for members in group.values()}
    return [(members, inside.get(number, [])) for number, members in different.items()]
