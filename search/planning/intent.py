"""What a search is after, before it becomes a plan: still in terms of criteria, so that it can be loosened."""

from collections.abc import Callable, Iterable, Sequence
from math import ceil

import msgspec

from search import analysis
from search.knowledge import Knowledge
from search.plan import Clause, CodeField, Codes, Leaf, TextField, Words
from search.planning.boosts import boosts
from search.planning.conditions import conditions, experience_demanded, meant_by_sign, signed
from search.planning.leaves import LEAST_SURE, clause
from search.reading.model import Part, Query
from search.request import Criteria
from search.vocabulary import Kind
from search.weights import weights


class Said(msgspec.Struct, frozen=True):
    """Words of the query as they were read, and their clause."""

    words: str
    clause: Clause


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """``said`` are criteria from the words, ``asked`` those chosen; both hold, and only ``asked`` are facets' own.

    ``clauses`` need coverage; ``terms`` are those of them that are not quoted, ``unknown`` those that are no concept,
    ``skills`` those that mean skills and no occupation. ``must`` and ``must_not`` are the searcher's signs; ``types``
    are contract types that were named in words, ``conditions`` other conditions in words.
    ``place_words``: a place that was named without a preposition may also be a word of the title (``masakan padang``,
    ``sales area bandung``).
    """

    clauses: tuple[Clause, ...] = ()
    terms: tuple[Said, ...] = ()
    unknown: tuple[Said, ...] = ()
    skills: tuple[Said, ...] = ()
    must: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    place_words: tuple[Leaf, ...] = ()
    types: tuple[Clause, ...] = ()
    conditions: tuple[Clause, ...] = ()
    said: Criteria = Criteria()
    asked: Criteria = Criteria()
    boosts: tuple[Leaf, ...] = ()

    @property
    def minimum(self) -> int:
        """Return how many clauses must admit: all of two, all but one of three or four, three quarters above."""
        count = len(self.clauses)
        return count if count <= 2 else count - 1 if count <= 4 else ceil(count * 0.75)


def intent(query: Query, asked: Criteria, knowledge: Knowledge) -> Intent:
    """Return what ``query`` together with the chosen criteria is after."""
    sorted_parts = _Sorted(query.wanted, knowledge)
    employer = _whole(sorted_parts.terms)
    saying = _alternatives(part for part in sorted_parts.terms if not _says_nothing(part))
    clauses = [_either(parts, knowledge, employer) for parts in saying]
    return Intent(
        clauses=tuple(clauses),
        terms=tuple(_saying(saying, clauses, _is_any)),
        unknown=tuple(_saying(saying, clauses, _is_unknown)),
        skills=tuple(_saying(saying, clauses, _is_skill)),
        must=tuple(clause for part in _demanded(query) for clause in _signed(part, knowledge)),
        must_not=tuple(clause for part in query.must_not for clause in _signed(part, knowledge)),
        place_words=tuple(_place_words(sorted_parts.places)),
        types=tuple(_either(parts, knowledge) for parts in _alternatives(sorted_parts.types)),
        conditions=tuple(conditions(query)),
        said=_said(query, sorted_parts, knowledge),
        asked=asked,
        boosts=(*_places(sorted_parts.places), *_wishes(query, sorted_parts), *boosts(sorted_parts.terms)),
    )


class _Sorted:
    """The parts of a query by what they do."""

    def __init__(self, parts: Iterable[Part], knowledge: Knowledge) -> None:
        self.terms: list[Part] = []
        self.places: list[Part] = []
        self.types: list[Part] = []
        self.levels: list[Part] = []
        for part in parts:
            self._list_of(part, knowledge).append(part)

    def _list_of(self, part: Part, knowledge: Knowledge) -> list[Part]:
        best = part.meanings[0].kind if part.meanings else None
        if part.is_place():
            return self.places
        if best is Kind.EMPLOYMENT_TYPE:
            return self.types
        if best is Kind.EDUCATION and any(m.code in knowledge.education_ranks for m in part.of(Kind.EDUCATION)):
            return self.levels
        return self.terms


def _clause(part: Part, knowledge: Knowledge, employer: Sequence[str] = ()) -> Clause:
    unknown = not any(knowledge.recogniser.knows(word) for word in part.words.split())
    return clause(part, fuzzy=unknown and not part.quoted, employer=employer)


def _signed(part: Part, knowledge: Knowledge) -> tuple[Clause, ...]:
    """Return what a sign before ``part`` demands or rules out: its conditions, else what it surely means."""
    return signed(part) or (_clause(meant_by_sign(part), knowledge),)


def _demanded(query: Query) -> Iterable[Part]:
    """Yield the demanded parts that clauses stand for; experience is a criterion."""
    return (part for part in query.must if experience_demanded((part,)) is None)


def _alternatives(parts: Iterable[Part]) -> list[list[Part]]:
    """Return ``parts`` in groups of which one is wanted (``kasir atau pramuniaga``); most are alone in theirs."""
    groups: list[list[Part]] = []
    for part in parts:
        if part.either and groups:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _either(parts: Sequence[Part], knowledge: Knowledge, employer: Sequence[str] = ()) -> Clause:
    """Return the clause that any of ``parts`` meets."""
    leaves = (leaf for part in parts for leaf in _clause(part, knowledge, employer).leaves)
    return Clause(tuple(dict.fromkeys(leaves)))


def _saying(
    groups: Sequence[Sequence[Part]], clauses: Sequence[Clause], wanted: Callable[[Part], bool]
) -> Iterable[Said]:
    """Yield those of ``clauses`` whose parts are all ``wanted``; what is quoted is meant as it stands."""
    for parts, made in zip(groups, clauses, strict=True):
        if all(wanted(part) and not part.quoted for part in parts):
            yield Said(" ".join(part.words for part in parts), made)


def _is_any(part: Part) -> bool:  # noqa: ARG001 - as the others
    return True


def _is_unknown(part: Part) -> bool:
    """Tell whether it is not known what is meant: a word without a concept, or seldom a place."""
    return all(meaning.kind is Kind.REGION and meaning.confidence < LEAST_SURE for meaning in part.meanings)


def _is_skill(part: Part) -> bool:
    return bool(part.of(Kind.SKILL)) and not part.of(Kind.OCCUPATION)


def _says_nothing(part: Part) -> bool:
    return all(word in analysis.STOP_WORDS for word in part.words.split())


def _whole(terms: Sequence[Part]) -> tuple[str, ...]:
    """Return the tokens of a query that may be an employer's name: some word of it is not a known job or skill."""
    if all(part.meanings for part in terms):
        return ()
    return tuple(token for part in terms for token in analysis.tokens(part.typed or part.words))


def _said(query: Query, parts: _Sorted, knowledge: Knowledge) -> Criteria:
    ranks = [knowledge.education_ranks.get(m.code, 0) for part in parts.levels for m in part.of(Kind.EDUCATION)[:1]]
    demanded = experience_demanded(query.must)
    return Criteria(
        regions=_narrowest(code for part in parts.places for code in _codes(part, knowledge)),
        salary_minimum=query.money.minimum if query.money else None,
        education_rank=max(ranks, default=None),
        experience_months=min((each for each in (query.experience_months, demanded) if each is not None), default=None),
    )


def _codes(part: Part, knowledge: Knowledge) -> list[str]:
    codes = [meaning.code for meaning in part.of(Kind.REGION)]
    return codes + [code for own in codes for code in knowledge.neighbours(own)] if part.near else codes


def _narrowest(codes: Iterable[str]) -> tuple[str, ...]:
    """Return ``codes`` without those that another one lies in: ``bekasi jawa barat`` is Bekasi."""
    known = tuple(dict.fromkeys(codes))
    return tuple(code for code in known if not any(other.startswith(f"{code}.") for other in known))


def _places(places: Iterable[Part]) -> Iterable[Leaf]:
    for part in places:
        for meaning in part.of(Kind.REGION):
            weight = round(weights().place * meaning.confidence, 4)
            yield Codes(field=CodeField.REGION, codes=(meaning.code,), weight=weight)


def _place_words(places: Iterable[Part]) -> Iterable[Leaf]:
    for part in places:
        if not part.placed:
            tokens = tuple(analysis.tokens(part.words))
            yield Words(field=TextField.TITLE, tokens=tokens, phrase=len(tokens) > 1, weight=weights().place)


def _wishes(query: Query, parts: _Sorted) -> Iterable[Leaf]:
    if query.fresh_graduate:
        yield Codes(field=CodeField.FRESH_GRADUATE, codes=("true",), weight=weights().wish)
    for part in parts.levels:
        codes = tuple(meaning.code for meaning in part.of(Kind.EDUCATION))
        yield Codes(field=CodeField.EDUCATION, codes=codes, weight=weights().wish)
