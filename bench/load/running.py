"""One run of a profile against a platform that runs, from the first arrival to what is left to be found."""

import time
from collections.abc import Sequence
from pathlib import Path

import httpx
import msgspec

from bench.load.arrivals import Arrival, Kind
from bench.load.outcomes import Outcome
from bench.load.published import unfound
from bench.load.pushers import Pusher
from bench.load.registering import Registering
from bench.load.searchers import searching, typing
from bench.load.sending import send_all
from bench.load.wire import Wire
from bench.load.writers import Lost, Writers
from local.cli.keyring import load_key
from local.development.guard import LOCAL_HEADER

PARTNER = "Contoh Portal"
WRITERS = 16
_INDEXED_SECONDS = 120.0


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A platform that runs: its address, and the data folder that holds the portal's key."""

    url: str
    data: Path


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """What became of everybody, and of what was acknowledged; ``seconds`` until the last one was answered.

    ``unfound``: pushed vacancies that stand alone and cannot be found in time.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    writes: Lost = Lost(acknowledged=0, missing=0)
    items: Lost = Lost(acknowledged=0, missing=0)
    people: Lost = Lost(acknowledged=0, missing=0)
    unfound: int = 0

    @property
    def losses(self) -> int:
        """Everything that was acknowledged and is not there."""
        return self.writes.missing + self.items.missing + self.people.missing + self.unfound


async def run_profile(place: Place, arrivals: Sequence[Arrival]) -> Run:
    """Let ``arrivals`` search, type, write and push, and look afterwards for all that was acknowledged."""
    with _patient(place.url) as looking:
        wire = Wire(place.url)
        writers = Writers(wire)
        for number in range(WRITERS):
            await writers.add(_token(looking, number))
        pusher = Pusher(wire, load_key(place.data, PARTNER), sum(1 for each in arrivals if each.kind is Kind.PUSH))
        works = {
            Kind.SEARCH: searching(wire),
            Kind.SUGGESTION: typing(wire),
            Kind.WRITE: writers.work,
            Kind.PUSH: pusher.work,
        }
        began = time.perf_counter()
        outcomes = await send_all(arrivals, works)
        seconds = time.perf_counter() - began
        writes = await writers.lost()
        await wire.close()
        items = pusher.lost(looking)
        missing = unfound(looking, pusher.published(looking), _INDEXED_SECONDS)
    return Run(outcomes=tuple(outcomes), seconds=seconds, writes=writes, items=items, unfound=len(missing))


async def run_registrations(place: Place, arrivals: Sequence[Arrival]) -> Run:
    """Let ``arrivals`` register, and ask for each of them afterwards."""
    wire = Wire(place.url)
    registering = Registering(wire)
    began = time.perf_counter()
    outcomes = await send_all(arrivals, {Kind.REGISTRATION: registering.work})
    seconds = time.perf_counter() - began
    people = await registering.lost()
    await wire.close()
    return Run(outcomes=tuple(outcomes), seconds=seconds, people=people)


def _patient(url: str) -> httpx.Client:
    return httpx.Client(base_url=url, timeout=60, trust_env=False, headers={LOCAL_HEADER: "1"})


def _token(looking: httpx.Client, number: int) -> str:
    answer = looking.post("/dev/token", json={"role": "seeker", "name": f"muatan-{number}"})
    answer.raise_for_status()
    return str(answer.json()["token"])
