"""From a query's text to its parts and conditions."""

import functools
from collections.abc import Callable, Iterable, Sequence

import msgspec

from search.answer import Money
from search.lexicon.lexicon import Lexicon
from search.reading.automaton import Automaton
from search.reading.cleaning import plain_letters, shorten
from search.reading.conditions import Conditions, find_conditions
from search.reading.extras import Extras, Provider, nothing
from search.reading.model import Meaning, Part, Query
from search.reading.money import Found, find_money
from search.reading.passing import pass_over
from search.reading.pieces import Piece, Sign, cut, hold
from search.reading.running import Runs
from search.reading.shorthand import written_out
from search.reading.spelling import QUERIES, Speller, Tolerance
from search.reading.steering import Placed
from search.reading.wording import Wording
from search.vocabulary import AskedKind, Kind

KINDS = tuple(Kind(kind) for kind in AskedKind)
"""What queries are read for: what other kinds are called is only words to them."""
MOST_PARTS = 16
_KEPT, _LONGEST_KEPT = 2_048, 120
"""How many readings are kept, and of texts of how many signs at most: a few megabytes."""
_SURE_JOB = 0.6
"""How surely something between strokes must be a job for them to mean *or*."""
_SHORTEST_JOB = 3
MinimumWage = Callable[[str], int | None]
"""Returns the minimum wage of a region by its code, in rupiah a month; None if none is known."""


class _Parts(msgspec.Struct):
    """The parts found so far, by what is asked of them."""

    wanted: list[Part] = []
    must: list[Part] = []
    must_not: list[Part] = []
    needless: list[str] = []

    def add(self, placed: Placed) -> None:
        """Add a part; what was already said counts once."""
        if placed.needless:
            self.needless.append(placed.part.words)
            return
        signed = {Sign.PLAIN: self.wanted, Sign.MUST: self.must, Sign.MUST_NOT: self.must_not}[placed.sign]
        if all(part.words != placed.part.words for part in signed):
            signed.append(placed.part)


class Recogniser:
    """Reads queries with one lexicon. Made in no time, used by many threads."""

    def __init__(
        self,
        lexicon: Lexicon,
        kinds: Sequence[Kind] = KINDS,
        tolerance: Tolerance = QUERIES,
        extra_synonyms: Provider = nothing,
        minimum_wage: MinimumWage = lambda _region: None,
    ) -> None:
        """Read with what ``lexicon`` says of ``kinds``; less than all, or no misspellings, shows what each is worth.

        ``extra_synonyms`` is asked at every reading; what it adds takes effect at once, and goes as soon.
        """
        self.version = lexicon.version
        self._automaton = Automaton(lexicon, kinds)
        self._speller = Speller(lexicon.words, kinds, tolerance)
        tolerant = tolerance.one_from <= QUERIES.one_from
        places = Speller(lexicon.words, [kind for kind in kinds if kind is Kind.REGION], tolerance)
        wording = Wording(lexicon, self._automaton, self._speller, places, tolerant=tolerant)
        self._runs = Runs(lexicon, self._automaton, wording)
        self._extra_synonyms = extra_synonyms
        self._minimum_wage = minimum_wage
        # What many ask and what pages of one list repeat is read once; queries cannot change.
        self._read_short = functools.lru_cache(maxsize=_KEPT)(self._read)

    def read(self, text: str) -> Query:
        """Return what ``text`` says. Anything is readable: what is not understood is words, what is too long is cut."""
        extras = self._extra_synonyms()
        return self._read_short(text, extras) if len(text) <= _LONGEST_KEPT else self._read(text, extras)

    def _read(self, text: str, extras: Extras) -> Query:
        short, shortened = shorten(text)
        held = hold(plain_letters(short))
        pay = find_money(written_out(held.text))
        conditions = find_conditions(pay.rest)
        passed = pass_over(conditions.rest)
        pieces = cut(held.back(passed.rest), lambda items: self._are_jobs(items, extras))
        parts = self._parts(pieces.pieces, extras)
        money, unpaid = self._money(pay, parts.wanted)
        query = Query(
            wanted=_most(parts.wanted),
            must=tuple(parts.must[:MOST_PARTS]),
            must_not=tuple(parts.must_not),
            money=money,
            passed_over=(*pay.passed_over, *unpaid, *passed.passed_over, *parts.needless),
            simplified=shortened or pieces.simplified or len(parts.wanted) > MOST_PARTS,
        )
        return _with_conditions(query, conditions)

    def knows(self, word: str) -> bool:
        """Tell whether ``word`` occurs in any way of saying a concept, so that it is no misspelling."""
        return word in self._speller or word in self._extra_synonyms()

    def exactly(self, words: str) -> tuple[Meaning, ...]:
        """Return what exactly these normalised words may mean."""
        return self._automaton.meanings(words, self._extra_synonyms())

    def _are_jobs(self, items: Sequence[str], extras: Extras) -> bool:
        """Tell whether each of ``items`` is surely a job, and all of them together are nothing by themselves.

        Two letters are rather part of one name (``ui/ux designer``, ``qa/qc engineer``).
        """
        if min(map(len, items)) < _SHORTEST_JOB or self._automaton.meanings(" ".join(items), extras):
            return False
        return all(any(_is_job(each) for each in self._automaton.meanings(item, extras)) for item in items)

    def _parts(self, pieces: Sequence[Piece], extras: Extras) -> _Parts:
        parts, run, at = _Parts(), list[str](), 0
        while at < len(pieces):
            piece = pieces[at]
            at += 1
            if piece.sign is Sign.PLAIN and not piece.quoted:
                run.extend(piece.words)
                continue
            negated = self._close(run, parts, extras)
            run = []
            words, more = self._signed_words(pieces, at, extras)
            at += more
            sign = Sign.MUST_NOT if negated and piece.sign is Sign.PLAIN else piece.sign
            parts.add(Placed(self._whole(words, extras, quoted=piece.quoted), sign))
        self._close(run, parts, extras)
        return parts

    def _close(self, run: Sequence[str], parts: _Parts, extras: Extras) -> bool:
        """Add what plain words in a row say; tell whether they end in a negation of what follows."""
        found, negated = self._runs.read(run, extras)
        for placed in found:
            parts.add(placed)
        return negated

    def _signed_words(self, pieces: Sequence[Piece], at: int, extras: Extras) -> tuple[tuple[str, ...], int]:
        """Return the words of the piece before ``at`` and how many pieces after it belong to it.

        ``-customer service`` rules out that job, as *customer* by itself is none; ``-sales admin`` is without sales.
        """
        piece = pieces[at - 1]
        words = piece.words
        if piece.quoted or self._automaton.meanings(" ".join(words), extras):
            return words, 0
        for size in (1, 2):
            after = pieces[at : at + size]
            if len(after) == size and all(each.sign is Sign.PLAIN and not each.quoted for each in after):
                longer = (*words, *(word for each in after for word in each.words))
                if self._automaton.meanings(" ".join(longer), extras):
                    return longer, size
        return words, 0

    def _whole(self, words: Iterable[str], extras: Extras, *, quoted: bool) -> Part:
        text = " ".join(words)
        return Part(words=text, meanings=self._automaton.meanings(text, extras), quoted=quoted)

    def _money(self, pay: Found, wanted: Iterable[Part]) -> tuple[Money | None, tuple[str, ...]]:
        """Return the pay that is asked for; the minimum wage is the least of the places that are named."""
        if pay.wage is None:
            return pay.money, ()
        places = (meaning.code for part in wanted for meaning in part.chosen() if meaning.kind is Kind.REGION)
        wages = [wage for code in places if (wage := self._minimum_wage(code)) is not None]
        return (Money(words=pay.wage, minimum=min(wages)), ()) if wages else (None, (pay.wage,))


def _is_job(meaning: Meaning) -> bool:
    return meaning.kind is Kind.OCCUPATION and meaning.confidence >= _SURE_JOB


def _most(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return as many parts as are searched for, in order; of too many rather those that mean something."""
    if len(parts) <= MOST_PARTS:
        return tuple(parts)
    kept = sorted(range(len(parts)), key=lambda at: (not parts[at].meanings, at))[:MOST_PARTS]
    return tuple(parts[at] for at in sorted(kept))


def _with_conditions(query: Query, conditions: Conditions) -> Query:
    return msgspec.structs.replace(
        query,
        experience_months=conditions.experience_months,
        fresh_graduate=conditions.fresh_graduate,
        remote=conditions.remote,
        disability_friendly=conditions.disability_friendly,
    )
