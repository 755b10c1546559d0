"""Whole states of the emulator on disk, each in its own folder, taken over only when complete."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_COMPLETE = "complete.json"


class Snapshot(NamedTuple):
    """A complete state: where it is, when it was taken (UTC) and whether the emulator stopped after it."""

    folder: Path
    taken_at: datetime
    final: bool


def latest(root: Path) -> Snapshot | None:
    """The newest complete state under `root`, or None."""
    complete = [folder for folder in _numbered(root) if (folder / _COMPLETE).is_file()]
    if not complete:
        return None
    mark = json.loads((complete[-1] / _COMPLETE).read_text("utf-8"))
    return Snapshot(complete[-1], datetime.fromisoformat(mark["taken_at"]), bool(mark["final"]))


def begin(root: Path) -> Path:
    """An empty folder for the next state."""
    numbers = [int(folder.name) for folder in _numbered(root)]
    folder = root / f"{max(numbers, default=0) + 1:08d}"
    folder.mkdir(parents=True)
    return folder


def complete(folder: Path, *, final: bool) -> None:
    """Declare the state in `folder` complete and remove the ones before it."""
    for file in folder.iterdir():
        _reach_disk(file)
    mark = folder / f"{_COMPLETE}.new"
    mark.write_text(json.dumps({"taken_at": datetime.now(UTC).isoformat(), "final": final}), "utf-8")
    _reach_disk(mark)
    mark.replace(folder / _COMPLETE)
    for older in _numbered(folder.parent):
        if older.name < folder.name:
            shutil.rmtree(older, ignore_errors=True)


def tidy(root: Path) -> None:
    """Remove what an interrupted save left behind."""
    kept = latest(root)
    for folder in _numbered(root):
        if kept is None or folder.name != kept.folder.name:
            shutil.rmtree(folder, ignore_errors=True)


def _reach_disk(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _numbered(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted(folder for folder in root.iterdir() if folder.is_dir() and folder.name.isdigit())
