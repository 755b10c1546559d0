"""Skills: finding them in text, and how telling each is."""

import math
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from chalicelib.reference import files
from chalicelib.reference.districts import districts
from chalicelib.reference.lists import CodeList
from chalicelib.reference.model import Skill
from chalicelib.reference.phrases import Hit, PhraseBook
from chalicelib.reference.regions import regions
from search.normalise import normalise

VERSION = "4"
ASIDES = "2"


class SkillTable(CodeList[Skill]):
    """All skills of one version."""

    def matches_in(self, text: str) -> tuple[Hit[str], ...]:
        """Return the places in ``text`` (as normalised words) where a skill is named, with its code as the value.

        A name within a phrase that asks for no skill is passed over: ``responsible for`` states a duty. So is a name
        that texts mostly use otherwise (``tanggung jawab`` is a heading), which ``resolve`` still knows, and one within
        the name of a place (``Kota Administrasi Jakarta Pusat``, ``Duren Sawit``).
        """
        return tuple(hit for hit in self._in_texts.find(normalise(text).split()) if hit.value)

    @cached_property
    def _in_texts(self) -> PhraseBook[str]:
        """The names of the skills and, without a code, what only looks like one in running text."""
        named = dict(self.surfaces.entries())
        aside = {phrase: "" for (phrase,) in files.read("skill_asides", ASIDES).lines}
        return PhraseBook(dict.fromkeys(self._places_around(), "") | named | aside)

    def _places_around(self) -> Iterator[str]:
        """Yield the names of places of several words that the name of a skill is among."""
        regional = (surface for surface, _ in regions().surfaces.entries())
        for place in (*regional, *(normalise(district.name) for district in districts())):
            words = place.split()
            if len(words) > 1 and self.surfaces.find(words):
                yield place

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
