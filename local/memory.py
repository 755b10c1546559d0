"""Keeps the platform's process small: many threads make glibc set memory aside for each."""

import contextlib
import ctypes
import sys

_M_ARENA_MAX = -8
_ARENAS = 2


def share_arenas() -> None:
    """Let all threads of this process allocate from two arenas; to be called before any is started.

    By default glibc gives up to eight arenas a core to threads, and each stays as large as it ever was: after a push of
    some thousand vacancies that is half of the process. Elsewhere than on Linux with glibc this does nothing.
    """
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
