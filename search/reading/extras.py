"""Ways to say a concept that came after the lexicon was compiled: few, and they may change while a process runs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from search.normalise import normalise
from search.reading.model import Meaning
from search.vocabulary import Term


class Extras:
    """Some more surfaces and what they mean. Told apart by identity: changed ones are another object."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        """Hold ``terms``; of what says nothing, or means nothing surely, there is no trace."""
        said: dict[str, list[Meaning]] = defaultdict(list)
        for term in terms:
            surface = normalise(term.surface)
            if surface and term.weight > 0:
                said[surface].append(Meaning(term.kind, term.code, term.weight))
        self._said = {surface: _surest_first(meanings) for surface, meanings in said.items()}
        self._words = frozenset(word for surface in said for word in surface.split())
        self.longest = max((len(surface.split()) for surface in said), default=0)
        """Of how many words the longest surface is."""

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def meanings(self, surface: str) -> tuple[Meaning, ...]:
        """Return what exactly these words mean, the surest first."""
        return self._said.get(surface, ())

    def begun(self, words: Sequence[str], start: int) -> Iterable[tuple[int, str]]:
        """Yield where (exclusive) surfaces that begin with the word at ``start`` end, and the surfaces."""
        for end in range(start + 1, min(len(words), start + self.longest) + 1):
            surface = " ".join(words[start:end])
            if surface in self._said:
                yield end, surface


NONE = Extras()
"""No more ways to say anything."""
Provider = Callable[[], Extras]
"""Returns what is added at this moment: the same object for as long as nothing changes; in no time, and never fails."""


def nothing() -> Extras:
    """Return no additions."""
    return NONE


def _surest_first(meanings: Iterable[Meaning]) -> tuple[Meaning, ...]:
    best: dict[tuple[str, str], Meaning] = {}
    for meaning in meanings:
        known = best.get((meaning.kind, meaning.code))
        if known is None or meaning.confidence > known.confidence:
            best[meaning.kind, meaning.code] = meaning
    return tuple(sorted(best.values(), key=lambda meaning: (-meaning.confidence, meaning.kind, meaning.code)))
