"""Processes that work on the parts of a run. Each ends by itself when whoever gave it work is gone, however it went."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from chalicelib.matching.batch.errors import BatchError

_PATIENCE = 10.0
"""Seconds that a process may take to end after its work was taken away; then it is killed."""


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """A part is done: its number, its people, and what processor time its process has used so far in seconds."""

    number: int
    people: int
    process: int
    processor: float


class _Failed(msgspec.Struct, frozen=True):
    reason: str


class _Ready(msgspec.Struct, frozen=True):
    pass


def work_on(folder: Path, numbers: list[int], processes: int, told: Callable[[Worked], None]) -> None:
    """Work on the parts ``numbers`` of the run in ``folder`` and tell of each; raises `BatchError` when one fails."""
    waiting = iter(numbers)
    with _started(folder, min(processes, len(numbers))) as workers:
        while workers:
            for connection in wait(list(workers)):
                if isinstance(connection, Connection):
                    _answer(connection, workers, waiting, told)


def _answer(
    connection: Connection,
    workers: dict[Connection, BaseProcess],
    waiting: Iterator[int],
    told: Callable[[Worked], None],
) -> None:
    try:
        message = connection.recv()
        if isinstance(message, _Failed):
            raise BatchError(message.reason)
        if isinstance(message, Worked):
            told(message)
        number = next(waiting, None)
        connection.send(number)
    except (EOFError, ConnectionError):  # reset, when it was killed with something still to read
        workers[connection].join(_PATIENCE)
        raise BatchError(f"a process ended by itself (exit code {workers[connection].exitcode})") from None
    if number is None:
        workers.pop(connection).join(_PATIENCE)


@contextmanager
def _started(folder: Path, count: int) -> Iterator[dict[Connection, BaseProcess]]:
    context = multiprocessing.get_context("spawn")
    workers: dict[Connection, BaseProcess] = {}
    started: list[BaseProcess] = []
    try:
        for _ in range(count):
            mine, theirs = context.Pipe()
            process: BaseProcess = context.Process(target=_worker, args=(folder, theirs), daemon=True)
            process.start()
            theirs.close()  # so that the end of the process is the end of the line
            workers[mine] = process
            started.append(process)
        yield workers
    finally:
        for connection in workers:
            connection.close()
        for process in started:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()


def _worker(folder: Path, connection: Connection) -> None:
    try:
        _serve(folder, connection)
    except (EOFError, ConnectionError, KeyboardInterrupt):
        return  # nobody is there to give more
    except Exception as error:
        connection.send(_Failed(f"{type(error).__name__}: {error}"))


def _serve(folder: Path, connection: Connection) -> None:
    from chalicelib.matching.batch.manifest import opened
    from chalicelib.matching.batch.store import Folder
    from chalicelib.matching.batch.working import bench, work

    store = Folder(folder)
    manifest = opened(store)
    prepared = bench(store, manifest)
    connection.send(_Ready())
    while (number := connection.recv()) is not None:
        work(store, manifest, number, prepared)
        people = manifest.blocks[number].people
        connection.send(Worked(number=number, people=people, process=os.getpid(), processor=time.process_time()))
