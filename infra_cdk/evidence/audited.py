"""Whether the audit of a platform on this machine is what was written."""

import subprocess
import sys

import msgspec

from infra_cdk.evidence.collected import Collected, Missing

_SECONDS = 600
_COMMAND = "from local.cli import main; main()"


def audit(given: Collected) -> msgspec.Raw | Missing:
    """Return the report of ``padan audit verify`` on the data folder that was named."""
    if given.data is None:
        return Missing(reason="no platform was named (--data); of one in the cloud: the task audit-verify")
    asked = [sys.executable, "-c", _COMMAND, "audit", "verify", "--data", str(given.data.resolve()), "--json"]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            asked, cwd=given.house, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        return Missing(reason=f"the platform did not verify its audit within {_SECONDS} seconds")
    return report(done.stdout)


def report(output: bytes) -> msgspec.Raw | Missing:
    """Return the report that the command printed, sound or not; `Missing` when it printed none."""
    try:
        msgspec.json.decode(output, type=_Report)
    except msgspec.MsgspecError:
        return Missing(reason="the platform gave no report on its audit")
    return msgspec.Raw(output.strip())


class _Report(msgspec.Struct, frozen=True):
    """What every report has."""

    head: str
    faults: int
