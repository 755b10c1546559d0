"""Sending at the moments that were drawn. Nobody waits for anybody: who comes late counts as late."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

from bench.load.arrivals import Arrival, Kind
from bench.load.outcomes import Ending, Outcome, ending_of
from bench.load.wire import NoReply, Reply

Work = Callable[[], Awaitable[Reply]]
"""Does what one arrival does and returns the answer."""


async def send_all(arrivals: Sequence[Arrival], works: Mapping[Kind, Work]) -> list[Outcome]:
    """Do each arrival's work at its moment; returns when all are over."""
    began = time.perf_counter()
    tasks: list[asyncio.Task[Outcome]] = []
    for arrival in arrivals:
        wait = arrival.at - (time.perf_counter() - began)
        if wait > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(_one(arrival, works[arrival.kind], began)))
    return list(await asyncio.gather(*tasks))


async def _one(arrival: Arrival, work: Work, began: float) -> Outcome:
    behind = _since(arrival, began)
    try:
        response = await work()
    except NoReply as error:
        ending, note = Ending.FAILED, str(error)
    else:
        ending = ending_of(response)
        bad = ending in (Ending.REFUSED, Ending.FAILED)
        note = f"{arrival.kind}: {response.status} {response.content[:160].decode(errors='replace')}" if bad else ""
    return Outcome(
        kind=arrival.kind,
        at=arrival.at,
        ending=ending,
        milliseconds=_since(arrival, began),
        behind=behind,
        note=note,
    )


def _since(arrival: Arrival, began: float) -> float:
    return (time.perf_counter() - began - arrival.at) * 1_000
