"""What use makes proposable: synonyms, right spellings, completions, titles. Each a pure reading of the sums."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from chalicelib.learning import dictionary
from chalicelib.learning.evidence import (
    LEAST_CONFIDENCE,
    LEAST_NEARNESS,
    LEAST_SEARCHES,
    agreement,
    evidence_of,
    examples_of,
)
from chalicelib.learning.forbidding import is_forbidden
from chalicelib.learning.model import Evidence, ProposalKind, Target, TextKind
from chalicelib.learning.summing import Total
from search.vocabulary import AskedKind

_FARTHEST = 2
_LONG_ENOUGH = 6
"""From so many letters on two edits are possible, below one."""
_LEAST_WORDS, _MOST_WORDS = 2, 6
Completes = Callable[[str], bool]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What may be proposed."""

    kind: ProposalKind
    words: str
    target: Target | None
    confidence: float
    evidence: Evidence


def of_searches(totals: Sequence[Total], least: int, days: int, completes: Completes) -> Iterator[Candidate]:
    """Yield what the sums of searches make proposable.

    ``least``: of fewer searches no query is an example. ``days``: on how many different days a text must have been
    searched for, and chosen behind, for one person may do much on one. ``completes`` tells whether typing it is
    helped already.
    """
    queries = [each for each in totals if each.kind is TextKind.QUERY]
    # Words before whole queries: what queries are read with is completed too.
    for total in sorted(totals, key=lambda each: each.kind is TextKind.QUERY):
        if total.counts["searches"] < LEAST_SEARCHES or len(total.days) < days or _needs_nothing(total.text):
            continue
        if total.kind is TextKind.WORDS:
            yield from _of_words(total, days, examples_of(total.text, queries, least))
        elif not completes(total.text):
            yield from _of_query(total, days)


def _needs_nothing(words: str) -> bool:
    return bool(dictionary.meanings(words)) or dictionary.steers(words) or is_forbidden(words)


def _of_words(total: Total, days: int, examples: Iterable[str]) -> Iterator[Candidate]:
    evidence = evidence_of(total, examples)
    agreed = _agreed(total, days)
    if agreed is not None:
        target, confidence = agreed
        yield Candidate(
            kind=ProposalKind.SYNONYM, words=total.text, target=target, confidence=confidence, evidence=evidence
        )
    elif " " not in total.text:
        yield from _misspelt(total.text, evidence)


def _of_query(total: Total, days: int) -> Iterator[Candidate]:
    """Whole queries that find something and are not completed: what is opened behind them tells what they mean."""
    if not _LEAST_WORDS <= len(total.text.split()) <= _MOST_WORDS:
        return
    if total.counts["nothing"] * 2 >= total.counts["searches"]:
        return
    agreed = _agreed(total, days)
    if agreed is not None:
        target, confidence = agreed
        yield Candidate(
            kind=ProposalKind.SUGGESTION,
            words=total.text,
            target=target,
            confidence=confidence,
            evidence=evidence_of(total),
        )


def _agreed(total: Total, days: int) -> tuple[Target, float] | None:
    found = agreement(total.choices)
    if found is None or found[2] < LEAST_CONFIDENCE or total.days_of(found[0].occupation) < days:
        return None
    target = Target(kind=AskedKind.OCCUPATION, code=found[0].occupation)
    return (target, found[2]) if dictionary.exists(target) else None


def _misspelt(word: str, evidence: Evidence) -> Iterator[Candidate]:
    """The one known word that lies nearest, when it means something by itself and no other lies as near."""
    farthest = _FARTHEST if len(word) >= _LONG_ENOUGH else 1
    found = sorted(entry for entry in dictionary.near(word, farthest) if dictionary.meanings(entry[1]))
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return
    edits, known = found[0]
    nearness = 1 - edits / len(word)
    if nearness >= LEAST_NEARNESS:
        told = msgspec.structs.replace(evidence, near=known, edits=edits)
        yield Candidate(
            kind=ProposalKind.MISSPELLING,
            words=word,
            target=dictionary.meanings(known)[0],
            confidence=nearness,
            evidence=told,
        )
