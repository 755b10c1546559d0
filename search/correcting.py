"""What else may have been meant: a query as it was read, where that finds clearly more than what was typed."""

from collections.abc import Iterator, Sequence

import msgspec

from search.normalise import normalise
from search.reading.model import Part, Query

CLEARLY = 2
"""What was read must find so many times as much as what was typed."""


def did_you_mean(typed: str, query: Query) -> str | None:
    """Return ``typed`` with the words that were read otherwise put right; None when it was read as it stands.

    All else stays as it was typed: signs, prepositions, pay.
    """
    wrong = [(part.typed.split(), part.words) for part in _parts(query) if part.typed]
    if not wrong:
        return None
    words = typed.split()
    for slips, right in wrong:
        words = _replaced(words, slips, right)
    put_right = " ".join(words)
    return put_right if put_right != " ".join(typed.split()) else None


def as_typed(query: Query) -> Query:
    """Return ``query`` with its misspelt words taken for words of titles, as nobody had read them otherwise."""
    return msgspec.structs.replace(
        query, wanted=tuple(map(_literal, query.wanted)), must=tuple(map(_literal, query.must))
    )


def clearly_more(read: int, typed: int) -> bool:
    """Tell whether what was ``read`` finds clearly more than what was ``typed``."""
    return read > 0 and read >= CLEARLY * typed


def _parts(query: Query) -> Sequence[Part]:
    return (*query.must, *query.wanted)


def _literal(part: Part) -> Part:
    # In quotes nothing is looked for but the word itself.
    return Part(words=part.typed, quoted=True) if part.typed else part


def _replaced(words: Sequence[str], slips: Sequence[str], right: str) -> list[str]:
    """Return ``words`` with every run that reads like ``slips`` put right."""
    return list(_replacing(words, slips, right))


def _replacing(words: Sequence[str], slips: Sequence[str], right: str) -> Iterator[str]:
    at, bare = 0, [normalise(word) for word in words]
    while at < len(words):
        if bare[at : at + len(slips)] == [*slips]:
            yield _sign(words[at]) + right
            at += len(slips)
        else:
            yield words[at]
            at += 1


def _sign(word: str) -> str:
    return word[0] if word[0] in "+-" else ""
