"""Completions of the tables, and before them what only words that a person accepted become."""

from collections.abc import Iterable

from chalicelib import learning
from chalicelib.finding.labels import text_of
from chalicelib.learning import Learned
from search.completing import Completer, Completion
from search.vocabulary import Kind


class LearnedCompleter(Completer):
    """Completes with what was accepted too: it names what the tables name."""

    def complete(self, typed: str, kinds: Iterable[Kind], most: int) -> list[Completion]:
        """Return what ``typed`` (normalised) may become, up to ``most`` of each kind, the likeliest first."""
        wanted = tuple(kinds)
        found = super().complete(typed, wanted, most)
        known = {(each.kind, each.code) for each in found}
        added: dict[tuple[Kind, str], Completion] = {}
        for each in learning.learned():
            place = Kind(each.target.kind), each.target.code
            if place not in known and _begins(each, typed, wanted):
                added.setdefault(place, _completion(each, typed))
        return [*list(added.values())[:most], *found]


def _begins(learned: Learned, typed: str, kinds: tuple[Kind, ...]) -> bool:
    return bool(typed) and Kind(learned.target.kind) in kinds and f" {typed}" in f" {learned.words}"


def _completion(learned: Learned, typed: str) -> Completion:
    kind, code = Kind(learned.target.kind), learned.target.code
    return Completion(
        kind=kind,
        code=code,
        label=text_of(kind, code),
        at_start=learned.words.startswith(typed),
        named=False,
        usage=0.0,
        weight=learned.weight,
    )
