"""Words as they are read: drawn out letters, missing and additional blanks, misspellings; each with what was typed."""

from collections.abc import Iterator, Sequence

import msgspec

from search.lexicon.lexicon import Lexicon
from search.lexicon.masks import mask
from search.reading import markers
from search.reading.automaton import Automaton
from search.reading.colloquial import plainly
from search.reading.extras import Extras
from search.reading.spelling import CORRECTED, Speller
from search.vocabulary import Kind

WRITTEN_OTHERWISE = 0.95
"""How sure a concept remains when blanks or drawn out letters were put right: nothing was guessed."""
_SHORTEST_JOINED, _SHORTEST_APART, _SHORTEST_HALF = 6, 7, 3
_LONGEST_APART = 40
_JOBS = (Kind.OCCUPATION, Kind.EMPLOYMENT_TYPE)
_JOB_BITS = mask(_JOBS)
_PLAIN = markers.STEERING | markers.NAMES | markers.EVERYDAY
_SURE = 0.6
_FAR_OFTENER = 5
"""So many times as often as the others must vacancies name the job that a slip is taken for."""
_PLACES = mask((Kind.REGION, Kind.DISTRICT))


class Token(msgspec.Struct, frozen=True):
    """A word as it is read and as it was typed (nothing, where a blank was missing); ``sure`` is in 0..1."""

    word: str
    typed: str
    sure: float = 1.0


class Wording:
    """Reads words with a lexicon."""

    def __init__(
        self, lexicon: Lexicon, automaton: Automaton, speller: Speller, places: Speller, *, tolerant: bool
    ) -> None:
        """Read with what ``automaton`` recognises and ``speller`` corrects; not ``tolerant``, words stay as typed.

        ``places`` corrects to names of regions alone, for words behind a preposition.
        """
        self._lexicon = lexicon
        self._words = lexicon.words
        self._automaton = automaton
        self._speller = speller
        self._places = places
        self._tolerant = tolerant

    def read(self, run: Sequence[str], extras: Extras) -> list[Token]:
        """Return the words of ``run`` as they are read."""
        apart = [token for at, word in enumerate(run) for token in self._read(word, run[at - 1] if at else "", extras)]
        return list(self._joined(apart, extras))

    def _read(self, word: str, before: str, extras: Extras) -> Sequence[Token]:
        def known(form: str) -> bool:
            return form in _PLAIN or form in extras or form in self._speller

        if not self._tolerant or known(word) or before in markers.COMPANY or self._is_place(word, before):
            return (Token(word, word),)
        plain = plainly(word, known)
        if known(plain):
            return (Token(plain, word, WRITTEN_OTHERWISE),)
        place = self._misspelt_place(word, before)
        if place:
            return (Token(place, word, CORRECTED),)
        halves = self._apart(plain, word, extras)
        if halves:
            return halves
        # A letter too many may be a slip of the word as it was typed: ``plannnig`` is no ``plannig``.
        spelt = self._spelt(word, plain, extras)
        return (Token(spelt, word, CORRECTED) if spelt else Token(plain, word, WRITTEN_OTHERWISE),)

    def _spelt(self, word: str, plain: str, extras: Extras) -> str | None:
        """Return the word that ``word`` is a misspelling of, written ``plain`` already.

        A job of the same letters (``asles``, sales) is meant rather than another word that is no concept (*asbes*).
        """
        near = self._speller.correct(word) or self._speller.correct(plain)
        if near is not None and self._automaton.meanings(near, extras):
            return near
        job = self._lost(plain)
        return job if job is not None and (near is None or sorted(job) == sorted(plain)) else near

    def _misspelt_place(self, word: str, before: str) -> str | None:
        """Return the region's name that a preposition makes of ``word``: another word as near is not meant then."""
        return self._places.correct(word) if before in markers.PLACE or before in markers.NEAR else None

    def _is_place(self, word: str, before: str) -> bool:
        """Tell whether a preposition makes ``word`` a place; there are names of places near any word."""
        return (before in markers.PLACE or before in markers.NEAR) and bool(self._words.mask(word) & _PLACES)

    def _lost(self, word: str) -> str | None:
        """Return the job that ``word`` is when a letter was lost or two were swapped, or its beginning is a slip.

        Of several jobs that one which vacancies name far oftener than the others together (``ksir``: there are
        cashiers everywhere and hardly any coachmen), else none.
        """
        near = (*self._speller.one_lost(word), *self._speller.begun_otherwise(word))
        jobs = {each: self._usage(each) for each in near if self._is_job(each)}
        best = max(jobs, key=jobs.__getitem__, default=None)
        if best is None:
            return self._begun(word)
        if len(jobs) == 1:
            return best
        return best if jobs[best] > _FAR_OFTENER * (sum(jobs.values()) - jobs[best]) else None

    def _begun(self, word: str) -> str | None:
        """Return the one word of jobs that a longer ``word`` is but for its beginning (``perator produksi``)."""
        long = len(word) >= _SHORTEST_APART
        found = [each for each in self._speller.begun_otherwise(word) if self._words.mask(each) & _JOB_BITS]
        return found[0] if long and len(found) == 1 else None

    def _usage(self, word: str) -> float:
        """Return how many of a thousand vacancies name the job ``word``."""
        listed = self._lexicon.listed(word, _JOB_BITS)
        return 0.0 if listed is None else sum(each.usage for each in self._lexicon.sayings(listed, _JOB_BITS))

    def _is_job(self, word: str) -> bool:
        return any(meaning.kind in _JOBS and meaning.confidence >= _SURE for meaning in self._automaton.meanings(word))

    def _apart(self, word: str, typed: str, extras: Extras) -> Sequence[Token]:
        """Return the two words that ``word`` is: together a concept, or each of them by itself; else nothing."""
        if not (_SHORTEST_APART <= len(word) <= _LONGEST_APART and word.isalpha()):
            return ()
        cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
        halves = [(word[:at], word[at:]) for at in cuts if self._half(word[:at]) and self._half(word[at:])]
        for first, second in halves:
            if self._automaton.meanings(f"{first} {second}", extras):
                return Token(first, typed, WRITTEN_OTHERWISE), Token(second, "", WRITTEN_OTHERWISE)
        both = next((pair for pair in halves if self._both(pair, extras)), ())
        return tuple(Token(half, half, WRITTEN_OTHERWISE) for half in both)

    def _half(self, word: str) -> bool:
        return word in markers.NOISE or word in self._speller

    def _both(self, halves: Sequence[str], extras: Extras) -> bool:
        first, second = halves
        if min(len(first), len(second)) <= _SHORTEST_HALF:
            return False
        said = first in markers.NOISE or bool(self._automaton.meanings(first, extras))
        return said and bool(self._automaton.meanings(second, extras))

    def _joined(self, tokens: Sequence[Token], extras: Extras) -> Iterator[Token]:
        at = 0
        while at < len(tokens):
            pair = tokens[at : at + 2]
            if len(pair) == 2 and self._is_one(pair[0], pair[1], extras):
                typed = " ".join(token.typed for token in pair)
                yield Token(pair[0].word + pair[1].word, typed, WRITTEN_OTHERWISE)
                at += 2
            else:
                yield tokens[at]
                at += 1

    def _is_one(self, first: Token, second: Token, extras: Extras) -> bool:
        """Tell whether two words are one concept with a blank in it; they are none together, nor each by itself."""
        one = first.word + second.word
        if not self._tolerant or len(one) < _SHORTEST_JOINED or not one.isalpha() or not self._is_job(one):
            return False
        meanings = self._automaton.meanings
        if meanings(f"{first.word} {second.word}", extras):
            return False
        return not (meanings(first.word, extras) and meanings(second.word, extras))
