"""What search needs to know of the world, from the reference tables; built at first use and kept."""

import functools
from collections.abc import Iterator, Mapping, Sequence

from chalicelib import learning, reference
from chalicelib.clock import SYSTEM_CLOCK, day_of
from chalicelib.finding.completing import LearnedCompleter
from search.completing import Completer
from search.knowledge import Link
from search.reading.recogniser import Recogniser
from search.vocabulary import Kind

MOST_LINKS = 3
LEAST_LIKELY = 0.2
"""How likely a group must be to be looked at where little else was found: less did not help (docs/ranking.md)."""

SKILL_OF_WORK = 0.3
"""How likely who asks for a skill alone means each occupation that it is the work of, where little names the skill."""


class ReferenceKnowledge:
    """`search.knowledge.Knowledge` over the current versions of the reference tables."""

    @functools.cached_property
    def recogniser(self) -> Recogniser:
        """The reader of queries."""
        return Recogniser(reference.lexicon(), extra_synonyms=learning.extras, minimum_wage=minimum_wage)

    @functools.cached_property
    def completer(self) -> Completer:
        """The completer of what is being typed."""
        return LearnedCompleter(reference.lexicon())

    @functools.cached_property
    def education_ranks(self) -> Mapping[str, int]:
        """The rank of each level of schooling, lowest first."""
        return {level.code: level.rank for level in reference.education_levels()}

    def neighbours(self, region: str) -> Sequence[str]:
        """Return the regencies beside ``region``, nearest first."""
        return reference.regions().neighbours(region)

    def linked(self, words: str) -> Sequence[Link]:
        """Return the groups that ``words`` look like a title or a duty of, the likeliest first.

        What is less likely than `LEAST_LIKELY` is left out: it would fill a page with what nobody meant.
        """
        titles = (
            Link(code=found.coding.code, confidence=found.coding.confidence, via=found.coding.matched)
            for found in reference.suggest(words, MOST_LINKS)
            if found.coding.confidence >= LEAST_LIKELY
        )
        likeliest: dict[str, Link] = {}
        for link in sorted((*titles, *self._of_skills(words)), key=lambda link: -link.confidence):
            likeliest.setdefault(link.code, link)
        return tuple(likeliest.values())[:MOST_LINKS]

    def _of_skills(self, words: str) -> Iterator[Link]:
        """Yield the groups whose work the skill is that ``words`` name: *potong rambut* is done by hairdressers."""
        for meaning in self.recogniser.exactly(words):
            skill = reference.skills().get(meaning.code) if meaning.kind is Kind.SKILL else None
            for code in skill.occupations if skill else ():
                yield Link(code=code, confidence=round(SKILL_OF_WORK * meaning.confidence, 3), via=words)


def minimum_wage(region: str) -> int | None:
    """Return the minimum wage in force this year in a region, in rupiah a month; None for an unknown region."""
    found = reference.wage_in_force(region, day_of(SYSTEM_CLOCK.now()).year)
    return None if found is None else found.wage.amount


@functools.cache
def knowledge() -> ReferenceKnowledge:
    """Return the knowledge of this process."""
    return ReferenceKnowledge()
