"""What matching has to know of the world: which skills and occupations are alike, neighbours of regions, labels."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from chalicelib.matching.model import Step
from chalicelib.texts import Text

WHOLE = 1000
"""Likeness and proximity are whole thousandths, so that sums of them are exact in whatever order."""


class Knowledge(Protocol):
    """The reference tables as matching needs them."""

    def rarity(self, skill: str) -> int:
        """Return how telling a skill is: above 0, larger for rarer ones."""
        ...

    def alike(self, wanted: str) -> Mapping[str, int]:
        """Return the skills that stand in for ``wanted`` with how well, in thousandths; itself with `WHOLE`."""
        ...

    def proximity(self, mine: str, wanted: str) -> int:
        """Return how near an occupation (four digits, or a group by fewer) is to ``wanted``, in thousandths."""
        ...

    def neighbours(self, region: str) -> frozenset[str]:
        """Return the codes of the regencies beside ``region`` that people commute from."""
        ...

    def licences_with(self, licence: str) -> frozenset[str]:
        """Return ``licence`` and all that its holder may do as well."""
        ...

    def as_skills(self, licences: Iterable[str], languages: Iterable[str]) -> frozenset[str]:
        """Return the skills that licences and languages are."""
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

    def skill_steps(self, code: str) -> tuple[Step, ...]:
        """Return how a skill is acquired; nothing for what no course gives."""
        ...

    def licence_steps(self, code: str) -> tuple[Step, ...]:
        """Return how a licence is got."""
        ...

    def schooling_steps(self, rank: int) -> tuple[Step, ...]:
        """Return how a level of schooling is reached."""
        ...

    def hazard(self, occupation: str) -> Text | None:
        """Return why work of an occupation is closed to people under eighteen, None when it is not."""
        ...
