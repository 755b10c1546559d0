"""A whole run in a folder: prepared, worked on by several processes, joined; one that was broken off goes on."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.batch.joining import CONTENTS
from chalicelib.matching.batch.manifest import Manifest, opened
from chalicelib.matching.batch.runs import finish, run_name, run_store
from chalicelib.matching.batch.store import Folder, Store
from chalicelib.matching.batch.working import missing
from local.batch.pool import Worked, work_on

RUNS = "runs"
_GOES_ON = timedelta(hours=24)
"""After so long vacancies and people have changed too much for an unfinished run to be worth ending."""
Report = Callable[[int, int], None]
"""Called with how many people are done, of how many."""


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: ``resumed`` people had been matched before it; ``processor`` is seconds of the processes."""

    run: str
    people: int
    vacancies: int
    resumed: int
    processor: float


def run(
    root: Path,
    prepare: Callable[[Store], Manifest],
    report: Report,
    processes: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Ran:
    """Match everybody and let the result in ``root`` be read; raises `BatchError` when a part cannot be worked on."""
    name = _unfinished(root, clock) or run_name(clock.now())
    store = run_store(Folder(root), name)
    manifest = _manifest(store) or prepare(store)
    numbers = missing(store, manifest)
    progress = _Progress(manifest, numbers, report)
    work_on(root / RUNS / name, numbers, processes or os.cpu_count() or 1, progress.worked)
    finish(Folder(root), name)
    _prune(root, name)
    return Ran(
        run=name,
        people=manifest.people,
        vacancies=manifest.vacancies,
        resumed=progress.resumed,
        processor=sum(progress.processor.values()),
    )


class _Progress:
    def __init__(self, manifest: Manifest, numbers: list[int], report: Report) -> None:
        left = sum(manifest.blocks[number].people for number in numbers)
        self.resumed = self._done = manifest.people - left
        self._of, self._report = manifest.people, report
        self.processor: dict[int, float] = {}
        report(self._done, self._of)

    def worked(self, part: Worked) -> None:
        self._done += part.people
        self.processor[part.process] = part.processor
        self._report(self._done, self._of)


def _unfinished(root: Path, clock: Clock) -> str | None:
    """Return the newest run that can go on."""
    newest = epoch_seconds(clock.now() - _GOES_ON)
    for folder in sorted((root / RUNS).glob("*"), reverse=True):
        manifest = _manifest(Folder(folder))
        if manifest is not None and manifest.made_at >= newest and not (folder / CONTENTS).is_file():
            return folder.name
    return None


def _manifest(store: Store) -> Manifest | None:
    try:
        return opened(store)
    except BatchError:
        return None


def _prune(root: Path, kept: str) -> None:
    for folder in (root / RUNS).iterdir():
        if folder.name != kept:
            shutil.rmtree(folder)
