"""Which suggestions are shown, and in which order: what is done, places and employers have seats of their own."""

from collections.abc import Iterable, Iterator

import msgspec

from search.answer import Suggestion
from search.vocabulary import AskedKind

MOST_PLACES = MOST_EMPLOYERS = 5
MOST_WORK = 10


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion with what orders it: those for the whole text first, of these what is guessed last, then by tier."""

    guessed: bool
    tier: int
    usage: float
    suggestion: Suggestion

    @property
    def concept(self) -> tuple[AskedKind, str]:
        """What is suggested, in whatever words."""
        return self.suggestion.kind, self.suggestion.code

    @property
    def order(self) -> tuple[bool, bool, int, int, float, str]:
        """What sorts before comes first."""
        told = self.suggestion
        return bool(told.words), self.guessed, self.tier, -told.count, -self.usage, told.text


def distinct(found: Iterable[Ranked]) -> list[Ranked]:
    """Return each concept once, as it was found first."""
    first: dict[tuple[AskedKind, str], Ranked] = {}
    for entry in found:
        first.setdefault(entry.concept, entry)
    return list(first.values())


def seated(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """Yield the best of what is done, of places and of employers, each up to its own number."""
    seats = {AskedKind.REGION: MOST_PLACES, AskedKind.EMPLOYER: MOST_EMPLOYERS}
    work = MOST_WORK
    for entry in ranked:
        kind = entry.suggestion.kind
        if kind in seats:
            seats[kind] -= 1
            if seats[kind] >= 0:
                yield entry
        elif work:
            work -= 1
            yield entry
