"""From pairs that are the same to clusters with a canonical vacancy. Pure: arrival and order change nothing.

Connected components alone would chain: A is like B, B like C, and C is another job. So every member has to match the
canonical one itself. The best vacancy that is not placed yet becomes canonical and takes what is linked to it; then the
best of the rest. What officers called the same stays together, what they called different stays apart.
"""

from collections.abc import Collection, Iterable, Mapping

from chalicelib.duplicates.model import Cluster, Fingerprint, Verdict

Pair = tuple[str, str]
Rank = tuple[int, int, int, int, str]


def pair_of(one: str, other: str) -> Pair:
    """Return the two identifiers in their order."""
    return (one, other) if one < other else (other, one)


def rank(found: Fingerprint) -> Rank:
    """Return by what the canonical one is chosen, the least first.

    Kind of source, trust in the source, completeness, earliest offer, and the identifier, so that none are equal.
    """
    return (-found.tier, -found.trust, -found.completeness, found.offered, found.id)


def clusters(
    found: Mapping[str, Fingerprint], links: Collection[Pair], verdicts: Mapping[Pair, Verdict]
) -> tuple[Cluster, ...]:
    """Return the clusters of ``found``, those of one alone included, each with its canonical one.

    ``links`` are the pairs that the machine takes for the same; ``verdicts`` go before them.
    """
    apart = frozenset(pair for pair, verdict in verdicts.items() if verdict is Verdict.DIFFERENT)
    units = _units(found, sorted(pair for pair, verdict in verdicts.items() if verdict is Verdict.SAME), apart)
    neighbours = _neighbours(found, links)
    waiting = sorted(units, key=lambda unit: rank(found[unit[0]]))
    made = []
    while waiting:
        leader, *rest = waiting
        members, waiting = list(leader), []
        for unit in rest:
            joins = not neighbours[leader[0]].isdisjoint(unit) and _may_join(unit, members, apart)
            members.extend(unit if joins else ())
            waiting.extend(() if joins else (unit,))
        others = sorted(set(members) - {leader[0]}, key=lambda each: rank(found[each]))
        made.append(Cluster(leader[0], tuple(others)))
    return tuple(made)


def _neighbours(found: Mapping[str, Fingerprint], links: Iterable[Pair]) -> dict[str, set[str]]:
    known: dict[str, set[str]] = {each: set() for each in found}
    for one, other in links:
        known[one].add(other)
        known[other].add(one)
    return known


def _may_join(unit: Iterable[str], members: Iterable[str], apart: Collection[Pair]) -> bool:
    present = tuple(members)
    return not apart or all(pair_of(one, other) not in apart for one in unit for other in present)


def _units(
    found: Mapping[str, Fingerprint], together: Iterable[Pair], apart: Collection[Pair]
) -> list[tuple[str, ...]]:
    """Return what has to stay together, the best of each first; a pair that is to be apart is stronger."""
    unit = {each: [each] for each in found}
    for one, other in together:
        if one not in unit or other not in unit or unit[one] is unit[other]:
            continue
        if _may_join(unit[one], unit[other], apart):
            joined = [*unit[one], *unit[other]]
            unit.update(dict.fromkeys(joined, joined))
    different = {id(each): each for each in unit.values()}
    return [tuple(sorted(each, key=lambda name: rank(found[name]))) for each in different.values()]
