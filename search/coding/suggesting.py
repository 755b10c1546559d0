"""Groups for a title, the likeliest first: a dictionary's word and near phrases, weighed together."""

from collections.abc import Sequence

import msgspec

from search.coding.confidence import Evidence, Weights, Word, chances, features, weights_of
from search.coding.grams import words_of
from search.coding.nearest import Near, Phrases
from search.coding.voting import VOTERS, Vote, votes

MOST = 10
"""Groups that are weighed; the right one is seldom further down."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """The group that a dictionary names for a title, how surely in 0..1, the words that it knows, and what they are."""

    code: str
    sure: float
    matched: str
    word: Word


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A group that may be the right one, what speaks for it, and the phrases that do."""

    code: str
    evidence: Evidence
    nearest: tuple[Near, ...]


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """A group, how likely it is the right one, and why: the words that the dictionary knows, and the near phrases."""

    code: str
    confidence: float
    matched: str | None
    nearest: tuple[Near, ...]


def choices(words: Sequence[str], named: Named | None, phrases: Phrases) -> tuple[Choice, ...]:
    """Return up to `MOST` groups that ``words`` may mean, by the votes of near phrases and the dictionary."""
    read = words_of(" ".join(words))
    every = votes(phrases.near(read, VOTERS), phrases.heads.likely(read))
    kept = every[:MOST]
    if named is not None and all(vote.code != named.code for vote in kept):
        other = next((vote for vote in every if vote.code == named.code), Vote(named.code, 0.0, ()))
        kept = (*kept[: MOST - 1], other)
    return tuple(_choice(vote, named) for vote in kept)


def suggested(found: Sequence[Choice], named: Named | None, weights: Weights) -> tuple[Suggested, ...]:
    """Return the choices with how likely each is, the likeliest first; they sum to at most 1."""
    likely = chances([features(choice.evidence) for choice in found], weights_of(weights))
    every = (
        Suggested(
            code=choice.code,
            confidence=chance,
            matched=named.matched if named is not None and named.code == choice.code else None,
            nearest=choice.nearest,
        )
        for choice, chance in zip(found, likely, strict=True)
    )
    return tuple(sorted(every, key=lambda each: (-each.confidence, each.code)))


def _choice(vote: Vote, named: Named | None) -> Choice:
    likeness = max((near.likeness for near in vote.nearest), default=0.0)
    evidence = Evidence(share=vote.share, likeness=likeness, silent=named is None)
    if named is not None and named.code == vote.code:
        evidence = msgspec.structs.replace(evidence, word=named.word, sure=named.sure)
    elif named is not None:
        evidence = msgspec.structs.replace(evidence, against=named.word is Word.WHOLE)
    return Choice(code=vote.code, evidence=evidence, nearest=vote.nearest)
