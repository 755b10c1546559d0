"""Skills: finding them in text, and how telling each is."""

import math
from collections.abc import Iterable
from functools import cache

from chalicelib.reference import files
from chalicelib.reference.lists import CodeList
from chalicelib.reference.model import Skill

VERSION = "2"


class SkillTable(CodeList[Skill]):
    """All skills of one version."""

    def rarity(self, code: str) -> float:
        """Return how telling a skill is: the natural logarithm of one over its share of vacancies, above 0.

        A skill that the table does not know counts like one that a vacancy in a thousand names.
        """
        skill = self.get(code)
        share = skill.per_mille if skill else 1.0
        return math.log(1000 / min(share, 900.0))

    def of_occupation(self, code: str) -> tuple[Skill, ...]:
        """Return the skills that vacancies of an occupation group often name."""
        return tuple(skill for skill in self if any(code.startswith(group) for group in skill.occupations))


@cache
def skills(version: str = VERSION) -> SkillTable:
    """Return the skills. Raises BadTable when there is no such version."""
    rows: Iterable[Skill] = files.typed("skills", version, Skill)
    return SkillTable(version, rows)
