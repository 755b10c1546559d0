"""Runs beside one another: each in a place of its own, and a note which one's result is read."""

from datetime import datetime

import msgspec

from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.batch.joining import Contents, join
from chalicelib.matching.batch.manifest import opened
from chalicelib.matching.batch.results import Results
from chalicelib.matching.batch.store import Store

CURRENT = "current.json"


class Current(msgspec.Struct, frozen=True, kw_only=True):
    """Which run's result is read."""

    run: str


def run_name(moment: datetime) -> str:
    """Return the name of a run that is prepared at ``moment`` (UTC); later ones sort behind."""
    return f"{moment:%Y%m%dT%H%M%SZ}"


def run_store(root: Store, name: str) -> Store:
    """Return the place of one run."""
    return root.within(f"runs/{name}")


def finish(root: Store, name: str) -> Contents:
    """Join the parts of a run, and let its result be read from now on; raises `BatchError` while a part is missing."""
    store = run_store(root, name)
    contents = join(store, opened(store))
    root.write(CURRENT, msgspec.json.encode(Current(run=name)))
    return contents


def current_run(root: Store) -> str | None:
    """Return the name of the run whose result is read, or nothing before the first one."""
    content = root.read(CURRENT)
    return msgspec.json.decode(content, type=Current).run if content is not None else None


def current_results(root: Store) -> Results:
    """Return the result that is read now; raises `BatchError` before the first run, `Damaged` when it is not whole."""
    name = current_run(root)
    if name is None:
        raise BatchError("nobody has been matched yet")
    return Results(run_store(root, name))
