"""Which everyday job title a vacancy's title holds, whatever its spelling, rank, place and order of words."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from chalicelib.reference.model import JobTitle, Rank
from chalicelib.reference.regions import regions
from search.normalise import normalise

TURNED = 0.9
"""How much of its weight a title keeps whose words stand in another order."""
_TURNED_WORDS = 3
_PLURAL_FROM = 5
_DOUBLE = re.compile(r"([a-z])\1+")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word as written and as compared; ``aside`` when it says nothing of the trade: noise, places, rank, numbers."""

    text: str
    folded: str
    aside: bool
    rank: Rank | None


class Reading(msgspec.Struct, frozen=True, gc=False):
    """The ``words`` of a vacancy's title that are the known ``title``."""

    words: tuple[Word, ...]
    title: JobTitle
    weight: float

    @property
    def merit(self) -> tuple[int, int, float]:
        """More words about the trade first, then more words, then the surer."""
        return sum(not word.aside for word in self.words), len(self.words), self.weight


class TitleBook:
    """The known titles, found by their letters (``e-commerce``, ``office boy``); up to three words in any order."""

    def __init__(self, titles: Mapping[str, JobTitle]) -> None:
        """Keep ``titles`` under their normalised words; of titles that fold together the surer."""
        self._joined: dict[str, JobTitle] = {}
        self._turned: dict[str, JobTitle] = {}
        self._longest = 0
        for surface, title in titles.items():
            words = [fold(word) for word in surface.split()]
            self._longest = max(self._longest, len(words) + 1)
            _surer(self._joined, "".join(words), title)
            if 1 < len(words) <= _TURNED_WORDS:
                _surer(self._turned, _any_order(words), title)

    def readings(self, words: Sequence[Word]) -> Iterator[Reading]:
        """Yield the longest title that begins at each word."""
        for at in range(len(words)):
            if found := self._at(words, at):
                yield found

    def _at(self, words: Sequence[Word], start: int) -> Reading | None:
        for end in range(min(len(words), start + self._longest), start, -1):
            window = words[start:end]
            title = self._joined.get("".join(word.folded for word in window))
            if title:
                return Reading(tuple(window), title, title.weight)
            if 1 < len(window) <= _TURNED_WORDS:
                title = self._turned.get(_any_order([word.folded for word in window]))
                if title:
                    return Reading(tuple(window), title, title.weight * TURNED)
        return None


class TitleReader:
    """Reads vacancy titles with a book, the words that say nothing, and the words of rank."""

    def __init__(self, book: TitleBook, noise: Iterable[str], ranks: Mapping[str, Rank]) -> None:
        """Keep the tables."""
        self._book = book
        self._noise = frozenset(noise)
        self._ranks = ranks

    def read(self, title: str) -> tuple[Reading, float, frozenset[Rank]] | None:
        """Return the best reading, its confidence in 0..1, and the ranks in the words beside it; None without any.

        The confidence is the title's weight times the root of the share of telling words that it covers.
        """
        words = self._words(title)
        told = [word for word in words if word.rank or not word.aside]
        found = [*self._book.readings(words), *(self._book.readings(told) if len(told) < len(words) else ())]
        if not found:
            return None
        best = max(found, key=lambda reading: reading.merit)
        beside = [word for word in words if word not in best.words]
        share = len(best.words) / (len(best.words) + sum(not word.aside for word in beside))
        return best, best.weight * math.sqrt(share), frozenset(word.rank for word in beside if word.rank)

    def _words(self, title: str) -> tuple[Word, ...]:
        texts = normalise(title).split()
        places = {at for hit in regions().surfaces.find(texts) for at in range(hit.start, hit.end)}
        return tuple(self._word(text, at in places) for at, text in enumerate(texts))

    def _word(self, text: str, is_place: bool) -> Word:
        rank = self._ranks.get(text)
        return Word(text, fold(text), bool(is_place or rank or text in self._noise or text.isdigit()), rank)


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return ``word`` with double letters single and without a plural s, as hasty writing mixes them."""
    single = _DOUBLE.sub(r"\1", word)
    return single[:-1] if len(single) >= _PLURAL_FROM and single.endswith("s") else single


def _any_order(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


def _surer(book: dict[str, JobTitle], key: str, title: JobTitle) -> None:
    known = book.get(key)
    if known is None or known.weight < title.weight:
        book[key] = title
