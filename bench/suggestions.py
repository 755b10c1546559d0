"""Suggestions while people type: every beginning of realistic searches, on vacancies made from templates.

    python -m bench.suggestions [--documents 50000] [--searches 60]

In this process, on the embedded engine, from the text to the suggestions without HTTP. *Cold*: each beginning for the
first time in this process, in the order of typing, with what is read at first use. *Warm*: all of them once more.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from bench import samples
from bench.cleaning import end_like_ctrl_c
from bench.queries import queries
from bench.report import Times, figure, heading, timed
from bench.search import fill
from bench.settings import Engine, configure, embedded

AIM = 20.0
"""Milliseconds that 95 of 100 must stay under."""
LEAST_TYPED = 2
"""The page asks from so many letters on."""
_KINDS = ("plain", "placed", "mistyped")


class Typed(msgspec.Struct, frozen=True):
    """One beginning of a search, and what sort it is of: its number of words, or that a slip is in it."""

    sort: str
    text: str


class Taken(msgspec.Struct, frozen=True):
    """How many milliseconds passed, and how many of them the processor worked for this process."""

    passed: float
    busy: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.suggestions", description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--searches", type=int, default=60, help="searches that are typed letter by letter")
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    with embedded() as engine:
        _measure(engine, given.documents, given.searches)
    return 0


def _measure(engine: Engine, documents: int, searches: int) -> None:
    from search.engine import close

    configure(engine)
    try:
        fill(documents)
        asked = tuple(beginnings(searches))
        heading("suggestions", samples.named(documents), engine.name)
        for name in ("cold", "warm"):
            report(name, measured(asked))
        figure("beginnings that something is suggested for", 100 * _answered(asked), "%")
    finally:
        close()


def beginnings(searches: int) -> Iterator[Typed]:
    """Yield every beginning of ``searches`` searches, each once, in the order in which they are typed."""
    seen: set[str] = set()
    chosen = (query for query in queries(searches * 20) if query.kind in _KINDS)
    for query, _ in zip(chosen, range(searches), strict=False):
        for end in range(LEAST_TYPED, len(query.words) + 1):
            text = query.words[:end]
            if text not in seen and not text.endswith(" "):
                seen.add(text)
                words = min(3, len(text.split()))
                yield Typed("mistyped" if query.kind == "mistyped" else f"{words} word{'s' * (words > 1)}", text)


def measured(asked: Iterable[Typed]) -> Mapping[str, Sequence[Taken]]:
    """Return how long each took, by sort."""
    from chalicelib import finding

    found: dict[str, list[Taken]] = defaultdict(list)
    for typed in asked:
        began = time.process_time()
        passed = timed(lambda typed=typed: finding.suggest(typed.text))  # type: ignore[misc]
        found[typed.sort].append(Taken(passed, (time.process_time() - began) * 1000))
    return found


def report(name: str, found: Mapping[str, Sequence[Taken]]) -> None:
    """Print the median and the 95th percentile, all together and by sort; and of the processor's own time.

    On a machine that others use as well, what passed is mostly waiting for it.
    """
    every = Times(tuple(taken.passed for some in found.values() for taken in some))
    busy = Times(tuple(taken.busy for some in found.values() for taken in some))
    figure(f"{name}, p50", every.p50, "ms", f"{len(every.all)} beginnings, slowest {max(every.all):.1f} ms")
    figure(f"{name}, p95", every.p95, "ms", f"aim < {AIM:.0f}: {'met' if every.p95 < AIM else 'missed'}")
    figure(f"{name}, time of the processor, p95", busy.p95, "ms", f"p50 {busy.p50:.2f} ms")
    for sort, some in sorted(found.items()):
        times = Times(tuple(taken.passed for taken in some))
        figure(f"  {sort}, p95", times.p95, "ms", f"p50 {times.p50:.2f} ms, {len(some)} beginnings")


def _answered(asked: Sequence[Typed]) -> float:
    from chalicelib import finding

    return sum(bool(finding.suggest(typed.text)) for typed in asked) / max(1, len(asked))


if __name__ == "__main__":
    sys.exit(main())
