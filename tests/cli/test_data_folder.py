"""Commands on a data folder: the platform that runs there, or one for the duration of the command."""

import fcntl
import os
import subprocess
import sys

import pytest

from local.state import running_url
from tests.cli.conftest import command

pytestmark = pytest.mark.emulator


def _in_a_process_of_its_own(*arguments):
    """A platform prepares the environment of its process, which is not to be that of the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PADAN_", "AWS_"))}
    return subprocess.run(
        [sys.executable, "-c", "from local.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        env={**kept, "COLUMNS": "200", "NO_COLOR": "1"},
        check=False,
    )


def test_a_running_platform_is_found_by_its_folder(padan):
    found = command("search", "--data", padan.data, "--json").good()
    assert "starting it" not in found.err
    assert found.json["total"] >= 0


def test_without_one_a_platform_is_started_for_the_command_and_keeps_what_it_did(tmp_path):
    first = _in_a_process_of_its_own("token", "--role", "seeker", "--data", str(tmp_path), "--json")
    assert first.returncode == 0, first.stderr
    assert "starting it for this command" in first.stderr
    assert running_url(tmp_path) is None
    second = _in_a_process_of_its_own("token", "--role", "seeker", "--data", str(tmp_path), "--json")
    assert second.returncode == 0, second.stderr
    assert "did not stop cleanly" not in second.stderr
    person = '"person_id":"'
    assert first.stdout.partition(person)[2][:30] == second.stdout.partition(person)[2][:30] != ""


def test_a_folder_that_cannot_be_taken_is_told(tmp_path):
    with (tmp_path / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        refused = _in_a_process_of_its_own("search", "--data", str(tmp_path))
    assert (refused.returncode, refused.stdout) == (3, "")
    assert str(tmp_path) in refused.stderr
    assert "Traceback" not in refused.stderr
