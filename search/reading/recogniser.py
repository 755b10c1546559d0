"""From a query's text to its parts and conditions."""

import functools
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from search.lexicon.lexicon import Lexicon
from search.reading import markers
from search.reading.automaton import Automaton
from search.reading.conditions import Conditions, find_conditions
from search.reading.extras import Extras, Provider, nothing
from search.reading.model import Meaning, Part, Query
from search.reading.money import find_money
from search.reading.pieces import Piece, Sign, cut, shorten
from search.reading.spelling import CORRECTED, QUERIES, Speller, Tolerance
from search.vocabulary import AskedKind, Kind

KINDS = tuple(Kind(kind) for kind in AskedKind)
"""What queries are read for: what other kinds are called is only words to them."""
MOST_PARTS = 16
_KEPT, _LONGEST_KEPT = 2_048, 120
"""How many readings are kept, and of texts of how many signs at most: a few megabytes."""


class Recogniser:
    """Reads queries with one lexicon. Made in no time, used by many threads."""

    def __init__(
        self,
        lexicon: Lexicon,
        kinds: Sequence[Kind] = KINDS,
        tolerance: Tolerance = QUERIES,
        extra_synonyms: Provider = nothing,
    ) -> None:
        """Read with what ``lexicon`` says of ``kinds``; less than all, or no misspellings, shows what each is worth.

        ``extra_synonyms`` is asked at every reading; what it adds takes effect at once, and goes as soon.
        """
        self.version = lexicon.version
        self._automaton = Automaton(lexicon, kinds)
        self._speller = Speller(lexicon.words, kinds, tolerance)
        self._extra_synonyms = extra_synonyms
        # What many ask and what pages of one list repeat is read once; queries cannot change.
        self._read_short = functools.lru_cache(maxsize=_KEPT)(self._read)

    def read(self, text: str) -> Query:
        """Return what ``text`` says. Anything is readable: what is not understood is words, what is too long is cut."""
        extras = self._extra_synonyms()
        return self._read_short(text, extras) if len(text) <= _LONGEST_KEPT else self._read(text, extras)

    def _read(self, text: str, extras: Extras) -> Query:
        short, shortened = shorten(text)
        money = find_money(short.casefold())
        conditions = find_conditions(money.rest)
        pieces = cut(conditions.rest)
        parts = self._parts(pieces.pieces, extras)
        wanted, most = parts[Sign.PLAIN], parts[Sign.PLAIN][:MOST_PARTS]
        query = Query(
            wanted=tuple(most),
            must=tuple(parts[Sign.MUST][:MOST_PARTS]),
            must_not=tuple(parts[Sign.MUST_NOT]),
            money=money.money,
            simplified=shortened or pieces.simplified or len(wanted) > MOST_PARTS,
        )
        return _with_conditions(query, conditions)

    def knows(self, word: str) -> bool:
        """Tell whether ``word`` occurs in any way of saying a concept, so that it is no misspelling."""
        return word in self._speller or word in self._extra_synonyms()

    def exactly(self, words: str) -> tuple[Meaning, ...]:
        """Return what exactly these normalised words may mean."""
        return self._automaton.meanings(words, self._extra_synonyms())

    def _parts(self, pieces: Iterable[Piece], extras: Extras) -> dict[Sign, list[Part]]:
        found: dict[Sign, list[Part]] = {sign: [] for sign in Sign}
        run: list[str] = []
        for piece in pieces:
            if piece.sign is Sign.PLAIN and not piece.quoted:
                run.extend(piece.words)
                continue
            self._close(run, found, extras)
            run = []
            found[piece.sign].append(self._whole(piece, extras))
        self._close(run, found, extras)
        return {sign: _distinct(parts) for sign, parts in found.items()}

    def _whole(self, piece: Piece, extras: Extras) -> Part:
        words = " ".join(piece.words)
        return Part(words=words, meanings=self._automaton.meanings(words, extras), quoted=piece.quoted)

    def _close(self, run: Sequence[str], found: dict[Sign, list[Part]], extras: Extras) -> None:
        negated = placed = near = False
        before = ""
        for part in self._recognised(run, extras):
            word = part.words
            if not part.meanings and word in markers.NEGATION:
                negated = True
                continue
            if not part.meanings and (word in markers.PLACE or word in markers.NEAR):
                placed, near = True, near or word in markers.NEAR
                continue
            if part.meanings or word not in markers.NOISE:
                sign = Sign.MUST_NOT if negated else Sign.PLAIN
                found[sign].append(_settled(part, before, placed=placed, near=near))
                negated = placed = near = False
                before = word

    def _recognised(self, run: Sequence[str], extras: Extras) -> Iterator[Part]:
        """Yield the parts of a run of plain words; misspelt words are corrected where nothing is recognised."""
        spelt = [self._spelt(word, extras) for word in run]
        at = 0
        for match in self._automaton.find(spelt, extras):
            yield from (self._word(run[place], spelt[place]) for place in range(at, match.start))
            typed = " ".join(run[match.start : match.end])
            wrong = typed != " ".join(spelt[match.start : match.end])
            meanings = _less_sure(match.meanings) if wrong else match.meanings
            yield Part(words=match.surface, meanings=meanings, typed=typed if wrong else None)
            at = match.end
        yield from (self._word(run[place], spelt[place]) for place in range(at, len(run)))

    def _spelt(self, word: str, extras: Extras) -> str:
        if (
            word in extras
            or word in markers.NOISE
            or word in markers.PLACE
            or word in markers.NEAR
            or word in markers.NEGATION
        ):
            return word
        return self._speller.correct(word) or word

    def _word(self, typed: str, spelt: str) -> Part:
        return Part(words=spelt, typed=typed if typed != spelt else None)


def _less_sure(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    return tuple(Meaning(meaning.kind, meaning.code, meaning.confidence * CORRECTED) for meaning in meanings)


def _settled(part: Part, before: str, *, placed: bool, near: bool) -> Part:
    """Decide between meanings by the words before: a preposition makes a place, a teacher's school is no level."""
    meanings = part.meanings
    if placed and part.of(Kind.REGION):
        meanings = part.of(Kind.REGION)
    elif before.rpartition(" ")[2] in markers.SCHOOL_WORK:
        meanings = tuple(meaning for meaning in meanings if meaning.kind is not Kind.EDUCATION)
    return msgspec.structs.replace(part, meanings=meanings, placed=placed and bool(meanings), near=near)


def _distinct(parts: Iterable[Part]) -> list[Part]:
    first: dict[str, Part] = {}
    for part in parts:
        first.setdefault(part.words, part)
    return list(first.values())


def _with_conditions(query: Query, conditions: Conditions) -> Query:
    return msgspec.structs.replace(
        query,
        experience_months=conditions.experience_months,
        fresh_graduate=conditions.fresh_graduate,
        remote=conditions.remote,
        disability_friendly=conditions.disability_friendly,
    )
