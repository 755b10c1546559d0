"""How surely a name that several regions bear means each of them: Bandung, the city or the regency around it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from chalicelib.reference import files

VERSION = "2026"
_WEIGHT = 10
"""What is known beforehand counts as this many vacancies."""


class NameShare(msgspec.Struct, frozen=True, kw_only=True):
    """A name and one of the regions that bear it, with what tells how often it is meant.

    ``meant`` counts vacancies that give the name alone as their place and whose text tells that this region is meant;
    ``placed`` those whose place is within this region by another name; ``population`` its inhabitants, for a province
    those outside the other regions of the name.
    """

    name: str
    region: str
    meant: int
    placed: int
    population: int


def name_shares(version: str = VERSION) -> tuple[NameShare, ...]:
    """Return the counts of every name that several regions bear. Raises BadTable."""
    return files.typed("shared_names", version, NameShare)


@cache
def shares(version: str = VERSION) -> Mapping[str, Mapping[str, float]]:
    """Return for each shared name the share of each region that bears it; the shares of a name sum to one."""
    named: dict[str, list[NameShare]] = defaultdict(list)
    for row in name_shares(version):
        named[row.name].append(row)
    return {name: shares_of(rows) for name, rows in named.items()}


def shares_of(rows: Iterable[NameShare]) -> Mapping[str, float]:
    """Return the shares of the regions of one name: of what was meant, as far as it was counted.

    Few vacancies that give a bare name tell more, so the counts are drawn towards where vacancies are placed, and these
    towards where people live: the mean of a Dirichlet distribution whose own mean comes from the next coarser count.
    """
    each = tuple(rows)
    living = _drawn([row.population for row in each], [0.0] * len(each), 0)
    placed = _drawn([row.placed for row in each], living, _WEIGHT)
    meant = _drawn([row.meant for row in each], placed, _WEIGHT)
    return {row.region: share for row, share in zip(each, meant, strict=True)}


def _drawn(counts: list[int], before: list[float], weight: int) -> list[float]:
    total = sum(counts) + weight
    return [(count + weight * share) / total for count, share in zip(counts, before, strict=True)]
