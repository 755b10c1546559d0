"""A run that is killed at any moment goes on where it stopped, and ends with the same bytes as one that was not."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from chalicelib.clock import FixedClock
from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.batch.manifest import prepare
from chalicelib.matching.batch.runs import current_results
from chalicelib.matching.batch.store import Folder
from local.batch.pool import Worked, work_on
from local.batch.running import run
from tests.matching.batch import one_run, worlds

DEADLINE = 120


def started(folder):
    return subprocess.Popen([sys.executable, one_run.__file__, str(folder)], stdout=subprocess.PIPE, text=True)


def finished(folder):
    process = started(folder)
    told, _ = process.communicate(timeout=DEADLINE)
    assert process.returncode == 0, told
    return int(told.splitlines()[-1].removeprefix("resumed "))


def files(folder, name):
    (found,) = (folder / "runs").iterdir()
    return {path.name: path.read_bytes() for path in sorted((found / name).glob("[!.]*"))}


def parts_with_times(folder):
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("runs/*/parts/[!.]*")}


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("uninterrupted")
    assert finished(folder) == 0
    return files(folder, "results")


def killed_after(folder, parts):
    """Kill a run with SIGKILL as soon as so many parts are there; return what was there, and the workers' ids."""
    process = started(folder)
    deadline = time.monotonic() + DEADLINE
    while len(list(folder.glob("runs/*/parts/[!.]*"))) < parts:
        assert time.monotonic() < deadline
        assert process.poll() is None
    workers = [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=DEADLINE)
    return workers


def gone(pid):
    deadline = time.monotonic() + DEADLINE
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("parts", [0, 7])
def test_whoever_is_killed_goes_on_and_ends_with_the_same_bytes(tmp_path, uninterrupted, parts):
    workers = killed_after(tmp_path, parts)
    assert all(gone(pid) for pid in workers), "a process works on for nobody"
    before = parts_with_times(tmp_path)
    resumed = finished(tmp_path)
    assert len(before) >= parts
    assert resumed == len(before) * one_run.BLOCK
    assert files(tmp_path, "results") == uninterrupted
    after = parts_with_times(tmp_path)
    assert {name: after[name] for name in before} == before, "what was done is not touched again"


def test_a_damaged_part_is_done_again(tmp_path, uninterrupted):
    killed_after(tmp_path, 5)
    damaged = sorted(tmp_path.glob("runs/*/parts/[!.]*"))[2]
    damaged.write_bytes(damaged.read_bytes()[:-9])
    finished(tmp_path)
    assert files(tmp_path, "results") == uninterrupted


CLOCK = FixedClock(datetime.fromtimestamp(worlds.NOW, UTC))
LATER = FixedClock(datetime.fromtimestamp(worlds.NOW, UTC) + timedelta(hours=25))


def small(store):
    return prepare(store, *worlds.small_country(30), worlds.NOW, 7)


def quiet(_done, _of):
    return None


def test_progress_is_told_up_to_all(tmp_path):
    told = []
    ran = run(tmp_path, small, lambda done, of: told.append((done, of)), 1, CLOCK)
    assert told[0] == (0, 30)
    assert told[-1] == (30, 30)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert (ran.people, ran.vacancies, ran.resumed) == (30, 60, 0)
    assert ran.processor > 0


def test_a_finished_run_is_followed_by_a_new_one_and_goes(tmp_path):
    first = run(tmp_path, small, quiet, 1, CLOCK)
    second = run(tmp_path, small, quiet, 1, LATER)
    assert second.resumed == 0
    assert [path.name for path in (tmp_path / "runs").iterdir()] == [second.run] != [first.run]
    assert len(list(current_results(Folder(tmp_path)).everybody())) == 30


def test_a_run_from_yesterday_is_not_gone_on_with(tmp_path):
    store = Folder(tmp_path / "runs" / "20200101T000000Z")
    prepare(store, *worlds.small_country(9), worlds.NOW - 2 * 86_400, 7)
    assert run(tmp_path, small, quiet, 1, CLOCK).people == 30


def test_a_part_that_fails_ends_the_run_and_says_why(tmp_path):
    manifest = prepare(Folder(tmp_path), *worlds.small_country(9), worlds.NOW, 3)
    (tmp_path / "people" / "00001.bin").write_bytes(b"damaged")
    told: list[Worked] = []
    with pytest.raises(BatchError, match=r"people/00001\.bin is not what"):
        work_on(tmp_path, [block.number for block in manifest.blocks], 1, told.append)
    assert [part.number for part in told] == [0]


def test_a_worker_that_is_killed_ends_the_run(tmp_path):
    manifest = prepare(Folder(tmp_path), *worlds.small_country(400, 200), worlds.NOW, 10)

    def kill(part):
        os.kill(part.process, signal.SIGKILL)

    with pytest.raises(BatchError, match="ended by itself"):
        work_on(tmp_path, [block.number for block in manifest.blocks], 1, kill)


def test_nothing_to_do_starts_nobody(tmp_path):
    work_on(Path(tmp_path) / "nothing", [], 2, lambda _: pytest.fail("there is nothing to tell"))
