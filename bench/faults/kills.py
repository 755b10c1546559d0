"""Kills the tables, or who writes to them, at any moment and looks whether a confirmed write is lost, or half done.

    python -m bench.faults.kills [--rounds 50] [--seed 7] [--minutes 60]

The tables are DynamoDB Local on disk. In every other round it is killed (`kill -9`); in the others the writers are.
After so many minutes no further round begins.
"""

import argparse
import math
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.cleaning import end_like_ctrl_c
from bench.faults.standing import environment_kept, kill
from bench.faults.writing import Confirmed, use
from bench.report import figure, heading
from local.engines.dynamodb import DynamoDBLocal
from local.engines.polling import wait_until

_WRITERS, _PREFIX = 2, "kills-"
_PATIENCE_SECONDS, _MOST_WRITES = 120.0, 60
_FOLDER = Path(__file__).resolve().parents[2]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What was confirmed over all rounds, what of it is gone, and what is there by half."""

    rounds: int
    engine_kills: int
    writer_kills: int
    confirmed: int
    lost: tuple[str, ...]
    halves: tuple[str, ...]
    seconds: float


def run(folder: Path, rounds: int, seed: int, minutes: float = math.inf) -> Outcome:
    """Kill ``rounds`` times, as long as ``minutes`` last, and look after each; tables and logs lie in ``folder``."""
    with environment_kept():
        return _run(folder, rounds, seed, minutes)


def _run(folder: Path, rounds: int, seed: int, minutes: float) -> Outcome:
    draw = random.Random(seed)
    began, done = time.monotonic(), 0
    lost: list[str] = []
    halves: list[str] = []
    engine = _started(folder)
    _create(engine)
    known = 0
    try:
        for number in range(rounds):
            if time.monotonic() > began + 60 * minutes:
                break
            done = number + 1
            log = folder / f"confirmed-{number}.ndjson"
            writers = [_writer(engine, log, f"{seed}-{number}-{place}") for place in range(_WRITERS)]
            engine = _killed(engine, writers, log, draw, kills_engine=number % 2 == 0, folder=folder)
            use(engine.url, _PREFIX)
            _afresh()
            confirmed = list(_read(log))
            known += len(confirmed)
            lost += [f"round {number}: {each.kind} {each.id}" for each in confirmed if not _is_there(each)]
        halves += _halves()
        # What was confirmed in the first rounds has outlived all the others.
        everything = [each for log in sorted(folder.glob("confirmed-*.ndjson")) for each in _read(log)]
        lost += [f"in the end: {each.kind} {each.id}" for each in everything if not _is_there(each)]
    finally:
        engine.stop()
    return Outcome(
        rounds=done,
        engine_kills=(done + 1) // 2,
        writer_kills=done // 2,
        confirmed=known,
        lost=tuple(lost),
        halves=tuple(halves),
        seconds=time.monotonic() - began,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what was lost; returns 1 when anything was."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults.kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=math.inf)
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    heading("kills", f"{given.rounds} rounds, {_WRITERS} writers, seed {given.seed}", "DynamoDB Local on disk")
    with tempfile.TemporaryDirectory(prefix="padan-kills-") as folder:
        outcome = run(Path(folder), given.rounds, given.seed, given.minutes)
    report(outcome)
    return 1 if outcome.lost or outcome.halves else 0


def report(outcome: Outcome) -> None:
    """Print a run."""
    figure("rounds", outcome.rounds, "", f"{outcome.engine_kills} of the tables, {outcome.writer_kills} of the writers")
    figure("writes confirmed", outcome.confirmed, "")
    figure("confirmed writes lost", len(outcome.lost), "", " ".join(outcome.lost[:5]))
    figure("transactions done by half", len(outcome.halves), "", " ".join(outcome.halves[:5]))
    figure("duration", outcome.seconds, "s")


def _started(folder: Path) -> DynamoDBLocal:
    return DynamoDBLocal(folder / "tables", on_disk=True).start()


def _create(engine: DynamoDBLocal) -> None:
    from local.resources import client
    from local.table_stores import create_tables

    use(engine.url, _PREFIX)
    _afresh()
    create_tables(client("dynamodb", engine.url))


def _afresh() -> None:
    from chalicelib import aws, settings, tables
    from chalicelib.employers import lookalikes, unclaimed

    for module in (settings, tables, aws, unclaimed, lookalikes):
        module.forget()


def _writer(engine: DynamoDBLocal, log: Path, seed: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.faults.writing", engine.url, _PREFIX, str(log), seed]
    return subprocess.Popen(command, cwd=_FOLDER, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command


def _killed(
    engine: DynamoDBLocal,
    writers: Sequence[subprocess.Popen[bytes]],
    log: Path,
    draw: random.Random,
    *,
    kills_engine: bool,
    folder: Path,
) -> DynamoDBLocal:
    """Let them write for a moment, kill, and return the engine that goes on."""
    enough = draw.randint(1, _MOST_WRITES)
    wait_until(lambda: _confirmed(log) >= enough, _PATIENCE_SECONDS, "the writes of a round", pause=0.005)
    if kills_engine:
        kill(engine)
    for writer in writers:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait(10)
    return _started(folder) if kills_engine else engine


def _confirmed(log: Path) -> int:
    return log.read_bytes().count(b"\n") if log.exists() else 0


def _read(log: Path) -> Iterator[Confirmed]:
    """What was noted whole: the last line may be cut off."""
    for line in log.read_bytes().split(b"\n")[:-1]:
        yield msgspec.json.decode(line, type=Confirmed)


def _is_there(written: Confirmed) -> bool:
    from chalicelib import idempotency, uniqueness
    from chalicelib.alerts.table import SavedSearchItem
    from chalicelib.employers.table import EmployerItem
    from chalicelib.people.table import PersonItem
    from chalicelib.vacancies import storing
    from chalicelib.vacancies.table import VacancyItem

    if written.place:
        marker = _found(idempotency.IdempotencyMarker, written.place)
        if marker is None or marker.result != written.id:
            return False
    match written.kind:
        case "person":
            return _found(PersonItem, written.id) is not None
        case "search":
            return _found(SavedSearchItem, written.owner, written.id) is not None
        case "employer":
            return _found(EmployerItem, written.id) is not None
        case "pushed":
            claimed = uniqueness.holder(storing.EXTERNAL, f"par_x#{written.owner}")
            return claimed == written.id and _found(VacancyItem, written.id) is not None
        case "submitted":
            item = _found(VacancyItem, written.id)
            return item is not None and item.vacancy.state.value != "draft"
        case _:
            return _found(VacancyItem, written.id) is not None


def _found(model: Any, *key: str) -> Any:  # noqa: ANN401 - any table's model, and whatever that holds
    try:
        return model.get(*key, consistent_read=True)
    except model.DoesNotExist:
        return None


def _halves() -> Iterator[str]:
    """Markers without what they stand for, and the other way round."""
    from chalicelib import idempotency, uniqueness
    from chalicelib.employers.table import EmployerItem, MembershipItem
    from chalicelib.vacancies.table import VacancyItem

    vacancies = {item.pk for item in VacancyItem.scan(consistent_read=True)}
    employers = {item.pk: item.employer for item in EmployerItem.scan(consistent_read=True)}
    for marker in idempotency.IdempotencyMarker.scan(consistent_read=True):
        if marker.result.startswith(("vac_", "emp_")) and marker.result not in vacancies | employers.keys():
            yield f"key of {marker.result}"
    for claim in uniqueness.UniquenessMarker.scan(consistent_read=True):
        if claim.owner.startswith(("vac_", "emp_")) and claim.owner not in vacancies | employers.keys():
            yield f"claim of {claim.owner}"
    members = {(item.pk, item.employer_id) for item in MembershipItem.scan(consistent_read=True)}
    for name, employer in employers.items():
        for member in employer.members:
            if (member.person_id, name) not in members:
                yield f"member of {name}"


if __name__ == "__main__":
    sys.exit(main())
