"""The interface as several processes serve it: they share the table and nothing else, in a time that a test sets."""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chalicelib import aws, settings
from chalicelib.limits import asking, policy
from chalicelib.limits.limiter import Limiter
from chalicelib.limits.model import Caller, Limit, RouteClass, Standing

START = 1_800_000_000.0
"""The beginning of a slice, and far from any other test's."""


class Served:
    """Requests are counted by ``number`` limiters in turn, all at ``moment``."""

    def __init__(self, number: int) -> None:
        from chalicelib.limits.table import take

        self.moment = START
        self._each = itertools.cycle([_InTime(take, self) for _ in range(number)])
        self._lock = threading.Lock()

    def next(self) -> Limiter:
        """The limiter of the process that serves the next request."""
        with self._lock:
            return next(self._each)


class _InTime(Limiter):
    def __init__(self, take, served: Served) -> None:
        super().__init__(take)
        self._served = served

    def ask(self, limit: Limit, subject: str, moment: float) -> Standing:
        return super().ask(limit, subject, self._served.moment)


@contextmanager
def served(number: int, kind: RouteClass, caller: Caller, most: int) -> Iterator[Served]:
    """Let ``number`` processes serve, and a limit be small enough to be reached."""
    found = Served(number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PADAN_LIMITING", "true")
        settings.forget()
        patch.setattr(asking, "limiter", found.next)
        # A machine that is busy is no table that is down, which nothing would be counted by.
        patch.setattr(aws, "hasty_client", aws.client)
        patch.setitem(policy._A_MINUTE[kind], caller, most)
        yield found
    settings.forget()
