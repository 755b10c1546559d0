"""Many clients at once: the interface ÷ OpenSearch asked the same by itself; latency, throughput, errors.

python -m bench.clients [--documents 500000] [--clients 16] [--seconds 15] [--rounds 3]

Every client is a process, as every concurrent request has a function of its own in the cloud. All of them search
through the interface for some seconds, then all send the very same requests to the engine, and so on in turn.
"""

import argparse
import base64
import contextlib
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import msgspec

from bench import samples
from bench.calling import Caller, noted_plans, parameters_of
from bench.cleaning import end_like_ctrl_c
from bench.queries import queries
from bench.raw import RawOpenSearch, request_of
from bench.report import Times, figure, heading, ratio, timed
from bench.search import fill
from bench.settings import Engine, configure, opensearch

_WAYS = ("interface", "engine")
_P50, _THROUGHPUT = "<= 1.3", ">= 0.7"
_ASKED, _WARM_UP, _PATIENCE = 600, 30, 120.0
_SPAWN = multiprocessing.get_context("spawn")


class Question(msgspec.Struct, frozen=True):
    """One search, as the interface is asked and as OpenSearch is."""

    event: dict[str, Any]
    body: dict[str, Any]


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What one client did in one round: milliseconds of each search, and what failed."""

    times: tuple[float, ...]
    errors: tuple[str, ...] = ()


class Sums(msgspec.Struct, frozen=True, kw_only=True):
    """All clients over all rounds of one way."""

    times: Times
    seconds: float
    errors: tuple[str, ...]

    @property
    def throughput(self) -> float:
        """Searches answered in a second."""
        return len(self.times.all) / self.seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns 1 when any search failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.clients", description=__doc__)
    parser.add_argument("--documents", type=int, default=500_000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=15.0, help="of each round")
    parser.add_argument("--rounds", type=int, default=3, help="of each way")
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    with contextlib.ExitStack() as stack:
        found = opensearch(stack)
        if found is None:
            return 0
        engine = _of_one_secret(found)
        asked = _prepared(engine, given.documents)
        clients = stack.enter_context(_clients(engine, asked, given.clients))
        heading(f"{given.clients} clients at once", samples.named(given.documents), "OpenSearch")
        rounds = {way: list[Round]() for way in _WAYS}
        for _ in range(given.rounds):
            for way in _WAYS:
                rounds[way].extend(_round(clients, way, given.seconds))
        return _report({way: summed(rounds[way], given.seconds * given.rounds) for way in _WAYS})


def _of_one_secret(engine: Engine) -> Engine:
    """Let all processes sign cursors alike, as they go from one to the other here."""
    secret = base64.b64encode(os.urandom(32)).decode()
    return msgspec.structs.replace(engine, variables={**engine.variables, "PADAN_CURSOR_SECRET": secret})


def _prepared(engine: Engine, documents: int) -> list[Question]:
    """Fill the engine and note what the interface asks of it for each search."""
    from search.engine import close, vacancy_index

    configure(engine)
    try:
        fill(documents)
        caller, found = Caller(), []
        with noted_plans(vacancy_index()) as plans:
            for query in queries(_ASKED):
                event = caller.event(parameters_of(caller, query))
                plans.clear()
                caller.answer(event)
                found.append(Question(event, request_of(plans[0])))
        return found
    finally:
        close()


@contextlib.contextmanager
def _clients(engine: Engine, asked: Sequence[Question], count: int) -> Iterator[list[Connection]]:
    """Start the clients, yield the lines to them when all are warm, and end them."""
    lines, running = list[Connection](), list[BaseProcess]()
    try:
        for number in range(count):
            ours, theirs = _SPAWN.Pipe()
            process: BaseProcess = _SPAWN.Process(
                target=_client, args=(engine, list(asked), number, theirs), daemon=True
            )
            process.start()
            theirs.close()
            lines.append(ours)
            running.append(process)
        for line in lines:
            _received(line, _PATIENCE)
        yield lines
    finally:
        for line in lines:
            line.close()
        for process in running:
            process.join(10)
            process.kill()


def _round(clients: Sequence[Connection], way: str, seconds: float) -> list[Round]:
    for line in clients:
        line.send((way, seconds))
    return [_received(line, seconds + _PATIENCE) for line in clients]


def _received(line: Connection, seconds: float) -> Round:
    if not line.poll(seconds):
        raise TimeoutError(f"a client did not answer within {seconds:.0f} seconds")
    answer: Round = line.recv()
    return answer


def _client(engine: Engine, asked: list[Question], number: int, line: Connection) -> None:
    """Search when told, in an order of its own, until the other side hangs up."""
    configure(engine)
    caller, raw = Caller(), RawOpenSearch(engine.url, "padan-vacancies")
    order = random.Random(number).sample(asked, len(asked))
    ways: dict[str, list[Callable[[], object]]] = {
        "interface": [lambda event=each.event: caller.answer(event) for each in order],  # type: ignore[misc]
        "engine": [raw.asking(each.body) for each in order],
    }
    for works in ways.values():
        for work in works[:_WARM_UP]:
            work()
    line.send(Round(times=()))
    with contextlib.suppress(EOFError):
        while True:
            way, seconds = line.recv()
            line.send(run(ways[way], seconds))


def run(works: Sequence[Callable[[], object]], seconds: float) -> Round:
    """Do ``works`` over and over for ``seconds``, beginning anywhere; what fails is noted and not timed."""
    times, errors = list[float](), list[str]()
    start = random.randrange(len(works))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        work = works[(start + len(times) + len(errors)) % len(works)]
        try:
            times.append(timed(work))
        except Exception as error:  # the figure is how many
            errors.append(repr(error)[:200])
    return Round(times=tuple(times), errors=tuple(errors))


def summed(rounds: Sequence[Round], seconds: float) -> Sums:
    """Put the clients' rounds of one way together; they ran for ``seconds`` in all, side by side."""
    return Sums(
        times=Times(tuple(each for one in rounds for each in one.times)),
        seconds=seconds,
        errors=tuple(error for one in rounds for error in one.errors),
    )


def _report(sums: dict[str, Sums]) -> int:
    for way, found in sums.items():
        note = f"p50 {found.times.p50:.1f} ms, p95 {found.times.p95:.1f} ms, {len(found.errors)} errors"
        figure(f"{way}, throughput", found.throughput, "searches/s", note)
    interface, engine = sums["interface"], sums["engine"]
    ratio("interface / engine, p50", interface.times.p50, engine.times.p50, _P50)
    ratio("interface / engine, throughput", interface.throughput, engine.throughput, _THROUGHPUT)
    for error in dict.fromkeys((*interface.errors, *engine.errors)):
        print(f"failed: {error}")
    return 1 if interface.errors or engine.errors else 0


if __name__ == "__main__":
    sys.exit(main())
