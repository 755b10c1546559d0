"""Delivers the events of every source that the app registered, until it is stopped."""

import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

import msgspec

from local.engines.polling import NotReadyError
from local.events.changes import ChangeListener
from local.events.dead_letters import DeadLetters
from local.events.delivery import Backoff
from local.events.queues import QueueWorker
from local.events.schedules import ScheduleWorker
from local.events.sources import QueueSource, ScheduleSource, Source, StreamSource
from local.events.streams import StreamWorker
from local.events.worker import Worker

_PAUSE = 0.02


class Clients(msgspec.Struct, frozen=True, kw_only=True):
    """boto3 clients of the emulator."""

    queues: Any
    tables: Any
    streams: Any


class Runner:
    """One thread for each event source.

    `failures` is the queue for stream records that were given up.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        clients: Clients,
        endpoint: str,
        failures: str,
        backoff: Backoff | None = None,
    ) -> None:
        """The queues and tables of the sources must exist."""
        self._clients = clients
        self._backoff = backoff or Backoff()
        self._dead_letters = DeadLetters(clients.queues, failures)
        self._workers = [self._worker(source) for source in sources]
        self._changes = ChangeListener(endpoint, self._wake_for, self._read)

    def start(self) -> "Runner":
        """Begin to deliver."""
        for worker in self._workers:
            worker.start()
        self._changes.start()
        return self

    def _wake_for(self, topics: frozenset[str]) -> None:
        for worker in self._workers:
            if worker.topic in topics:
                worker.wake()

    def _read(self) -> dict[str, str]:
        """Up to where all workers of a table have come."""
        places: dict[str, str] = {}
        for worker in self._workers:
            if isinstance(worker, StreamWorker):
                places[worker.table] = min(places.get(worker.table, worker.read_up_to), worker.read_up_to)
        return {table: sequence for table, sequence in places.items() if sequence}

    def fire(self, name: str) -> bool:
        """Run a schedule now; returns whether it succeeded. Raises `KeyError` for an unknown name."""
        for worker in self._workers:
            if isinstance(worker, ScheduleWorker) and worker.name == name:
                return worker.fire()
        raise KeyError(name)

    def drain(self, seconds: float = 30) -> None:
        """Wait until queues and streams are empty and handlers rest; raises `NotReadyError` when that takes longer."""
        deadline = time.monotonic() + seconds
        while not self._all_idle(deadline):
            if time.monotonic() >= deadline:
                busy = [worker.name for worker in self._drainable if not worker.idle_since(deadline - seconds)]
                raise NotReadyError(f"events were still coming after {seconds:g} seconds: {', '.join(busy) or 'all'}")

    def stop(self, seconds: float = 15) -> bool:
        """Finish the batches at hand and end; returns whether all did in time."""
        self._changes.stop()
        for worker in self._workers:
            worker.ask_to_stop()
        deadline = time.monotonic() + seconds
        ended = [worker.join(deadline - time.monotonic()) for worker in self._workers]
        return all(ended)

    @property
    def _drainable(self) -> list[Worker]:
        return [worker for worker in self._workers if not isinstance(worker, ScheduleWorker)]

    def _all_idle(self, deadline: float) -> bool:
        """One round: everybody polls once more and nobody finds anything, so nobody caused anything either.

        Only those that still have to poll are woken: the others, asking all the time, would take from the emulator what
        those that work need of it.
        """
        began = time.monotonic()
        before = self._delivered()
        while awaited := [worker for worker in self._drainable if not worker.idle_since(began)]:
            if time.monotonic() >= deadline:
                return False
            for worker in awaited:
                worker.wake()
            time.sleep(_PAUSE)
        return self._delivered() == before

    def _delivered(self) -> int:
        return sum(worker.delivered for worker in self._workers)

    def _worker(self, source: Source) -> Worker:
        makers: dict[type, Callable[[Any], Worker]] = {
            QueueSource: lambda source: QueueWorker(source, self._clients.queues, self._backoff),
            StreamSource: self._stream_worker,
            ScheduleSource: ScheduleWorker,
        }
        return makers[type(source)](source)

    def _stream_worker(self, source: StreamSource) -> Worker:
        table = self._clients.tables.describe_table(TableName=source.table)["Table"]
        arn = table.get("LatestStreamArn")
        if not arn:
            raise RuntimeError(f"{source.name} reads changes of {source.table}, which has no stream")
        return StreamWorker(source, arn, self._clients.streams, self._backoff, self._dead_letters)

    def __enter__(self) -> "Runner":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
