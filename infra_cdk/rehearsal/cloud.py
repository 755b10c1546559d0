"""The emulator as a cloud account: it deploys stacks, runs the packaged functions and enforces IAM."""

import os
import sys
import sysconfig
from pathlib import Path

from infra_cdk import node
from local.emulator import Emulator

_NEVER = 1e9
"""Seconds between saves: nothing of a rehearsal is kept."""
_ROOT = Path(__file__).resolve().parent.parent.parent
_BEGIN = """
import runpy, sys
sys.path[:0] = sys.argv[1:3]
del sys.argv[1:3]
runpy.run_module("infra_cdk.rehearsal.cloud_server", run_name="__main__", alter_sys=True)
"""


class Cloud(Emulator):
    """An account in memory.

    The emulator runs functions with its own interpreter. That is the bare one here, without this environment's
    packages: a function finds what its package holds and nothing else, as in the cloud.
    """

    def __init__(self, folder: Path) -> None:
        """``folder`` takes the log, unpacked functions and stored objects."""
        super().__init__(folder, _NEVER)
        (folder / "tmp").mkdir(parents=True, exist_ok=True)

    def _command(self) -> list[str]:
        interpreter = getattr(sys, "_base_executable", sys.executable)
        packages = sysconfig.get_path("purelib")
        state = [str(self._folder / "state"), str(self._save_seconds)]
        return [interpreter, "-I", "-c", _BEGIN, str(_ROOT), packages, *state]

    def _environment(self) -> dict[str, str]:
        return {
            **super()._environment(),
            "AUTH": "true",
            # Functions of Node.js, which the CDK adds, find it there.
            "PATH": os.pathsep.join((str(node.node().parent), os.environ.get("PATH", os.defpath))),
            "PYTHONPATH": "",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self._folder / "tmp"),
            "MINISTACK_WORKER_THREADS": "32",
            "LAMBDA_WARM_TTL_SECONDS": "600",
            "LOG_LEVEL": "INFO",
        }
