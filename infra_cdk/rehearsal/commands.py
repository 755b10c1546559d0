"""Runs a command line to its end, within a time; it ends with this process, however that ends."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from local.emulator import ACCOUNT, CREDENTIALS
from local.engines.child import Child

_GUARD = Path(__file__).resolve().parent.parent.parent / "local" / "engines" / "guard.py"
_PAUSE = 0.05
_LOOKED_AT, _LAST, _FAILURE = 200_000, 12, "FAILED"
_FOREIGN = ("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE")
_ENDPOINT = "AWS_ENDPOINT_URL"


class CommandFailedError(RuntimeError):
    """A command ended with another code than 0, or not in time; the message holds the end of what it wrote."""


def run(command: Sequence[str], log: Path, environment: Mapping[str, str], seconds: float) -> str:
    """Run ``command`` with ``environment`` added to this process's; return what it wrote (also to ``log``).

    Raises `CommandFailedError`.
    """
    start = log.stat().st_size if log.exists() else 0
    without = [part for name in _FOREIGN for part in ("-u", name)]
    guarded = [sys.executable, "-I", "-S", str(_GUARD), "env", *without, *command]
    with Child(guarded, log, environment) as child:
        until = time.monotonic() + seconds
        while child.alive and time.monotonic() < until:
            time.sleep(_PAUSE)
        late = child.alive
        code = child.stop()
    if late or code:
        why = f"did not end within {seconds:g} s" if late else f"ended with code {code}"
        raise CommandFailedError(f"{' '.join(command)} {why}:\n{_telling(child.tail(_LOOKED_AT))}")
    return log.read_bytes()[start:].decode("utf-8", "replace")


def _telling(text: str) -> str:
    """Return what of a long text says why: lines that report a failure, and the end."""
    lines = text.splitlines()
    failures = [line for line in lines[:-_LAST] if _FAILURE in line]
    return "\n".join([*failures, *lines[-_LAST:]])


def of_account(endpoint: str, region: str) -> dict[str, str]:
    """Return the variables with which AWS's tools work on the emulator at ``endpoint`` and nowhere else."""
    # Of a user who also works with AWS itself: nothing may reach their account.
    others = {name: endpoint for name in os.environ if name.startswith(_ENDPOINT)}
    return {
        **others,
        **CREDENTIALS,
        _ENDPOINT: endpoint,
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_ACCOUNT_ID": ACCOUNT,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "CDK_DISABLE_CLI_TELEMETRY": "true",
    }
