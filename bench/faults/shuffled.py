"""Changes of a table in any order, several times over, through the worker that indexes: the index ends as the table.

python -m bench.faults.shuffled [--events 100000] [--seed 7] [--engine embedded] [--minutes 60]

After so many minutes nothing more is delivered, and the index is compared with what was.
"""

import argparse
import contextlib
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import msgspec

from bench import copies
from bench.cleaning import end_like_ctrl_c
from bench.report import figure, heading
from bench.settings import configure, embedded, opensearch
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.vacancies.model import State, Vacancy
from chalicelib.vacancies.table import item_of
from local.http.context import LambdaContext

_BATCH = 100
_MOST_VERSIONS, _REMOVED, _AGAIN = 8, 0.2, 0.25
_STATES = (State.PUBLISHED, State.PUBLISHED, State.PUBLISHED, State.HELD, State.EXPIRED, State.WITHDRAWN)
_OPEN = timedelta(days=60)
_HANDLER = "index_vacancies"


class Event(msgspec.Struct, frozen=True):
    """Version ``version`` of the vacancy ``number``, or its removal (``state`` is ``None``)."""

    number: int
    version: int
    state: State | None


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What was delivered, and in what the index differs from the table: vacancies by identifier."""

    events: int
    vacancies: int
    open: int
    seconds: float
    failed: int
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    resurrected: tuple[str, ...]

    @property
    def fine(self) -> bool:
        """Whether the index is as the table."""
        return not (self.failed or self.missing or self.wrong or self.resurrected)


def run(events: int, seed: int, minutes: float = math.inf) -> Outcome:
    """Deliver ``events`` events, as long as ``minutes`` last, into the index of this process's settings.

    That should be empty.
    """
    told = list(_told(events, random.Random(seed)))
    world = World.of(told, seed)
    began, failed, done = time.monotonic(), 0, 0
    while done < len(told) and (not done or time.monotonic() < began + 60 * minutes):
        failed += deliver(world, told[done : done + _BATCH])
        done += _BATCH
    return compared(world, told[:done], failed, time.monotonic() - began)


def deliver(world: "World", told: Sequence[Event]) -> int:
    """Hand the events to the worker, batch by batch; returns how many it could not apply."""
    import app

    handler, failed = app.app.handler_map[_HANDLER], 0
    for start in range(0, len(told), _BATCH):
        batch = {"Records": [world.record(event, place) for place, event in enumerate(told[start : start + _BATCH])]}
        failed += len(handler(batch, LambdaContext(_HANDLER, 60))["batchItemFailures"])
    return failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was delivered and what differs; returns 1 when anything does."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults.shuffled", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--engine", choices=("embedded", "opensearch"), default="embedded")
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    corpus = f"{given.events:,} events, a fifth of them repeated, all shuffled, seed {given.seed}"
    heading("shuffled changes", corpus, given.engine)
    with contextlib.ExitStack() as stack:
        engine = stack.enter_context(embedded()) if given.engine == "embedded" else opensearch(stack)
        if engine is None:
            return 1
        configure(engine)
        outcome = run(given.events, given.seed, given.minutes)
    report(outcome)
    return 0 if outcome.fine else 1


def report(outcome: Outcome) -> None:
    """Print a run."""
    figure("events delivered", outcome.events, "")
    figure("vacancies that they are about", outcome.vacancies, "", f"{outcome.open:,} are open in the end")
    figure("duration", outcome.seconds, "s", f"{outcome.events / outcome.seconds:,.0f} events/s")
    figure("events that failed", outcome.failed, "")
    figure("missing in the index", len(outcome.missing), "", " ".join(outcome.missing[:5]))
    figure("in another version", len(outcome.wrong), "", " ".join(outcome.wrong[:5]))
    figure("there although gone", len(outcome.resurrected), "", " ".join(outcome.resurrected[:5]))


def _told(events: int, draw: random.Random) -> Iterator[Event]:
    """Histories of vacancies, a share of them told again, in no order."""
    found: list[Event] = []
    number = 0
    while len(found) < events * (1 - _AGAIN * 0.8):
        found += _history(number, draw)
        number += 1
    found += draw.choices(found, k=max(0, events - len(found)))
    draw.shuffle(found)
    yield from found[:events]


def _history(number: int, draw: random.Random) -> Iterator[Event]:
    last = draw.randint(1, _MOST_VERSIONS)
    for version in range(1, last + 1):
        yield Event(number, version, draw.choice(_STATES))
    if draw.random() < _REMOVED:
        yield Event(number, last + 1, None)


class World:
    """The vacancies, and how DynamoDB's stream tells of them."""

    @classmethod
    def of(cls, told: Sequence[Event], seed: int) -> "World":
        """Make the vacancies that the events are about."""
        found = copies.corpus(max(event.number for event in told) + 1, seed)
        return cls([each.vacancy for each in found])

    def __init__(self, vacancies: Sequence[Vacancy]) -> None:
        """Let ``vacancies``, by number, stay open for longer than a run takes."""
        now = SYSTEM_CLOCK.now()
        self._vacancies = [msgspec.structs.replace(each, expires_at=now + _OPEN) for each in vacancies]
        self._now = now.timestamp()

    def name(self, number: int) -> str:
        """The identifier of a vacancy."""
        return self._vacancies[number].id

    def title(self, number: int, version: int) -> str:
        """What a vacancy is called in a version: another name in each."""
        return f"{self._vacancies[number].content.title} edisi {version}"

    def record(self, event: Event, place: int) -> dict[str, Any]:
        """Return one record, the ``place``-th of its batch."""
        change: dict[str, Any] = {
            "Keys": {"pk": {"S": self.name(event.number)}},
            "SequenceNumber": f"{place + 1:021d}",
            "ApproximateCreationDateTime": self._now,
            "StreamViewType": "NEW_AND_OLD_IMAGES",
        }
        if event.state is None:
            last = Event(event.number, event.version - 1, State.PUBLISHED)
            return {"eventName": "REMOVE", "dynamodb": change | {"OldImage": self._image(last)}}
        name = "INSERT" if event.version == 1 else "MODIFY"
        return {"eventName": name, "dynamodb": change | {"NewImage": self._image(event)}}

    def _image(self, event: Event) -> dict[str, Any]:
        present = self._vacancies[event.number]
        content = msgspec.structs.replace(present.content, title=self.title(event.number, event.version))
        state = event.state or State.PUBLISHED
        vacancy = msgspec.structs.replace(present, content=content, state=state, revision=event.version)
        image: dict[str, Any] = item_of(vacancy).serialize()
        return image | {"version": {"N": str(event.version)}}


def compared(world: World, told: Sequence[Event], failed: int = 0, seconds: float = 0.0) -> Outcome:
    """Compare the index with a table in which everything that was told has happened."""
    from search.engine import vacancy_index

    last: dict[int, Event] = {}
    for event in told:
        if event.number not in last or event.version > last[event.number].version:
            last[event.number] = event
    wanted = {world.name(number): event for number, event in last.items() if event.state is State.PUBLISHED}
    index = vacancy_index()
    index.refresh()
    there = {entry.id: entry.version for entry in index.versions()}
    wrong = [name for name, event in wanted.items() if name in there and not _is_there(world, index, name, event)]
    return Outcome(
        events=len(told),
        vacancies=len(last),
        open=len(wanted),
        seconds=seconds,
        failed=failed,
        missing=tuple(sorted(wanted.keys() - there.keys())),
        wrong=tuple(wrong),
        resurrected=tuple(sorted(there.keys() - wanted.keys())),
    )


def _is_there(world: World, index: Any, name: str, event: Event) -> bool:  # noqa: ANN401 - either engine's
    found = index.get(name)
    return found is not None and (found.version, found.title) == (
        event.version,
        world.title(event.number, event.version),
    )


if __name__ == "__main__":
    sys.exit(main())
