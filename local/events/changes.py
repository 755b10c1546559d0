"""Tells the workers at once that the emulator was written to, so that they need not ask again and again."""

import http.client
import threading
from collections.abc import Callable, Mapping
from urllib.parse import urlencode, urlsplit

import msgspec

_WAIT_SECONDS = 2
_RETRY_SECONDS = 1.0
_GATHER_SECONDS = 0.02


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """How much was written: requests in all, and by topic a number that is another one when something came."""

    writes: int
    topics: dict[str, int] = {}


class ChangeListener:
    """One thread that waits at the emulator for writes and calls `wake` after each."""

    def __init__(
        self, endpoint: str, wake: Callable[[frozenset[str]], None], read: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        """`wake` takes the topics that changed: `queue NAME`, `table NAME`.

        `endpoint` is the emulator's address. `read` tells for each table up to which sequence number
        all its readers have come, so that the emulator need not keep the changes before it.
        """
        self._host = urlsplit(endpoint).netloc
        self._wake = wake
        self._read = read
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="changes", daemon=True)

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; it does so at its next answer, without being waited for."""
        self._stopping.set()

    def _run(self) -> None:
        seen = Seen(writes=-1)
        while not self._stopping.is_set():
            try:
                now = self._wait(seen.writes)
            except (OSError, http.client.HTTPException, msgspec.DecodeError):
                self._stopping.wait(_RETRY_SECONDS)
                continue
            changed = frozenset(topic for topic, count in now.topics.items() if seen.topics.get(topic) != count)
            if changed:
                self._wake(changed)
            seen = now
            # Writes come in bursts: one look for all of them.
            self._stopping.wait(_GATHER_SECONDS)

    def _wait(self, writes: int) -> Seen:
        connection = http.client.HTTPConnection(self._host, timeout=_WAIT_SECONDS + 5)
        try:
            read = [("read", f"{table}:{sequence}") for table, sequence in self._read().items()]
            query = urlencode([("after", writes), ("seconds", _WAIT_SECONDS), *read])
            connection.request("GET", f"/_padan/changes?{query}")
            return msgspec.json.decode(connection.getresponse().read(), type=Seen)
        finally:
            connection.close()
