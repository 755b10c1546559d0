"""Which skills and occupations are alike: what the reference tables say, and what real vacancies show.

The tables beside this module are written by ``python -m bench.likeness --write`` (docs/decisions/0231).
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from chalicelib.matching.knowledge import WHOLE

DATA = Path(__file__).parent / "data"
SKILLS, OCCUPATIONS, VERSION = "skill_likeness", "occupation_proximity", "1"
TREE = (0, 150, 400, 700, WHOLE)
"""Proximity of two unit groups by how many leading digits they share, in thousandths."""
_UNIT = 4


class SkillPair(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Who has ``held`` has ``likeness`` thousandths of ``wanted``."""

    wanted: str
    held: str
    likeness: int


class OccupationPair(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Two unit groups that are nearer by their skills than in the tree, in thousandths."""

    one: str
    other: str
    proximity: int


def by_tree(mine: str, wanted: str) -> int:
    """Return the proximity of a group to a unit group in the classification; whole when it contains it."""
    if wanted.startswith(mine):
        return WHOLE
    shared = 0
    for one, other in zip(mine[:_UNIT], wanted[:_UNIT], strict=False):
        if one != other:
            break
        shared += 1
    return TREE[shared]


def proximity(mine: str, wanted: str) -> int:
    """Return the greater of nearness in the tree and by skills, in thousandths. Raises BadTable."""
    return max(by_tree(mine, wanted), near(mine).get(wanted, 0))


def near(code: str) -> Mapping[str, int]:
    """Return the unit groups that are nearer to ``code`` by skills than in the tree, in thousandths. BadTable."""
    return _beside().get(code, {})


def alike(wanted: str) -> Mapping[str, int]:
    """Return the skills that stand in for ``wanted`` in thousandths: itself and narrower ones whole. Raises BadTable.

    Who has a skill has each broader one too, so a narrower skill is no less than the wanted one.
    """
    return _alike().get(wanted) or {wanted: WHOLE}


def stands_for(held: str) -> Mapping[str, int]:
    """Return the skills that ``held`` stands in for in thousandths, itself among them. Raises BadTable."""
    return _standing().get(held) or {held: WHOLE}


@cache
def _standing() -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for wanted, every in _alike().items():
        for held, likeness in every.items():
            found.setdefault(held, {held: WHOLE})[wanted] = likeness
    return found


@cache
def _beside() -> Mapping[str, Mapping[str, int]]:
    from chalicelib.reference import files

    found: dict[str, dict[str, int]] = {}
    for row in files.typed(OCCUPATIONS, VERSION, OccupationPair, DATA):
        found.setdefault(row.one, {})[row.other] = row.proximity
        found.setdefault(row.other, {})[row.one] = row.proximity
    return found


@cache
def _alike() -> Mapping[str, Mapping[str, int]]:
    from chalicelib.reference import files, skills
    from chalicelib.reference.checking_skills import above

    found: dict[str, dict[str, int]] = {}
    for row in files.typed(SKILLS, VERSION, SkillPair, DATA):
        found.setdefault(row.wanted, {})[row.held] = row.likeness
    table = {skill.code: skill for skill in skills()}
    for code in table:
        for wanted in (code, *above(code, table)):
            found.setdefault(wanted, {})[code] = WHOLE
    return found
