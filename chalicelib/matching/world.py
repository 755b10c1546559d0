"""Knowledge of the world from the reference tables."""

import functools
from collections.abc import Iterable, Mapping

from chalicelib import reference
from chalicelib.matching import closing, likeness
from chalicelib.matching.model import Step
from chalicelib.reference import adjacency
from chalicelib.reference.also_skills import as_skills
from chalicelib.texts import Text

COMMUTABLE_KM = 60.0
"""Between the points of two regencies that border on each other; many regencies outside Java are far wider."""


class ReferenceKnowledge:
    """`chalicelib.matching.knowledge.Knowledge` over the reference tables; read once, then remembered."""

    @staticmethod
    @functools.cache
    def rarity(skill: str) -> int:
        """Return hundredths of the natural logarithm of one over the skill's share of real vacancies."""
        return max(1, round(100 * reference.skills().rarity(skill)))

    @staticmethod
    def alike(wanted: str) -> Mapping[str, int]:
        """Return the skills that stand in for ``wanted``."""
        return likeness.alike(wanted)

    @staticmethod
    @functools.cache
    def proximity(mine: str, wanted: str) -> int:
        """Return the nearness of two occupations, in the tree or by skills."""
        return likeness.proximity(mine, wanted)

    @staticmethod
    @functools.cache
    def neighbours(region: str) -> frozenset[str]:
        """Return the regencies that border on ``region`` by land, as far as people commute between them."""
        return frozenset(
            beside.neighbour
            for beside in adjacency.neighbours().get(region, ())
            if beside.kind is adjacency.BorderKind.LAND and beside.km <= COMMUTABLE_KM
        )

    @staticmethod
    @functools.cache
    def licences_with(licence: str) -> frozenset[str]:
        """Return the licence with all that it implies."""
        found, ahead = {licence}, [licence]
        while ahead:
            known = reference.licences().get(ahead.pop())
            new = set(known.implies if known else ()) - found
            found |= new
            ahead += new
        return frozenset(found)

    @staticmethod
    def as_skills(licences: Iterable[str], languages: Iterable[str]) -> frozenset[str]:
        """Return the skills that licences and languages are."""
        return as_skills(licences, languages)

    @staticmethod
    def skill_label(code: str) -> Text:
        """Return the skill's label."""
        found = reference.skills().get(code)
        return found.label if found else Text(code, code)

    @staticmethod
    def licence_label(code: str) -> Text:
        """Return the licence's label."""
        found = reference.licences().get(code)
        return found.label if found else Text(code, code)

    @staticmethod
    def language_label(code: str) -> Text:
        """Return the language's label."""
        found = reference.languages().get(code)
        return found.label if found else Text(code, code)

    @staticmethod
    def skill_steps(code: str) -> tuple[Step, ...]:
        """Return the training that teaches the skill, or the certificate or course that gives it."""
        return closing.of_skill(code)

    @staticmethod
    def licence_steps(code: str) -> tuple[Step, ...]:
        """Return who issues the licence."""
        return closing.of_licence(code)

    @staticmethod
    def schooling_steps(rank: int) -> tuple[Step, ...]:
        """Return the schooling that reaches ``rank``."""
        return closing.of_rank(rank)

    @staticmethod
    def hazard(occupation: str) -> Text | None:
        """Return why law keeps the usual work of an occupation from minors. Not legally checked."""
        found = reference.hazard_for_minors(occupation)
        return found.reason if found else None


KNOWLEDGE = ReferenceKnowledge()
