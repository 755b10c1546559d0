"""What matching has to know of the world: rarity of skills, neighbours of regions, labels."""

from typing import Protocol

from chalicelib.texts import Text


class Knowledge(Protocol):
    """The reference tables as matching needs them."""

    def rarity(self, skill: str) -> float:
        """Return how telling a skill is: above 0, larger for rarer ones."""
        ...

    def neighbours(self, region: str) -> frozenset[str]:
        """Return the codes of the regencies beside ``region``."""
        ...

    def skill_label(self, code: str) -> Text:
        """Return a skill's label, or its code when it is unknown."""
        ...

    def licence_label(self, code: str) -> Text:
        """Return a licence's label, or its code when it is unknown."""
        ...

    def language_label(self, code: str) -> Text:
        """Return a language's label, or its code when it is unknown."""
        ...
