"""Which everyday job title a vacancy's title holds, whatever its spelling, rank, place and order of words."""

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import msgspec

from chalicelib.reference.model_occupations import JobTitle, Rank
from chalicelib.reference.phrases import PhraseBook
from search.normalise import normalise

TURNED = 0.9
"""How much of its weight a title keeps whose words stand in another order."""
TURNED_WORDS = 3
_PLURAL_FROM = 5
_DOUBLE = re.compile(r"([a-z])\1+")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word as written and as compared; ``aside`` when it says nothing of the trade: noise, places, rank, numbers."""

    text: str
    folded: str
    aside: bool
    rank: Rank | None


class Known(msgspec.Struct, frozen=True, gc=False):
    """What a known title means: the group's ``code``, and how surely."""

    code: str
    weight: float


class Reading(msgspec.Struct, frozen=True, gc=False):
    """The ``words`` of a vacancy's title that are a known title, the group's ``code`` and how surely they mean it."""

    words: tuple[Word, ...]
    code: str
    weight: float

    @property
    def merit(self) -> tuple[int, int, float]:
        """More words about the trade first, then more words, then the surer."""
        return sum(not word.aside for word in self.words), len(self.words), self.weight


class Shelf(Protocol):
    """Where known titles are looked up by `letters`, and by `any_order`."""

    @property
    def longest(self) -> int:
        """Up to so many words are a known title."""
        ...

    def get(self, key: str) -> Known | None:
        """Return the title under ``key``, None for an unknown one."""
        ...


class FoldedTitles:
    """Titles under their letters (``e-commerce``, ``office boy``); those of up to three words also in any order.

    Of titles that fold together the surer is kept. Keys of letters hold no space, those of any order do.
    """

    def __init__(self, titles: Mapping[str, JobTitle]) -> None:
        """Fold ``titles``, which stand under their normalised words."""
        self.entries: dict[str, Known] = {}
        self.longest = 0
        for surface, title in titles.items():
            words = [fold(word) for word in surface.split()]
            self.longest = max(self.longest, len(words) + 1)
            self._keep(letters(words), title)
            if 1 < len(words) <= TURNED_WORDS:
                self._keep(any_order(words), title)

    def get(self, key: str) -> Known | None:
        """Return the title under ``key``, None for an unknown one."""
        return self.entries.get(key)

    def _keep(self, key: str, title: JobTitle) -> None:
        known = self.entries.get(key)
        if known is None or known.weight < title.weight:
            self.entries[key] = Known(title.code, title.weight)


class TitleBook:
    """Finds known titles in the words of a vacancy's title."""

    def __init__(self, shelf: Shelf) -> None:
        """Look up on ``shelf``."""
        self._shelf = shelf

    def readings(self, words: Sequence[Word]) -> Iterator[Reading]:
        """Yield the longest title that begins at each word."""
        for at in range(len(words)):
            if found := self._at(words, at):
                yield found

    def _at(self, words: Sequence[Word], start: int) -> Reading | None:
        for end in range(min(len(words), start + self._shelf.longest), start, -1):
            window = words[start:end]
            folded = [word.folded for word in window]
            if known := self._shelf.get(letters(folded)):
                return Reading(tuple(window), known.code, known.weight)
            if 1 < len(window) <= TURNED_WORDS and (known := self._shelf.get(any_order(folded))):
                return Reading(tuple(window), known.code, known.weight * TURNED)
        return None


PlacesIn = Callable[[Sequence[str]], Collection[int]]
"""Tells which of some normalised words, by their numbers, name places."""


class TitleReader:
    """Reads vacancy titles with a book, the words that say nothing, the words of rank, and the names of places."""

    def __init__(
        self,
        book: TitleBook,
        noise: Iterable[str],
        ranks: Mapping[str, Rank],
        places: PlacesIn,
        no_job: Iterable[str] = (),
    ) -> None:
        """Keep the tables; ``no_job`` are phrases that name a person, a schooling or a form of contract."""
        self._book = book
        self._no_job = PhraseBook(dict.fromkeys(no_job, True))
        self._places = places
        self._noise = frozenset(noise)
        self._ranks = ranks

    def read(self, title: str) -> tuple[Reading, float, frozenset[Rank]] | None:
        """Return the best reading, its confidence in 0..1, and the ranks in the words beside it; None without any.

        The confidence is the title's weight times the root of the share of telling words that it covers.
        """
        words = self._words(title)
        best = self._best(words)
        if best is None:
            return None
        beside = [word for word in words if word not in best.words]
        share = len(best.words) / (len(best.words) + sum(not word.aside for word in beside))
        return best, best.weight * math.sqrt(share), frozenset(word.rank for word in beside if word.rank)

    def telling(self, title: str) -> tuple[str, ...]:
        """Return the words of a title that say something of the work or of rank; all of them where none does.

        A place or an empty word that a known title has says what that title does: ``tukang batu`` is no place.
        """
        words = self._words(title)
        best = self._best(words)
        known = best.words if best is not None else ()
        said = tuple(word.text for word in words if word.rank or not word.aside or word in known)
        return said or tuple(word.text for word in words)

    def names_no_job(self, title: str) -> bool:
        """Return whether ``title`` holds no known title and nothing but words that name no job.

        Such words are noise, places, ranks, persons, schooling, forms of contract (``internship``) and single letters.
        """
        words = self._words(title)
        if self._best(words) is not None:
            return False
        found = self._no_job.find([word.text for word in words])
        covered = {at for hit in found for at in range(hit.start, hit.end)}
        return all(at in covered or word.aside or len(word.text) == 1 for at, word in enumerate(words))

    def _best(self, words: Sequence[Word]) -> Reading | None:
        told = [word for word in words if word.rank or not word.aside]
        found = [*self._book.readings(words), *(self._book.readings(told) if len(told) < len(words) else ())]
        return max(found, key=lambda reading: reading.merit, default=None)

    def _words(self, title: str) -> tuple[Word, ...]:
        texts = normalise(title).split()
        places = self._places(texts)
        return tuple(self._word(text, at in places) for at, text in enumerate(texts))

    def _word(self, text: str, is_place: bool) -> Word:
        rank = self._ranks.get(text)
        return Word(text, fold(text), bool(is_place or rank or text in self._noise or text.isdigit()), rank)


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Return ``word`` with double letters single and without a plural s, as hasty writing mixes them."""
    single = _DOUBLE.sub(r"\1", word)
    return single[:-1] if len(single) >= _PLURAL_FROM and single.endswith("s") else single


def letters(words: Iterable[str]) -> str:
    """Return the key of folded ``words`` for all spellings with other spaces between them."""
    return "".join(words)


def any_order(words: Iterable[str]) -> str:
    """Return the key of two or more folded ``words`` for all their orders."""
    return " ".join(sorted(words))
