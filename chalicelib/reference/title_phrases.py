"""The phrases that a title is compared with: known titles, the groups' names, and what their people do."""

from collections.abc import Iterator
from functools import cache

from chalicelib.reference.duties import DESCRIPTIONS_VERSION, descriptions
from chalicelib.reference.model_occupations import TitleLanguage
from chalicelib.reference.occupations import TITLES, TITLES_EDITION, occupations
from chalicelib.reference.prepared import prepared
from search.coding.nearest import Phrases
from search.coding.phrases import Phrase

FORM = "phrases"
VERSION = f"{TITLES_EDITION}.{TITLES}-{DESCRIPTIONS_VERSION}"
NAMED, DESCRIBED = 0.85, 0.5
"""How surely the name of a group means it, and how surely words of what its people do."""
_UNIT = 4


def phrases() -> Iterator[Phrase]:
    """Yield every phrase: those of the titles first, in the order of their table. Raises BadTable."""
    for title in occupations(TITLES_EDITION).titles:
        yield Phrase(
            title.title,
            title.code,
            title.weight,
            head_first=title.language is not TitleLanguage.ENGLISH,
            head_last=title.language is not TitleLanguage.INDONESIAN,
        )
    yield from _names()
    yield from _described()


@cache
def known_phrases() -> Phrases:
    """Return the phrases of the current tables in compiled form. Raises BadTable."""
    from chalicelib.reference.compiling import compile_title_phrases

    return Phrases(prepared(FORM, compile_title_phrases))


def _names() -> Iterator[Phrase]:
    for group in occupations(TITLES_EDITION):
        if group.level == _UNIT:
            yield Phrase(group.label.id, group.code, NAMED, head_first=True)
            yield Phrase(group.label.en, group.code, NAMED, head_last=True)


def _described() -> Iterator[Phrase]:
    for code, row in descriptions().items():
        for text in (row.description.id, row.description.en, *row.tasks.id, *row.tasks.en):
            yield Phrase(text, code, DESCRIBED, described=True)
