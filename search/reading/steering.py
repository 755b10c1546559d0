"""What the words before a part make of it: prepositions, negations, ``atau``."""

import re
from collections.abc import Iterator

import msgspec

from search.reading import markers
from search.reading.model import Part
from search.reading.pieces import Sign
from search.vocabulary import Kind

_YEAR = re.compile(r"20[2-3]\d")


class Placed(msgspec.Struct, frozen=True):
    """A part and what is asked of it. ``needless``: it is expressly not asked for (``tidak harus s1``)."""

    part: Part
    sign: Sign
    needless: bool = False


class State(msgspec.Struct):
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


def taken(part: Part, state: State) -> Iterator[Placed]:
    """Yield what ``part`` adds to what is said; a word that steers adds nothing yet."""
    if not part.meanings and part.words in markers.OUTSIDE:
        yield from beyond_nothing(state)
        state.outside = part
    elif not part.meanings and (_is_year(part, state) or _steers(part.words, state)):
        if state.joined:
            yield from beyond_nothing(state)
    else:
        if state.outside and part.of(Kind.REGION):
            state.negated, state.placed, state.outside = True, True, None
        yield from beyond_nothing(state)
        yield placed_by(part, state)


def beyond_nothing(state: State) -> Iterator[Placed]:
    """Yield the word for *outside of* as a word when no place came after it."""
    if state.outside:
        part, state.outside = state.outside, None
        yield placed_by(part, state)


def _is_year(part: Part, state: State) -> bool:
    """Tell whether ``part`` is the year in which somebody searches; behind a skill it is a version's."""
    if not _YEAR.fullmatch(part.words):
        return False
    return state.last is None or not state.last.part.of(Kind.SKILL) or state.last.part.of(Kind.OCCUPATION) != ()


def _steers(word: str, state: State) -> bool:
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


def placed_by(part: Part, state: State) -> Placed:
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


def _is_joined(part: Part, state: State) -> bool:
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


def _settled(part: Part, state: State) -> Part:
    """Decide between meanings by the words before: a preposition makes a place, a teacher's school is no level."""
    meanings = part.meanings
    if state.placed and part.of(Kind.REGION):
        meanings = part.of(Kind.REGION)
    elif state.before.rpartition(" ")[2] in markers.SCHOOL_WORK:
        meanings = tuple(meaning for meaning in meanings if meaning.kind is not Kind.EDUCATION)
    others = tuple(meaning for meaning in part.meanings if meaning not in meanings)
    placed = state.placed and bool(part.of(Kind.REGION))
    return msgspec.structs.replace(part, meanings=meanings, others=others, placed=placed, near=state.near)
