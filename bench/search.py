"""Searching: the interface in this process ÷ the engine by itself, on vacancies made from templates.

python -m bench.search [--documents 200000] [--queries 240] [--engine embedded|opensearch|both] [--profile]
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
from typing import Any

import msgspec

from bench import samples
from bench.cleaning import end_like_ctrl_c
from bench.queries import Query, queries
from bench.raw import RawEngine, opensearch_rate, tantivy_rate, tokens
from bench.report import Times, figure, heading, ratio, timed
from bench.settings import Engine, configure, embedded, opensearch
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.indexing.rebuilding import batches

AIM = "<= 1.5"
_BATCH, _RAW_SAMPLE, _WARM_UP = 500, 20_000, 200
_SHOWN = 45


class Pair(msgspec.Struct, frozen=True):
    """One search: milliseconds through the interface, and of the engine alone."""

    kind: str
    interface: float
    engine: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the engines one after the other."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--documents", type=int, default=200_000)
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
        _report(_pairs(caller, raw, asked[_WARM_UP:]))
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


class _Nowhere(io.TextIOBase):
    """Takes what is logged: it is made as ever, and not shown."""

    def write(self, text: str) -> int:
        """Drop ``text``."""
        return len(text)


class Caller:
    """Calls the Chalice app as API Gateway does."""

    def __init__(self) -> None:
        """Import the app."""
        from app import app

        self._app = app
        self._nowhere = _Nowhere()

    def event(self, parameters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """Return the event of a search."""
        from local.http.events import proxy_event
        from local.http.requests import HttpRequest
        from local.http.routing import Match

        path = "/v1/vacancies"
        request = HttpRequest(
            method="GET",
            raw_path=path,
            path=path,
            segments=("", "v1", "vacancies"),
            query=tuple(parameters),
            headers=(("accept", "application/json"), ("accept-language", "id")),
            body=b"",
            source_ip="127.0.0.1",
            host="127.0.0.1",
        )
        return proxy_event(request, Match(resource=path, parameters={}), self._app.api.binary_types)

    def answer(self, event: dict[str, Any]) -> str:
        """Return the body of the answer; raises ``RuntimeError`` unless it is a 200."""
        from local.http.context import LambdaContext

        with contextlib.redirect_stdout(self._nowhere):
            answer = self._app(event, LambdaContext("api_handler", 29))
        if answer["statusCode"] != 200:
            raise RuntimeError(f"a search was refused: {answer['body']}")
        return str(answer["body"])


def _pairs(caller: Caller, raw: RawEngine, asked: Sequence[Query]) -> list[Pair]:
    """Measure in turn, so that a machine that drifts drifts under both."""
    found = []
    for query in asked:
        event, offset = caller.event(_parameters(caller, query)), 20 if query.second_page else 0
        words = tokens(query.words)
        interface = timed(lambda event=event: caller.answer(event))  # type: ignore[misc]
        alone = timed(lambda words=words, offset=offset: raw.search(words, offset))  # type: ignore[misc]
        found.append(Pair(query.kind, interface, alone))
    return found


def _parameters(caller: Caller, query: Query) -> list[tuple[str, str]]:
    """Return the parameters, for a second page with the cursor that the first one gave."""
    first = list(query.parameters)
    if not query.second_page:
        return first
    cursor = msgspec.json.decode(caller.answer(caller.event(first))).get("next")
    return [*first, ("cursor", cursor)] if cursor else first


def _report(pairs: Sequence[Pair]) -> None:
    interface, alone = Times(tuple(pair.interface for pair in pairs)), Times(tuple(pair.engine for pair in pairs))
    figure("interface, p50", interface.p50, "ms", f"{len(pairs)} searches, p95 {interface.p95:.2f} ms")
    figure("engine by itself, p50", alone.p50, "ms", f"p95 {alone.p95:.2f} ms")
    ratio("interface / engine, p50", interface.p50, alone.p50, AIM)
    ratio("interface / engine, p95", interface.p95, alone.p95, AIM)
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        kinds[pair.kind].append(pair)
    for kind, some in sorted(kinds.items()):
        mine, its = Times(tuple(pair.interface for pair in some)), Times(tuple(pair.engine for pair in some))
        note = f"p95 {mine.p95:.1f} ms; engine {its.p50:.2f} ms, p95 {its.p95:.1f} ms; {len(some)} searches"
        figure(f"  {kind}, p50", mine.p50, "ms", note)


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
