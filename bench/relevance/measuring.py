"""Asking every query in every way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from bench.relevance.judging import RIGHT, gain
from bench.relevance.metrics import Interval, Scores, interval, scores
from bench.relevance.model import Asked, Family, Posting
from bench.relevance.ways import Way

METRICS = ("ndcg", "reciprocal", "recall", "zero")


class Answered(msgspec.Struct, frozen=True):
    """What one way made of one query: what it showed, the best first, and what that is worth."""

    way: str
    asked: Asked
    scores: Scores
    shown: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A way over some queries: its metrics, and the gain in nDCG over the way before on the same queries."""

    way: str
    metrics: Mapping[str, Interval]
    gained: Interval | None = None


def answered(ways: Sequence[Way], asked: Iterable[Asked], postings: Sequence[Posting]) -> Iterator[Answered]:
    """Yield the scores of every query in every way; ``postings`` are all that the index holds."""
    for each in asked:
        gains = {posting.document.id: gained for posting in postings if (gained := gain(each.wanted, posting))}
        for way in ways:
            shown = tuple(way.find(each.words))
            yield Answered(way.name, each, scores(shown, gains, RIGHT), shown)


def rows(found: Sequence[Answered]) -> list[Row]:
    """Return a row for each way, in the order in which they were asked."""
    by_way: dict[str, list[Scores]] = {}
    for each in found:
        by_way.setdefault(each.way, []).append(each.scores)
    made, before = list[Row](), list[Scores]()
    for way, own in by_way.items():
        metrics = {name: interval([getattr(each, name) for each in own]) for name in METRICS}
        pairs = zip(own, before, strict=True) if before else ()
        gained = interval([now.ndcg - then.ndcg for now, then in pairs]) if before else None
        made.append(Row(way=way, metrics=metrics, gained=gained))
        before = own
    return made


def of_family(found: Sequence[Answered], family: Family) -> list[Answered]:
    """Return the answers to queries of one family."""
    return [each for each in found if each.asked.family is family]
