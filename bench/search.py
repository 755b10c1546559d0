"""Searching: the interface in this process ÷ the engine by itself, on vacancies made from templates.

python -m bench.search [--documents 500000] [--queries 240] [--engine embedded|opensearch|both] [--profile]
"""

import argparse
import contextlib
import cProfile
import io
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from bench import samples
from bench.calling import Caller, noted_plans, parameters_of
from bench.cleaning import end_like_ctrl_c
from bench.queries import Query, queries
from bench.raw import RawEngine, opensearch_rate, tantivy_rate, tokens
from bench.report import Times, figure, heading, ratio, timed
from bench.settings import Engine, configure, embedded, opensearch
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.indexing.rebuilding import batches

AIMS = {"embedded": "<= 2.0", "opensearch": "<= 1.3"}
"""For the median of the interface ÷ the engine that is asked the same question."""
_BATCH, _RAW_SAMPLE, _WARM_UP = 500, 20_000, 200
_SHOWN = 45


class Pair(msgspec.Struct, frozen=True):
    """One search in milliseconds: through the interface, the engine asked the same, and plainly for the words."""

    kind: str
    interface: float
    same: float
    plain: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the engines one after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--documents", type=int, default=500_000)
    parser.add_argument("--queries", type=int, default=240)
    parser.add_argument("--engine", choices=("embedded", "opensearch", "both"), default="both")
    parser.add_argument("--profile", action="store_true", help="show where the interface spends its time")
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    if given.engine != "opensearch":
        with embedded() as engine:
            _measure(engine, given.documents, given.queries, given.profile)
    if given.engine != "embedded":
        with contextlib.ExitStack() as stack:
            if (found := opensearch(stack)) is not None:
                _measure(found, given.documents, given.queries, given.profile)
    return 0


def _measure(engine: Engine, count: int, searches: int, profile: bool) -> None:
    from search.engine import close, vacancy_index

    configure(engine)
    try:
        filled_in = fill(count)
        raw = engine.raw()
        heading(f"search, {engine.name}", samples.named(count), raw.name)
        _indexing(engine, count / filled_in)
        asked = list(queries(searches + _WARM_UP))
        caller = Caller()
        _pairs(caller, raw, asked[:_WARM_UP])
        _report(_pairs(caller, raw, asked[_WARM_UP:]), AIMS[engine.name])
        if profile:
            _profile(caller, asked[_WARM_UP:])
        figure("documents found by the index", vacancy_index().count(), "")
    finally:
        close()


def fill(count: int) -> float:
    """Put the corpus into the index of the settings; returns the seconds that the index took."""
    from search.engine import vacancy_index

    index, spent = vacancy_index(), 0.0
    for batch in batches(samples.documents(count, SYSTEM_CLOCK.now()), _BATCH):
        spent += timed(lambda batch=batch: index.put(batch)) / 1000  # type: ignore[misc]
    return spent + timed(index.refresh) / 1000


def _indexing(engine: Engine, rate: float) -> None:
    few = list(samples.documents(_RAW_SAMPLE, SYSTEM_CLOCK.now()))
    raw = opensearch_rate(few, engine.url) if engine.url else tantivy_rate(few, engine.folder / "raw")
    figure("indexed through Padan", rate, "documents/s")
    figure(f"engine by itself, {_RAW_SAMPLE:,} of them", raw, "documents/s")
    ratio("indexing: engine / Padan", raw, rate)


def _pairs(caller: Caller, raw: RawEngine, asked: Sequence[Query]) -> list[Pair]:
    """Measure in turn, so that a machine that drifts drifts under all three."""
    from search.engine import vacancy_index

    found = []
    with noted_plans(vacancy_index()) as plans:
        for query in asked:
            event, offset = caller.event(parameters_of(caller, query)), 20 if query.second_page else 0
            words = tokens(query.words)
            plans.clear()
            interface = timed(lambda event=event: caller.answer(event))  # type: ignore[misc]
            same = timed(raw.same(plans[0]))
            plain = timed(lambda words=words, offset=offset: raw.search(words, offset))  # type: ignore[misc]
            found.append(Pair(query.kind, interface, same, plain))
    return found


def _report(pairs: Sequence[Pair], aim: str) -> None:
    interface, same, plain = _times(pairs)
    figure("interface, p50", interface.p50, "ms", f"{len(pairs)} searches, p95 {interface.p95:.2f} ms")
    figure("engine asked the same, p50", same.p50, "ms", f"p95 {same.p95:.2f} ms")
    figure("engine asked plainly, p50", plain.p50, "ms", f"p95 {plain.p95:.2f} ms")
    ratio("interface / engine asked the same, p50", interface.p50, same.p50, aim)
    ratio("interface / engine asked the same, p95", interface.p95, same.p95)
    ratio("interface / engine asked plainly, p50", interface.p50, plain.p50)
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        kinds[pair.kind].append(pair)
    for kind, some in sorted(kinds.items()):
        mine, its, plainly = _times(some)
        note = f"p95 {mine.p95:.1f} ms; same {its.p50:.2f}, plain {plainly.p50:.2f} ms; {len(some)} searches"
        figure(f"  {kind}, p50", mine.p50, "ms", note)


def _times(pairs: Sequence[Pair]) -> tuple[Times, Times, Times]:
    return (
        Times(tuple(pair.interface for pair in pairs)),
        Times(tuple(pair.same for pair in pairs)),
        Times(tuple(pair.plain for pair in pairs)),
    )


def _profile(caller: Caller, asked: Sequence[Query]) -> None:
    events = [caller.event(query.parameters) for query in asked]
    profiler, text = cProfile.Profile(), io.StringIO()
    started = time.perf_counter()
    with profiler:
        for event in events:
            caller.answer(event)
    pstats.Stats(profiler, stream=text).sort_stats("tottime").print_stats(_SHOWN)
    print(f"{len(events)} searches in {time.perf_counter() - started:.1f} s under the profiler", text.getvalue())


if __name__ == "__main__":
    sys.exit(main())
