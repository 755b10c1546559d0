"""The batch in a deployment: prepared by a schedule, worked on part by part by a state machine, joined at the end.

Files are in a bucket of their own. What each step is told is a run's name and a part's number, never a person.
"""

import functools

import msgspec

from chalicelib import aws, settings
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.matching.batch.exporting import export
from chalicelib.matching.batch.forgetting import forget_inputs
from chalicelib.matching.batch.joining import CONTENTS, Contents
from chalicelib.matching.batch.manifest import Manifest, opened
from chalicelib.matching.batch.results import Results
from chalicelib.matching.batch.runs import current_results, current_run, finish, run_name, run_store
from chalicelib.matching.batch.store import Bucket, Store
from chalicelib.matching.batch.working import Bench, bench, part, work

_PREFIX = "matching"


class PartOf(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a run."""

    run: str
    number: int


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """What the state machine is given: a run and its parts."""

    run: str
    parts: tuple[PartOf, ...]


def root() -> Store:
    """Return where all runs of the deployment are."""
    return Bucket(settings.read(settings.Objects).matches_bucket, _PREFIX)


def begin(clock: Clock = SYSTEM_CLOCK) -> Begun | None:
    """Write vacancies and people of this moment, and start the state machine on them.

    Does nothing where there is none: on one machine ``padan match-all`` does its work.
    """
    machine = settings.read(settings.Matching).matching_machine
    if not machine:
        return None
    name = run_name(clock.now())
    manifest = export(run_store(root(), name), clock)
    begun = Begun(run=name, parts=tuple(PartOf(run=name, number=block.number) for block in manifest.blocks))
    # An execution is named after its run: a call that is repeated starts no second one.
    aws.client("stepfunctions").start_execution(
        stateMachineArn=machine, name=name, input=msgspec.json.encode(begun).decode()
    )
    return begun


def work_on(given: PartOf) -> int:
    """Match the people of one part, unless it is done already; returns how many they are. Raises `BatchError`."""
    store = run_store(root(), given.run)
    manifest, ready = _prepared(given.run)
    block = manifest.blocks[given.number]
    if part(store, manifest, block) is None:
        work(store, manifest, given.number, ready)
    return block.people


def end(run: str) -> Contents:
    """Join a run, let its result be read, and take away what it was made of; called again it changes nothing.

    Raises `BatchError` while a part is missing.
    """
    store = run_store(root(), run)
    content = store.read(CONTENTS) if current_run(root()) == run else None
    contents = msgspec.json.decode(content, type=Contents) if content is not None else finish(root(), run)
    forget_inputs(store)
    return contents


def results() -> Results:
    """Return the result that is read now; raises `BatchError` before the first run, `Damaged` when it is not whole."""
    return current_results(root())


@functools.lru_cache(maxsize=1)
def _prepared(run: str) -> tuple[Manifest, Bench]:
    """A function that lives on works on several parts of a run and lays the vacancies out once."""
    store = run_store(root(), run)
    manifest = opened(store)
    return manifest, bench(store, manifest)
