"""Plain words in a row: concepts, and districts behind a preposition; `search.reading.steering` tells what they say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from search.lexicon.lexicon import Lexicon
from search.reading import markers
from search.reading.automaton import Automaton, Match
from search.reading.extras import Extras
from search.reading.markers import Cue
from search.reading.model import Meaning, Part
from search.reading.steering import Placed, State, beyond_nothing, placed_by, taken
from search.reading.wording import Token, Wording
from search.vocabulary import Kind

_MOST_PLACES = 3
"""A district's name that so many regencies share is none's."""
_REGENCY = len("31.74")
_SURE_JOB = 0.6
"""How surely words beside an ampersand must be jobs for it to join two."""
_LONG_NAME = 3
"""Names of so many words may have a comma in them."""


class Runs:
    """Reads runs of plain words."""

    def __init__(self, lexicon: Lexicon, automaton: Automaton, wording: Wording) -> None:
        """Read with ``automaton``'s concepts; names of districts in ``lexicon`` count behind a preposition only."""
        self._automaton = automaton
        self._wording = wording
        self._districts = Automaton(lexicon, (Kind.DISTRICT,))

    def read(self, run: Sequence[str], extras: Extras) -> tuple[list[Placed], bool]:
        """Return the parts of ``run`` in order, and whether it ends in a negation of what follows."""
        state, found = State(), list[Placed]()
        for stretch, cue in _stretches(markers.without_asking(run)):
            for part in self._recognised(stretch, extras):
                found.extend(taken(part, state))
            state.negated = state.negated or cue is Cue.DENIED
            state.needless = state.needless or cue is Cue.NEEDLESS
        if state.needless and state.last and found:
            found[-1] = msgspec.structs.replace(state.last, needless=True)
        found.extend(beyond_nothing(state))
        if state.company:
            # Nothing came after it: it is all that is known of the name.
            found.append(placed_by(Part(words=state.company), state))
        return found, state.negated

    def _recognised(self, run: Sequence[str], extras: Extras) -> Iterator[Part]:
        tokens = self._without_commas_in_names(self._ampersands(self._wording.read(run, extras), extras), extras)
        at = 0
        for match in self._automaton.find([token.word for token in tokens], extras):
            yield from self._unmatched(tokens[at : match.start])
            yield _concept(match, tokens[match.start : match.end])
            at = match.end
        yield from self._unmatched(tokens[at:])

    def _without_commas_in_names(self, tokens: Sequence[Token], extras: Extras) -> Sequence[Token]:
        """Return ``tokens`` without the separators within a long name (*pengemudi mobil, taksi, dan van*)."""
        places = [at for at, token in enumerate(tokens) if token.word != markers.SEPARATOR]
        if len(places) == len(tokens):
            return tokens
        words = [tokens[at].word for at in places]
        within: set[int] = set()
        for match in self._automaton.find(words, extras):
            if match.end - match.start >= _LONG_NAME and match.surface == " ".join(words[match.start : match.end]):
                within.update(range(places[match.start], places[match.end - 1]))
        return [token for at, token in enumerate(tokens) if token.word != markers.SEPARATOR or at not in within]

    def _ampersands(self, tokens: Sequence[Token], extras: Extras) -> Sequence[Token]:
        """Return ``tokens`` without the ampersands within a name that is listed without one.

        Between two jobs it stays, so that it joins them as a stroke does, whatever both words are together.
        """
        places = [at for at, token in enumerate(tokens) if token.word != markers.AMPERSAND]
        if len(places) == len(tokens):
            return tokens
        words = [tokens[at].word for at in places]
        within: set[int] = set()
        for match in self._automaton.find(words, extras):
            if match.surface == " ".join(words[match.start : match.end]):
                inside = {places[match.start] + size for size in range(places[match.end - 1] - places[match.start])}
                apart = [at for at in inside.difference(places) if not self._joins_jobs(tokens, at, extras)]
                within.update(apart)
        listed = {at for match in self._listed_with(tokens, extras) for at in range(match.start, match.end)}
        return [token for at, token in enumerate(tokens) if at not in within or at in listed]

    def _listed_with(self, tokens: Sequence[Token], extras: Extras) -> Iterable[Match]:
        return self._automaton.find([token.word for token in tokens], extras)

    def _joins_jobs(self, tokens: Sequence[Token], at: int, extras: Extras) -> bool:
        """Tell whether the words on both sides of ``at`` are surely jobs."""
        beside = (self._automaton.meanings(token.word, extras) for token in (tokens[at - 1], tokens[at + 1]))
        return all(
            any(each.kind is Kind.OCCUPATION and each.confidence >= _SURE_JOB for each in found) for found in beside
        )

    def _unmatched(self, tokens: Sequence[Token]) -> Iterator[Part]:
        """Yield words without a concept one by one; behind a preposition they may be a district."""
        at = 0
        while at < len(tokens):
            behind = at > 0 and tokens[at - 1].word in markers.PLACE | markers.NEAR
            district = self._district(tokens[at:]) if behind else None
            if district is None:
                yield _word(tokens[at])
                at += 1
            else:
                part, size = district
                yield part
                at += size

    def _district(self, tokens: Sequence[Token]) -> tuple[Part, int] | None:
        found = self._districts.find([token.typed for token in tokens if token.typed])
        if not found or found[0].start or found[0].surface in markers.STEERING:
            return None
        meanings = _regencies(found[0].meanings)
        return (Part(words=found[0].surface, meanings=meanings), found[0].end) if meanings else None


def _stretches(run: Sequence[str]) -> Iterator[tuple[Sequence[str], Cue | None]]:
    """Yield the words up to each cue with it, then the rest."""
    begun = at = 0
    while at < len(run):
        cue = markers.cue(run[at : at + markers.WORDS_OF_A_CUE])
        if cue is None:
            at += 1
            continue
        yield run[begun:at], cue
        begun = at = at + markers.WORDS_OF_A_CUE
    yield run[begun:], None


def _regencies(districts: Iterable[Meaning]) -> tuple[Meaning, ...]:
    """Return the regencies that ``districts`` lie in, the surest first; none if there are too many."""
    sure: dict[str, float] = defaultdict(float)
    for district in districts:
        sure[district.code[:_REGENCY]] += district.confidence
    if len(sure) > _MOST_PLACES:
        return ()
    total = sum(sure.values())
    meanings = (Meaning(Kind.REGION, code, weight / total) for code, weight in sure.items())
    return tuple(sorted(meanings, key=lambda meaning: (-meaning.confidence, meaning.code)))


def _concept(match: Match, tokens: Sequence[Token]) -> Part:
    sure = min(token.sure for token in tokens)
    typed = " ".join(token.typed for token in tokens if token.typed)
    wrong = typed != " ".join(token.word for token in tokens)
    meanings = tuple(Meaning(each.kind, each.code, each.confidence * sure) for each in match.meanings)
    return Part(words=match.surface, meanings=meanings, typed=typed if wrong and typed else None)


def _word(token: Token) -> Part:
    return Part(words=token.word, typed=token.typed if token.typed not in ("", token.word) else None)
