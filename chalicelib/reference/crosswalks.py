"""Which codes of one edition of a classification correspond to a code of another one.

A file ``data/<classification>_crosswalks/<from>-<to>.tsv`` states every correspondence between the lowest codes of two
editions. It is read in both directions, and editions without a file of their own are reached over others. What
corresponds to an upper group follows from the codes below it.
"""

from collections.abc import Collection, Iterable
from functools import cache, reduce
from itertools import chain
from pathlib import Path

from chalicelib.errors import invalid
from chalicelib.reference import files
from chalicelib.reference.crosswalk_files import Links, chained, links, reversed_links, step, way
from chalicelib.reference.editions import Edition, edition, must_be_known
from chalicelib.reference.model_crosswalk import Correspondence, Relation
from chalicelib.texts import Text

_ORDER = tuple(Relation)


class Crosswalk:
    """How the codes of edition ``from_version`` correspond to those of ``to_version``."""

    def __init__(self, origin: Edition, goal: Edition, between: Links) -> None:
        """Keep ``between``: the correspondences of the lowest codes of ``origin``."""
        self.from_version, self.to_version = origin.version, goal.version
        self._origin, self._goal = origin, goal
        self._there, self._back = between, reversed_links(between)

    def map(self, code: str) -> tuple[Correspondence, ...]:
        """Return what corresponds to ``code``, the surest first; nothing for a retired one.

        For an upper group these are groups of its level. Raises `InvalidInput` for a code that ``from_version`` lacks.
        """
        lowest = self._leaves(code) == (code,)
        found = self._there.get(code, {}) if lowest else self._of_group(code)
        return tuple(
            Correspondence(code=other, relation=relation, from_version=self.from_version, to_version=self.to_version)
            for other, relation in sorted(found.items(), key=lambda each: (_ORDER.index(each[1]), each[0]))
        )

    def lowest(self, code: str) -> frozenset[str]:
        """Return the lowest codes that share anything with ``code``. Raises as `map` does."""
        return frozenset(chain.from_iterable(self._there.get(leaf, ()) for leaf in self._leaves(code)))

    def covering(self, code: str) -> tuple[str, ...]:
        """Return the fewest codes whose rows are all that share anything with ``code``. Raises as `map` does."""
        reached = self.lowest(code)
        if self._leaves(code) == (code,):
            return tuple(sorted(reached))
        return self._goal.fewest(reached)

    def _leaves(self, code: str) -> tuple[str, ...]:
        if code not in self._origin:
            only = f"Edisi {self.from_version} tidak punya kode itu.", f"Edition {self.from_version} has no such code."
            raise invalid("code", "unknown_code", Text(*only))
        return self._origin.leaves(code)

    def _of_group(self, code: str) -> dict[str, Relation]:
        level, under = self._origin.level(code), self._origin.leaves(code)
        others = {self._goal.at_level(target, level) for target in self.lowest(code)}
        return {other: self._compared(under, self._goal.leaves(other)) for other in others}

    def _compared(self, under: Collection[str], other: Collection[str]) -> Relation:
        """Return what a group of the lowest codes ``other`` is to one of ``under``: it follows from what they share."""
        inside = _all_within((self._back.get(leaf, {}) for leaf in other), under)
        around = _all_within((self._there.get(leaf, {}) for leaf in under), other)
        if inside and around:
            return Relation.EXACT
        if inside:
            return Relation.NARROWER
        return Relation.BROADER if around else Relation.PARTIAL


@cache
def crosswalk(table: str, from_version: str, to_version: str, data: Path = files.DATA) -> Crosswalk:
    """Return how codes of an edition of ``table`` correspond to another's; of the same edition, to themselves.

    Raises `NotFound` for a table without editions and for editions that no files connect, `InvalidInput` on
    ``from_version`` or ``to_version`` for an unknown one, BadTable.
    """
    must_be_known(table, {"from_version": from_version, "to_version": to_version}, data)
    origin, goal = edition(table, from_version, data), edition(table, to_version, data)
    itself: Links = {leaf: {leaf: Relation.EXACT} for leaf in origin.leaves()}
    steps = (links(step(table, *pair, data)) for pair in way(table, from_version, to_version, data))
    return Crosswalk(origin, goal, reduce(chained, steps, itself))


def equivalent_codes(
    code: str, version: str, in_version: str, table: str = "occupations", data: Path = files.DATA
) -> tuple[str, ...]:
    """Return the codes of ``in_version`` under which what ``code`` of ``version`` means may have been coded.

    Whoever looks for a group finds with them what was coded under another edition, also where the group is a part of
    an older one: nothing is lost, something else may be among it. Raises as `crosswalk` does.
    """
    return crosswalk(table, version, in_version, data).covering(code)


def counterpart(
    code: str, version: str, in_version: str, table: str = "occupations", data: Path = files.DATA
) -> Correspondence | None:
    """Return the one code that may stand for ``code`` in ``in_version`` without asking anybody; None without such.

    Its relation is not ``partial``: it is the same, contains it, or is the one part that goes on with most of it. What
    was split into several parts has none. Raises as `crosswalk` does.
    """
    found = crosswalk(table, version, in_version, data).map(code)
    likely = tuple(each for each in found if each.relation is not Relation.PARTIAL)
    return likely[0] if len(likely) == 1 else None


def _all_within(several: Iterable[Collection[str]], bounds: Collection[str]) -> bool:
    """Whether every set has something and all of it in ``bounds``: what is retired or new lies outside."""
    return all(each and set(each) <= set(bounds) for each in several)
