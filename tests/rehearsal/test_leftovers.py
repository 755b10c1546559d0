"""A rehearsal that is ended leaves neither a process nor a folder behind."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from infra_cdk.packaging.staging import ROOT
from tests.e2e.served import eventually, gone
from tests.engines_fixtures import require_opensearch

pytestmark = [pytest.mark.emulator, pytest.mark.engine]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_ended_rehearsal_leaves_nothing(number, tmp_path):
    require_opensearch(tmp_path / "installed")
    (tmp_path / "installed").mkdir(exist_ok=True)
    with (tmp_path / "log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "infra_cdk.rehearsal"],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(tmp_path)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        process = psutil.Process(running.pid)
        # The emulator under its guard, the index under its own, and the synthesis.
        family = eventually(lambda: _family(process, 3), seconds=60)
        running.send_signal(number)
        code = running.wait(60)
    assert code == 128 + number, (tmp_path / "log").read_text()
    assert gone(family)
    assert not list(tmp_path.glob("padan-rehearsal-*"))


def _family(process, least):
    found = [child.pid for child in process.children(recursive=True)]
    return found if len(found) >= least else None
