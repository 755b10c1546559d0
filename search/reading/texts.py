"""Reading running text: vacancies, letters, CVs. Every concept that is named, with its place in the text as written."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from search.lexicon.lexicon import Lexicon
from search.normalise import Located, located
from search.reading.automaton import Automaton, Match
from search.reading.model import Meaning
from search.reading.spelling import CORRECTED, Speller, Tolerance
from search.vocabulary import Kind

TOLERANCE = Tolerance(one_from=9, two_from=32)
"""One edit in words of nine letters and more: running text is full of other words that lie near (``tentang`` is no
``tuntang``, ``pertanyaan`` no ``pertanian``), where a query holds little else than what is sought."""
_DISTRICT = frozenset({"kecamatan", "kec", "distrik", "district"})
"""After these a name is that of a district."""
_APART = re.compile(r"[\n\r\t\v\f\u2028\u2029;:,!?|*\u2022\u00b7\u25cf\u25aa\u25e6\u2023\u2219]|\s[-\u2010-\u2015]\s")
"""Between words that belong to different items, clauses or sentences."""
_ABBREVIATED = 4
"""A dot after so many letters or fewer shortens a word (``Kab. Bandung``); after more it ends a sentence."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """The signs from ``start`` up to ``end`` (exclusive) of the text as written name a concept.

    ``surface`` is how it is listed, ``meanings`` all that it may mean, the surest first. ``corrected`` is how the words
    were read when one of them was misspelt.
    """

    start: int
    end: int
    surface: str
    meanings: tuple[Meaning, ...]
    corrected: str | None = None


class TextRecogniser:
    """Finds the concepts of a lexicon in text of any length. Made in no time, used by many threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Read with ``lexicon``."""
        self.version = lexicon.version
        self._lexicon = lexicon
        self._for = functools.lru_cache(maxsize=64)(self._made_for)

    def read(self, text: str, kinds: Iterable[Kind] = tuple(Kind)) -> tuple[Mention, ...]:
        """Return what ``text`` names of ``kinds``, from left to right: the longest names, without overlap.

        Names of other kinds take no words away. No name goes on from one item, clause or sentence into the next.
        """
        automaton, speller = self._for(frozenset(kinds))
        found: list[Mention] = []
        for words in _runs(text):
            typed = [each.word for each in words]
            spelt = [self._spelt(word, speller) for word in typed]
            found += _mentions(automaton.find(spelt), words, typed, spelt)
        return tuple(found)

    def _made_for(self, kinds: frozenset[Kind]) -> tuple[Automaton, Speller]:
        # Districts are so many that any word lies near the name of one.
        return Automaton(self._lexicon, kinds), Speller(self._lexicon.words, kinds - {Kind.DISTRICT}, TOLERANCE)

    def _spelt(self, word: str, speller: Speller) -> str:
        """Return the word as it is read. What names anything, of whatever kind, is no misspelling."""
        if len(word) < TOLERANCE.one_from or self._lexicon.words.mask(word):
            return word
        return speller.correct(word) or word


def _runs(text: str) -> Iterator[Sequence[Located]]:
    """Yield the words of ``text`` in runs that belong together."""
    words, begun = located(text), 0
    for at in range(1, len(words)):
        if _ends(text, words[at - 1], words[at]):
            yield words[begun:at]
            begun = at
    yield words[begun:]


def _ends(text: str, word: Located, following: Located) -> bool:
    between = text[word.end : following.start]
    if between == " ":
        return False
    return bool(_APART.search(between)) or ("." in between and len(word.word) > _ABBREVIATED)


def _mentions(
    matches: Iterable[Match], words: Sequence[Located], typed: Sequence[str], spelt: Sequence[str]
) -> Iterator[Mention]:
    for match in matches:
        span = slice(match.start, match.end)
        read = " ".join(spelt[span])
        wrong = typed[span] != spelt[span]
        yield Mention(
            start=words[match.start].start,
            end=words[match.end - 1].end,
            surface=match.surface,
            meanings=tuple(_settled(match, typed[match.start - 1] if match.start else "", wrong)),
            corrected=read if wrong else None,
        )


def _settled(match: Match, before: str, wrong: bool) -> Iterator[Meaning]:
    factor = CORRECTED if wrong else 1.0
    districts = [meaning for meaning in match.meanings if meaning.kind is Kind.DISTRICT]
    if districts and before in _DISTRICT:
        for meaning in districts:
            yield Meaning(meaning.kind, meaning.code, factor / len(districts))
        return
    for meaning in match.meanings:
        yield Meaning(meaning.kind, meaning.code, meaning.confidence * factor)
