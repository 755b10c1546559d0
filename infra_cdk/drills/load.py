"""Load while a region is lost: a partner who pushes all the time, and remembers what was acknowledged."""

import threading
import time

import httpx
import msgspec

from infra_cdk.rehearsal.journey import Portal
from infra_cdk.rehearsal.postings import parts

_SIZE = 5
_SECONDS = 10.0


class Acknowledged(msgspec.Struct, frozen=True, kw_only=True):
    """What the platform took responsibility for: a push's receipt, and when (``time.monotonic``)."""

    receipt: str
    at: float


class Load:
    """A context manager: pushes of a few vacancies, one after another, in a thread."""

    def __init__(self, portal: Portal, first_seed: int = 1000) -> None:
        """Push as ``portal``; each push has vacancies of its own."""
        self._portal, self._seed = portal, first_seed
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="load", daemon=True)
        self.acknowledged: list[Acknowledged] = []
        self.refused = 0

    def __enter__(self) -> "Load":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stopping.set()
        self._thread.join(_SECONDS)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._seed += 1
            (part,) = parts(_SIZE, self._portal.folder, self._seed, mark=f"L{self._seed}-")
            try:
                receipt = self._portal.send_once(part)
            except httpx.HTTPError:
                self.refused += 1
                self._stopping.wait(0.2)
            else:
                self.acknowledged.append(Acknowledged(receipt=receipt, at=time.monotonic()))
