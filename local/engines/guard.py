"""Runs a foreign program and stops it when this program's standard input ends.

Usage: `python guard.py COMMAND...`. It stands alone (standard library only) so that it stays small:
it lives as long as the Java engine that it watches. Exit code: the program's own.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading

_GRACE_SECONDS = 10
_PARENT_DEATH_SIGNAL = 1


def _die_with_guard() -> None:
    """Linux only: the kernel kills the program when the guard itself is killed."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait_for_end_of_input(process: "subprocess.Popen[bytes]") -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    _stop(process)


def main(command: list[str]) -> int:
    """Run `command` until it ends, a signal asks, or standard input ends; returns its exit code."""
    linux = sys.platform.startswith("linux")
    process = subprocess.Popen(  # noqa: S603 - the command of the caller, no shell
        command,
        stdin=subprocess.DEVNULL,
        preexec_fn=_die_with_guard if linux else None,  # noqa: PLW1509 - no other thread runs yet
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: process.terminate())
    threading.Thread(target=_wait_for_end_of_input, args=(process,), daemon=True).start()
    return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
