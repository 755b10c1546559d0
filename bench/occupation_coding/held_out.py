"""Everyday titles of the tables, coded by tables that lack them: two tenths drawn by a seed, in all spellings."""

import random
from collections.abc import Sequence

from bench.occupation_coding.truth import everyday
from chalicelib import reference
from chalicelib.reference.coding_weights import coding_weights
from chalicelib.reference.model_occupations import JobTitle, TitleKind
from chalicelib.reference.occupations import TITLES_EDITION
from chalicelib.reference.title_coding import named_in
from chalicelib.reference.title_phrases import phrases
from chalicelib.reference.title_table import PackedTitles, pack_titles, reader_of
from chalicelib.reference.titles import FoldedTitles, TitleReader
from search.coding.compiling import compile_phrases
from search.coding.nearest import Phrases
from search.coding.suggesting import Choice, Suggested, choices, suggested
from search.lexicon.container import unpack
from search.normalise import normalise

TENTH, SEED = 0.1, 14
SURE = 0.8
"""Titles that mean several things are no truth; only those that are this sure of their group are asked."""


class Without:
    """Codes titles by the tables without some of their titles."""

    def __init__(self, left_out: frozenset[str]) -> None:
        """Compile everything but the titles ``left_out``, given as they are written."""
        kept = [title for title in reference.occupations(TITLES_EDITION).titles if title.title not in left_out]
        book = {normalise(title.title): title for title in sorted(kept, key=lambda each: each.weight)}
        places = (name for name, _ in reference.regions().surfaces.entries())
        self._reader: TitleReader = reader_of(PackedTitles(unpack(pack_titles(FoldedTitles(book), places, "", ""))))
        told = (phrase for phrase in phrases() if phrase.text not in left_out)
        self._phrases = Phrases(unpack(compile_phrases(told, "", "")))

    def __call__(self, title: str) -> Sequence[tuple[str, float]]:
        """Return the groups for ``title`` with their confidences."""
        return [(each.code, each.confidence) for each in self.suggested(title)]

    def suggested(self, title: str) -> tuple[Suggested, ...]:
        """Return the groups for ``title`` with their confidences and what speaks for them."""
        return suggested(self.choices(title), named_in(title, self._reader), coding_weights())

    def choices(self, title: str) -> tuple[Choice, ...]:
        """Return what is weighed for ``title``."""
        return choices(self._reader.telling(title), named_in(title, self._reader), self._phrases)


def without(titles: Sequence[JobTitle]) -> Without:
    """Return a coder that does not know ``titles``."""
    return Without(frozenset(title.title for title in titles))


def drawn(half: int) -> tuple[JobTitle, ...]:
    """Return the titles held out to tune on, or to test on: of those that are the same but for spelling all or none."""
    groups = everyday()
    count = round(len(groups) * TENTH)
    chosen = random.Random(SEED).sample(sorted(groups), 2 * count)
    return tuple(title for key in chosen[half * count : (half + 1) * count] for title in groups[key])


def asked(titles: Sequence[JobTitle]) -> tuple[JobTitle, ...]:
    """Return those of ``titles`` that surely mean one group, and are neither abbreviations nor misspellings."""
    kinds = (TitleKind.TITLE, TitleKind.COLLOQUIAL)
    return tuple(title for title in titles if title.weight >= SURE and title.kind in kinds)
