"""Folders that are built once and then only read, by any number of processes at once.

A folder's name says all that it was built from, so that a finished one is never wrong. It is built under a name of its
own and renamed when it is complete: who comes second finds a complete folder or builds the same again.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_UNUSED = 3600
"""Seconds after which a folder that nobody asked for may go."""
_SHOWN = 16


def built_once(folder: Path, build: Callable[[Path], None]) -> Path:
    """Return ``folder``, filled by ``build`` unless it exists; its unused neighbours are removed."""
    if folder.is_dir():
        os.utime(folder)
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    _prune(folder.parent)
    scratch = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.parent))
    try:
        build(scratch)
        _publish(scratch, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder


def digest(parts: Iterable[bytes]) -> str:
    """Return a short name for ``parts``; their boundaries count."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.hexdigest()[:_SHOWN]


def digest_of_files(folder: Path) -> str:
    """Return a short name for the paths and contents under ``folder``."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return digest(part for path in files for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes()))


def _publish(scratch: Path, folder: Path) -> None:
    scratch.chmod(0o755)
    try:
        scratch.rename(folder)
    except OSError:
        if not folder.is_dir():  # nobody was quicker: the rename itself failed
            raise


def _prune(parent: Path) -> None:
    oldest = time.time() - _UNUSED
    for entry in parent.iterdir():
        if entry.is_dir() and _touched(entry) < oldest:
            shutil.rmtree(entry, ignore_errors=True)


def _touched(entry: Path) -> float:
    try:
        return entry.stat().st_mtime
    except FileNotFoundError:  # another process pruned it
        return time.time()
