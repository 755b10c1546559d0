"""Runs a platform in the foreground until a signal ends it."""

import os
import signal
import sys
import threading
from types import FrameType

from local.engines.child import ChildFailedError
from local.engines.polling import NotReadyError
from local.memory import share_arenas
from local.platform import Platform, PortInUseError
from local.state import FolderInUseError
from local.table_stores import TableChangedError

OK = 0
FAILED = 1
FOLDER_IN_USE = 3
PORT_IN_USE = 4
PART_LOST = 5
FORCED = 130
_LOOK_SECONDS = 1.0
_CODES: dict[type[Exception], int] = {
    FolderInUseError: FOLDER_IN_USE,
    PortInUseError: PORT_IN_USE,
    ChildFailedError: FAILED,
    NotReadyError: FAILED,
    TableChangedError: FAILED,
}
START_FAILURES = tuple(_CODES)
"""What keeps a platform from starting; each says why."""


class _Interrupted(BaseException):
    """A signal came while the platform was starting."""


class Signals:
    """The first SIGINT or SIGTERM asks to stop, the second ends the process at once.

    Children end by themselves when this process does, so nothing is left behind either way.
    """

    def __init__(self) -> None:
        """Nothing is handled before `listen`."""
        self.asked = threading.Event()
        self._starting = True

    def listen(self) -> None:
        """Handle signals from now on; must be called in the main thread."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._handle)

    def started(self) -> None:
        """From now on a signal is noted instead of breaking into the start."""
        self._starting = False

    def _handle(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the shape of a handler
        if self.asked.is_set():
            os._exit(FORCED)
        self.asked.set()
        if self._starting:
            self._starting = False
            raise _Interrupted


def serve(platform: Platform) -> int:
    """Start, print `ready URL`, wait for a signal, stop. Returns the exit code; messages go to standard error."""
    share_arenas()
    signals = Signals()
    signals.listen()
    try:
        platform.start()
    except _Interrupted:
        return FORCED
    except START_FAILURES as error:
        sys.stderr.write(f"padan: {error}\n")
        return _CODES[type(error)]
    signals.started()
    sys.stdout.write(f"ready {platform.url}\n")
    sys.stdout.flush()
    return _wait_and_stop(platform, signals)


def _wait_and_stop(platform: Platform, signals: Signals) -> int:
    while not signals.asked.wait(_LOOK_SECONDS):
        lost = platform.lost_part
        if lost is not None:
            sys.stderr.write(f"padan: {lost}\n")
            platform.stop()
            return PART_LOST
    code = OK if platform.stop() else FAILED
    if platform.abandoned:
        # The interpreter would wait for the thread of the abandoned request.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code
