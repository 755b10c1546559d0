"""Waiting with a bound instead of sleeping blindly, and free loopback ports."""

import socket
import time
from collections.abc import Callable

LOOPBACK = "127.0.0.1"


class NotReadyError(RuntimeError):
    """Something did not become ready in the time that it was given."""


def wait_until(check: Callable[[], bool], seconds: float, what: str, pause: float = 0.02) -> None:
    """Call `check` until it is true; raises `NotReadyError` naming `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not check():
        if time.monotonic() >= deadline:
            raise NotReadyError(f"{what} was not ready within {seconds:g} seconds")
        time.sleep(pause)
        pause = min(pause * 1.5, 0.25)


def free_port(low: int = 0, high: int = 0) -> int:
    """A TCP port of the loopback interface that nobody listens on now.

    Without bounds the system chooses. With bounds, the first free one in `low..high` (both included).
    Raises `OSError` when none is free. Another process may take it before it is used: callers retry.
    """
    for candidate in range(low, high + 1) if low else (0,):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            try:
                probe.bind((LOOPBACK, candidate))
            except OSError:
                continue
            port: int = probe.getsockname()[1]
            return port
    raise OSError(f"no free port between {low} and {high}")


def answers(port: int, host: str = LOOPBACK) -> bool:
    """Whether something accepts connections on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
