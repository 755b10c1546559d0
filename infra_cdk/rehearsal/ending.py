"""A signal to end is an orderly end: context managers stop what they started."""

import signal
from types import FrameType


def end_by_signals() -> None:
    """Let SIGTERM and SIGINT end this program as ``sys.exit`` does; to be called in the main thread."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the shape of a handler
    raise SystemExit(128 + number)
