"""Plain words in a row: concepts, and what the words before them make of them (prepositions, negations, ``atau``)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from search.lexicon.lexicon import Lexicon
from search.reading import markers
from search.reading.automaton import Automaton, Match
from search.reading.extras import Extras
from search.reading.markers import Cue
from search.reading.model import Meaning, Part
from search.reading.pieces import Sign
from search.reading.wording import Token, Wording
from search.vocabulary import Kind

_MOST_PLACES = 3
"""A district's name that so many regencies share is none's."""
_REGENCY = len("31.74")
_SURE_JOB = 0.6
"""How surely words beside an ampersand must be jobs for it to join two."""
_YEAR = re.compile(r"20[2-3]\d")
_LONG_NAME = 3
"""Names of so many words may have a comma in them."""


class Placed(msgspec.Struct, frozen=True):
    """A part and what is asked of it. ``needless``: it is expressly not asked for (``tidak harus s1``)."""

    part: Part
    sign: Sign
    needless: bool = False


class _State(msgspec.Struct):
    """What the words so far make of the next part."""

    negated: bool = False
    needless: bool = False
    placed: bool = False
    near: bool = False
    joined: str = ""
    company: str = ""
    outside: Part | None = None
    before: str = ""
    last: Placed | None = None


class Runs:
    """Reads runs of plain words."""

    def __init__(self, lexicon: Lexicon, automaton: Automaton, wording: Wording) -> None:
        """Read with ``automaton``'s concepts; names of districts in ``lexicon`` count behind a preposition only."""
        self._automaton = automaton
        self._wording = wording
        self._districts = Automaton(lexicon, (Kind.DISTRICT,))

    def read(self, run: Sequence[str], extras: Extras) -> tuple[list[Placed], bool]:
        """Return the parts of ``run`` in order, and whether it ends in a negation of what follows."""
        state, found = _State(), list[Placed]()
        for stretch, cue in _stretches(markers.without_asking(run)):
            for part in self._recognised(stretch, extras):
                found.extend(_taken(part, state))
            state.negated = state.negated or cue is Cue.DENIED
            state.needless = state.needless or cue is Cue.NEEDLESS
        if state.needless and state.last and found:
            found[-1] = msgspec.structs.replace(state.last, needless=True)
        found.extend(_beyond_nothing(state))
        if state.company:
            # Nothing came after it: it is all that is known of the name.
            found.append(_placed(Part(words=state.company), state))
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


def _taken(part: Part, state: _State) -> Iterator[Placed]:
    """Yield what ``part`` adds to what is said; a word that steers adds nothing yet."""
    if not part.meanings and part.words in markers.OUTSIDE:
        yield from _beyond_nothing(state)
        state.outside = part
    elif not part.meanings and (_is_year(part, state) or _steers(part.words, state)):
        if state.joined:
            yield from _beyond_nothing(state)
    else:
        if state.outside and part.of(Kind.REGION):
            state.negated, state.placed, state.outside = True, True, None
        yield from _beyond_nothing(state)
        yield _placed(part, state)


def _beyond_nothing(state: _State) -> Iterator[Placed]:
    """Yield the word for *outside of* as a word when no place came after it."""
    if state.outside:
        part, state.outside = state.outside, None
        yield _placed(part, state)


def _is_year(part: Part, state: _State) -> bool:
    """Tell whether ``part`` is the year in which somebody searches; behind a skill it is a version's."""
    if not _YEAR.fullmatch(part.words):
        return False
    return state.last is None or not state.last.part.of(Kind.SKILL) or state.last.part.of(Kind.OCCUPATION) != ()


def _steers(word: str, state: _State) -> bool:
    """Tell whether ``word`` only says something about what follows, and note what."""
    if word in markers.LANDMARK and state.near:
        return True
    if word in markers.NEGATION:
        state.negated = True
    elif word in markers.PLACE or word in markers.NEAR:
        state.placed, state.near = True, state.near or word in markers.NEAR
    elif word in markers.OR or word in markers.AND:
        state.joined = "or" if word in markers.OR else "and"
    elif word in (markers.SEPARATOR, markers.AMPERSAND):
        state.joined = word
    elif word in markers.COMPANY:
        state.company = word
    else:
        return word in markers.NOISE
    return True


def _placed(part: Part, state: _State) -> Placed:
    """Return ``part`` with what the words before it make of it, and begin anew."""
    settled = _settled(part, state)
    last = state.last if _is_joined(part, state) else None
    negated = state.negated or (last is not None and last.sign is Sign.MUST_NOT)
    needless = state.needless or (last is not None and last.needless)
    sign = Sign.MUST_NOT if negated else Sign.PLAIN
    either = last is not None and not negated and _are_alternatives(last.part, part, state.joined)
    placed = Placed(msgspec.structs.replace(settled, either=either), sign, needless)
    state.negated = state.needless = state.placed = state.near = False
    state.joined, state.company, state.before, state.last = "", "", part.words, placed
    return placed


def _is_joined(part: Part, state: _State) -> bool:
    """Tell whether ``part`` goes on with the part before it: joined by a word, or a list of occupations.

    What comes after a comma is no longer ruled out (``gak mau jadi sales, admin aja``).
    """
    if not state.joined or state.last is None:
        return False
    if state.joined != markers.SEPARATOR:
        return _alike(state.last.part, part)
    listed = bool(state.last.part.of(Kind.OCCUPATION) and part.of(Kind.OCCUPATION))
    return listed and state.last.sign is Sign.PLAIN and not state.last.needless


def _are_alternatives(first: Part, second: Part, joined: str) -> bool:
    """Tell whether one of two joined parts is enough: of jobs with an ampersand between them it is."""
    if joined == markers.AMPERSAND:
        return bool(first.of(Kind.OCCUPATION) and second.of(Kind.OCCUPATION))
    return joined != "and"


def _alike(first: Part, second: Part) -> bool:
    """Tell whether ``atau`` and ``dan`` between two parts join them: both mean something of a kind, or nothing."""
    kinds = {meaning.kind for meaning in first.meanings}
    return not (kinds or second.meanings) or any(meaning.kind in kinds for meaning in second.meanings)


def _settled(part: Part, state: _State) -> Part:
    """Decide between meanings by the words before: a preposition makes a place, a teacher's school is no level."""
    meanings = part.meanings
    if state.placed and part.of(Kind.REGION):
        meanings = part.of(Kind.REGION)
    elif state.before.rpartition(" ")[2] in markers.SCHOOL_WORK:
        meanings = tuple(meaning for meaning in meanings if meaning.kind is not Kind.EDUCATION)
    others = tuple(meaning for meaning in part.meanings if meaning not in meanings)
    placed = state.placed and bool(part.of(Kind.REGION))
    return msgspec.structs.replace(part, meanings=meanings, others=others, placed=placed, near=state.near)
