"""The groups that a job title may mean, the likeliest first: the known titles' word and near phrases, together."""

from functools import lru_cache

from chalicelib.reference import ranks
from chalicelib.reference.coding_editions import in_edition
from chalicelib.reference.coding_weights import coding_weights
from chalicelib.reference.model_occupations import Coding, SuggestedCode
from chalicelib.reference.occupations import TITLES_EDITION, VERSION
from chalicelib.reference.title_phrases import known_phrases
from chalicelib.reference.title_table import title_reader
from chalicelib.reference.titles import TitleReader
from search.coding.confidence import Word
from search.coding.suggesting import MOST, Named, Suggested, choices, suggested

LIKELY = 0.5
"""From this confidence on a group is likelier right than wrong, where the dictionary knows words of the title."""
ALIKE = 0.7
"""… and where phrases that look like it are all there is: of those titles that were fitted on 83 % were right."""
_KEPT = 1 << 11
"""Titles whose codings are kept: those that vacancies repeat."""


def code_title(title: str, version: str = VERSION) -> Coding | None:
    """Return the likeliest group of ``title`` in edition ``version``, None for a title that is like nothing known.

    ``confidence`` is how likely it is the right one, see `suggest`; ``matched`` the words of the title that are a known
    one, or else the known phrase that is nearest. Raises BadTable.
    """
    found = suggest(title, 1, version)
    return found[0].coding if found else None


def suggest(title: str, most: int = MOST, version: str = VERSION) -> tuple[SuggestedCode, ...]:
    """Return up to ``most`` (at most `MOST`) groups that ``title`` may mean, the likeliest first. Raises BadTable.

    Their confidences sum to at most 1; how they are calibrated is in ``docs/occupation-coding.md``. A group that no
    single one of edition ``version`` goes on for is left out.
    """
    every = (_in_version(each, version) for each in _suggested(title))
    return tuple(each for each in every if each is not None)[:most]


def occupation_told(title: str) -> str | None:
    """Return the group that somebody's own words for a job tell, None where they tell none. Raises BadTable.

    They do where some of them are a known title of the likeliest group, and it is likelier than not. People write
    "bantu-bantu" too, which looks like a "guru bantu".
    """
    found = suggest(title, 1)
    sure = found and found[0].known is not None and is_sure(found[0])
    return found[0].coding.code if sure else None


def is_sure(found: SuggestedCode) -> bool:
    """Return whether a suggestion may stand for what nobody stated: from `LIKELY` on, by likeness alone from `ALIKE`.

    What only looks like something known is over-confident on titles in words of their own.
    """
    return found.coding.confidence >= (LIKELY if found.known is not None else ALIKE)


def coded_anew(title: str) -> tuple[SuggestedCode, ...]:
    """Return what `suggest` keeps of a title, worked out anew: nothing of one that names no job. Raises BadTable."""
    reader = title_reader()
    if reader.names_no_job(title):
        return ()
    named = named_in(title, reader)
    found = choices(reader.telling(title), named, known_phrases())
    return tuple(map(stated, suggested(found, named, coding_weights())))


_suggested = lru_cache(maxsize=_KEPT)(coded_anew)


def named_in(title: str, reader: TitleReader) -> Named | None:
    """Return what the known titles of ``reader`` alone say of ``title``, None when no word of it is known."""
    read = reader.read(title)
    if read is None:
        return None
    reading, confidence, beside = read
    code, certainty = ranks.placed(reading.code, beside)
    whole = Word.WHOLE if confidence >= reading.weight else Word.PART
    return Named(
        code=code,
        sure=confidence * certainty,
        matched=" ".join(word.text for word in reading.words),
        word=whole if certainty == 1 else Word.LED,
    )


def stated(found: Suggested) -> SuggestedCode:
    """Return a suggestion as the platform gives it, in the edition of the titles."""
    nearest = tuple(near.text for near in found.nearest)
    coding = Coding(
        code=found.code,
        version=TITLES_EDITION,
        confidence=round(found.confidence, 3),
        matched=found.matched or next(iter(nearest), ""),
    )
    return SuggestedCode(coding=coding, known=found.matched, nearest=nearest)


def _in_version(found: SuggestedCode, version: str) -> SuggestedCode | None:
    if found.coding.version == version:
        return found
    coding = in_edition(found.coding, version)
    return None if coding is None else SuggestedCode(coding=coding, known=found.known, nearest=found.nearest)
