"""What adds to the score of a vacancy that is admitted and never admits: heads and wholes of titles, words of texts."""

from collections.abc import Iterable, Iterator, Sequence

from search import analysis, titles
from search.plan import Leaf, TextField, Words
from search.reading.model import Part
from search.weights import weights

_MOST_WORDS = 12
"""Words of a query that are looked for in texts, and terms whose titles are looked at: longer ones stay quick so."""


def boosts(terms: Sequence[Part]) -> tuple[Leaf, ...]:
    """Return the boosts of the ``terms`` of a query, without those that weigh nothing."""
    said = [tokens for part in terms if (tokens := tuple(analysis.tokens(part.words)))][:_MOST_WORDS]
    found = [leaf for tokens in said for leaf in _titled(tokens)]
    if len(said) > 1:
        found.extend(_together(tuple(token for tokens in said for token in tokens)[:_MOST_WORDS]))
    found.extend(_described(said))
    return tuple(leaf for leaf in found if leaf.weight)


def _titled(tokens: Sequence[str]) -> Iterator[Leaf]:
    """Yield what a title is worth that is the term alone or begins as it does: the head of Indonesian titles."""
    own = weights()
    yield _title(titles.whole(tokens), own.title_whole)
    yield _title(titles.first(tokens[0]), own.title_first)


def _together(tokens: Sequence[str]) -> Iterator[Leaf]:
    """Yield what a title is worth that has all words of the query side by side, or nothing else."""
    weight = weights().title_query
    yield Words(field=TextField.TITLE, tokens=tuple(tokens), phrase=True, weight=weight)
    yield _title(titles.whole(tokens), weight)


def _described(said: Iterable[Sequence[str]]) -> Iterator[Leaf]:
    own, listed = weights(), tuple(said)
    words = dict.fromkeys(token for tokens in listed for token in tokens)
    for token in list(words)[:_MOST_WORDS]:
        yield Words(field=TextField.DESCRIPTION, tokens=(token,), weight=own.description)
    for tokens in listed:
        if len(tokens) > 1:
            phrase = tuple(tokens)[:_MOST_WORDS]
            yield Words(field=TextField.DESCRIPTION, tokens=phrase, phrase=True, weight=own.description_phrase)


def _title(mark: str, weight: float) -> Leaf:
    return Words(field=TextField.TITLE, tokens=(mark,), weight=weight)
