"""Knowledge of the world from the reference tables."""

import functools

from chalicelib import reference
from chalicelib.texts import Text


class ReferenceKnowledge:
    """`chalicelib.matching.knowledge.Knowledge` over the reference tables; read once, then remembered."""

    @staticmethod
    @functools.cache
    def rarity(skill: str) -> float:
        """Return the skill's rarity among real vacancies."""
        return reference.skills().rarity(skill)

    @staticmethod
    @functools.cache
    def neighbours(region: str) -> frozenset[str]:
        """Return the regencies beside ``region``."""
        return frozenset(reference.regions().neighbours(region))

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


KNOWLEDGE = ReferenceKnowledge()
