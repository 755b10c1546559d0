"""What one query was understood to say, in full; `search.answer.Reading` is what the searcher is told of it."""

from collections.abc import Iterator

import msgspec

from search.answer import Money, Reading, Understood
from search.vocabulary import AskedKind, Kind

SURE_PLACE = 0.6
"""How surely words without a preposition must mean a place to be taken for one."""
LEAST_SURE = 0.3
"""Meanings less sure than this are not searched by: the words themselves still are."""
_TOLD = 4
"""So many meanings of the same words are told at most."""


class Meaning(msgspec.Struct, frozen=True):
    """One thing that words may stand for. ``confidence`` is in 0..1."""

    kind: Kind
    code: str
    confidence: float


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Some words that belong together: a recognised concept with all its meanings, or one word or phrase without.

    ``words`` are normalised. ``typed`` is what was typed when a misspelling was read as ``words``. ``placed``: a
    preposition says that a place follows; ``near``: and that its surroundings are meant too. ``either``: this or the
    part before it is wanted. ``others`` are meanings that the words around it ruled out.
    """

    words: str
    meanings: tuple[Meaning, ...] = ()
    typed: str | None = None
    quoted: bool = False
    placed: bool = False
    near: bool = False
    either: bool = False
    others: tuple[Meaning, ...] = ()

    def of(self, kind: Kind) -> tuple[Meaning, ...]:
        """Return the meanings of one kind, the surest first."""
        return tuple(meaning for meaning in self.meanings if meaning.kind is kind)

    def sureness(self, kind: Kind) -> float:
        """Return how surely the words mean something of ``kind``, whichever it is."""
        return min(1.0, sum(meaning.confidence for meaning in self.of(kind)))

    def is_place(self) -> bool:
        """Tell whether the words are a condition of place: they mean one first, and a preposition or they are sure."""
        best = self.meanings[0].kind if self.meanings else None
        return best is Kind.REGION and (self.placed or self.sureness(Kind.REGION) >= SURE_PLACE)

    def chosen(self) -> tuple[Meaning, ...]:
        """Return the meanings that are searched by. What is a sure place, a level or a contract type is that alone."""
        best = self.meanings[0].kind if self.meanings else None
        if self.is_place():
            return self.of(Kind.REGION)
        if best is Kind.EMPLOYMENT_TYPE or best is Kind.EDUCATION:
            return self.of(best)
        return tuple(meaning for meaning in self.meanings if meaning.confidence >= LEAST_SURE)


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A whole query. ``experience_months`` is what the searcher has; conditions are ``True`` when asked for.

    ``passed_over`` are words that were understood and make no difference.
    """

    wanted: tuple[Part, ...] = ()
    must: tuple[Part, ...] = ()
    must_not: tuple[Part, ...] = ()
    money: Money | None = None
    experience_months: int | None = None
    fresh_graduate: bool = False
    remote: bool = False
    disability_friendly: bool = False
    passed_over: tuple[str, ...] = ()
    simplified: bool = False

    def reading(self) -> Reading:
        """Return what the searcher is told."""
        return Reading(
            concepts=tuple(told for part in (*self.wanted, *self.must) for told in _understood(part)),
            money=self.money,
            conditions=tuple(self._conditions()),
            left=tuple(part.words for part in self.wanted if not part.meanings),
            must=tuple(part.words for part in self.must),
            must_not=tuple(part.words for part in self.must_not),
            passed_over=self.passed_over,
            simplified=self.simplified,
        )

    def _conditions(self) -> Iterator[str]:
        if self.experience_months is not None:
            yield "experience_months"
        for name in ("fresh_graduate", "remote", "disability_friendly"):
            if getattr(self, name):
                yield name


def _understood(part: Part) -> Iterator[Understood]:
    chosen = frozenset(part.chosen())
    for meaning in (*part.meanings, *part.others)[:_TOLD]:
        yield Understood(
            words=part.words,
            kind=AskedKind(meaning.kind),
            code=meaning.code,
            confidence=round(meaning.confidence, 3),
            chosen=meaning in chosen,
        )
