"""What one query was understood to say, in full; `search.answer.Reading` is what the searcher is told of it."""

from collections.abc import Iterator

import msgspec

from search.answer import Money, Reading, Understood
from search.vocabulary import AskedKind, Kind


class Meaning(msgspec.Struct, frozen=True):
    """One thing that words may stand for. ``confidence`` is in 0..1."""

    kind: Kind
    code: str
    confidence: float


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Some words that belong together: a recognised concept with all its meanings, or one word or phrase without.

    ``words`` are normalised. ``typed`` is what was typed when a misspelling was read as ``words``. ``placed``: a
    preposition says that a place follows; ``near``: and that its surroundings are meant too.
    """

    words: str
    meanings: tuple[Meaning, ...] = ()
    typed: str | None = None
    quoted: bool = False
    placed: bool = False
    near: bool = False

    def of(self, kind: Kind) -> tuple[Meaning, ...]:
        """Return the meanings of one kind, the surest first."""
        return tuple(meaning for meaning in self.meanings if meaning.kind is kind)

    def sureness(self, kind: Kind) -> float:
        """Return how surely the words mean something of ``kind``, whichever it is."""
        return min(1.0, sum(meaning.confidence for meaning in self.of(kind)))


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A whole query. ``experience_months`` is what the searcher has; conditions are ``True`` when asked for."""

    wanted: tuple[Part, ...] = ()
    must: tuple[Part, ...] = ()
    must_not: tuple[Part, ...] = ()
    money: Money | None = None
    experience_months: int | None = None
    fresh_graduate: bool = False
    remote: bool = False
    disability_friendly: bool = False
    simplified: bool = False

    def reading(self) -> Reading:
        """Return what the searcher is told."""
        return Reading(
            concepts=tuple(
                _understood(part, best) for part in (*self.wanted, *self.must) for best in part.meanings[:4]
            ),
            money=self.money,
            conditions=tuple(self._conditions()),
            left=tuple(part.words for part in self.wanted if not part.meanings),
            must=tuple(part.words for part in self.must),
            must_not=tuple(part.words for part in self.must_not),
            simplified=self.simplified,
        )

    def _conditions(self) -> Iterator[str]:
        if self.experience_months is not None:
            yield "experience_months"
        for name in ("fresh_graduate", "remote", "disability_friendly"):
            if getattr(self, name):
                yield name


def _understood(part: Part, best: Meaning) -> Understood:
    kind, confidence = AskedKind(best.kind), round(best.confidence, 3)
    return Understood(words=part.words, kind=kind, code=best.code, confidence=confidence)
