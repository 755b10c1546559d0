"""What became of each arrival, counted from the moment at which it was to arrive."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import msgspec

from bench.load.arrivals import Kind
from bench.load.wire import Reply


class Ending(StrEnum):
    """How it went. ``DEGRADED``: answered with less; ``SHED``, ``LIMITED`` and ``BUSY`` are told to come back."""

    ANSWERED = "answered"
    DEGRADED = "degraded"
    SHED = "shed"
    LIMITED = "limited"
    BUSY = "unavailable"
    REFUSED = "refused"
    FAILED = "failed"


GOOD = (Ending.ANSWERED, Ending.DEGRADED)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One arrival: ``milliseconds`` from the moment when it was to arrive until it was answered.

    ``behind``: how many of them passed before it was sent, because whoever sends was busy.
    """

    kind: Kind
    at: float
    ending: Ending
    milliseconds: float
    behind: float = 0.0
    note: str = ""


def ending_of(response: Reply) -> Ending:
    """Return how an answer ended."""
    if response.good:
        return Ending.DEGRADED if b'"degraded":["' in response.content else Ending.ANSWERED
    if response.status == 503:
        return Ending.SHED if b"/problems/overloaded" in response.content else Ending.BUSY
    if response.status == 429:
        return Ending.LIMITED
    return Ending.REFUSED if response.status < 500 else Ending.FAILED


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """All arrivals of one kind."""

    kind: Kind
    endings: dict[Ending, int]
    p50: float
    p95: float
    p99: float
    slowest: float
    rate: float

    @property
    def count(self) -> int:
        """How many arrived."""
        return sum(self.endings.values())

    @property
    def good(self) -> int:
        """How many were answered, with less or not."""
        return sum(self.endings.get(ending, 0) for ending in GOOD)


def summaries(outcomes: Sequence[Outcome], seconds: float) -> tuple[Summary, ...]:
    """Return a summary of each kind; latencies are of those that were answered, ``rate`` is theirs a second."""
    return tuple(
        _summary(kind, [each for each in outcomes if each.kind is kind], seconds)
        for kind in Kind
        if any(each.kind is kind for each in outcomes)
    )


def _summary(kind: Kind, outcomes: Sequence[Outcome], seconds: float) -> Summary:
    times = sorted(each.milliseconds for each in outcomes if each.ending in GOOD)
    at: Callable[[float], float] = lambda share: percentile(times, share)  # noqa: E731 - four times the same
    return Summary(
        kind=kind,
        endings=dict(Counter(each.ending for each in outcomes)),
        p50=at(0.5),
        p95=at(0.95),
        p99=at(0.99),
        slowest=at(1.0),
        rate=len(times) / seconds,
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value that ``share`` of the sorted values do not exceed (nearest rank); 0 of none."""
    if not ordered:
        return 0.0
    return ordered[max(0, min(len(ordered) - 1, -int(-share * len(ordered) // 1) - 1))]


def notes(outcomes: Iterable[Outcome]) -> Counter[str]:
    """Return what is known of those that failed or were refused."""
    return Counter(each.note for each in outcomes if each.note)
