"""The program of the emulator's child process: ministack with saved states.

Usage: `python -m local.engines.ministack_server STATE_FOLDER SECONDS`. ministack alone saves only
when it stops. This program also saves while it runs, every SECONDS when something was written: it
forks, and the copy, which nobody writes to any more, saves at leisure while the original goes on
serving. It stops cleanly, saving, on SIGTERM, SIGINT and when its standard input ends, that is,
also when the platform that started it was killed.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from local.engines import snapshots
from local.engines.ministack_changes import changes_by_topic, forget_read_changes
from local.engines.ministack_items import keep_items_small
from local.engines.ministack_saving import exclusive, save, save_and_exit
from local.memory import share_arenas

_log = logging.getLogger("padan.emulator")
CHANGES = "/_padan/changes"
_READS = ("Get", "List", "Describe", "Query", "Scan", "BatchGet", "TransactGet", "Receive", "Head")
Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]


def writes(method: str, target: str) -> bool:
    """Whether a request may change the state: by its action, or without one by its method."""
    if target:
        return not target.rpartition(".")[2].startswith(_READS)
    return method not in {"GET", "HEAD", "OPTIONS"}


class Server:
    """ministack behind hypercorn, watched for writes."""

    def __init__(self, root: Path, seconds: float) -> None:
        self._root = root
        self._seconds = seconds
        self._writes = 0
        self._saved_writes = 0
        self._changed = asyncio.Condition()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Serve until asked to stop; leaves a final state behind."""
        import hypercorn.asyncio
        from hypercorn.config import Config
        from ministack import app as ministack
        from ministack.core import persistence
        from ministack.services import dynamodb

        keep_items_small(dynamodb, persistence)
        self._prepare(persistence)
        config = Config()
        config.bind = [f"{os.environ['BIND_HOST']}:{os.environ['GATEWAY_PORT']}"]
        config.keep_alive_timeout = 75
        config.graceful_timeout = 1
        config.loglevel = "WARNING"
        self._listen_for_end()
        saver = asyncio.create_task(self._save_regularly(ministack))
        serve: Any = hypercorn.asyncio.serve
        await serve(self._watched(ministack.app), config, shutdown_trigger=self._wait_for_end(ministack))
        await saver
        folder = snapshots.begin(self._root)
        save(folder, ministack)
        snapshots.complete(folder, final=True)

    def _prepare(self, persistence: Any) -> None:  # noqa: ANN401 - an untyped module
        self._lock = exclusive(self._root)
        snapshots.tidy(self._root)
        last = snapshots.latest(self._root)
        persistence.STATE_DIR = str(last.folder if last else self._root / "none")

    def _listen_for_end(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stopping.set)

        def wait() -> None:
            while os.read(0, 4096):
                pass
            loop.call_soon_threadsafe(self._stopping.set)

        threading.Thread(target=wait, name="life-line", daemon=True).start()

    def _wait_for_end(self, ministack: Any) -> Callable[[], Awaitable[None]]:  # noqa: ANN401
        async def wait() -> None:
            await self._stopping.wait()
            async with self._changed:
                self._changed.notify_all()
            # ministack would save while it shuts down, and go on when that fails: `run` saves instead.
            ministack.PERSIST_STATE = False

        return wait

    def _watched(self, application: Application) -> Application:
        async def watched(scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401 - ASGI
            if scope["type"] != "http":
                await application(scope, receive, send)
            elif scope["path"] == CHANGES:
                await self._tell_changes(scope, send)
            else:
                await application(scope, receive, send)
                target = dict(scope["headers"]).get(b"x-amz-target", b"").decode("latin-1")
                if writes(scope["method"], target):
                    await self._count_write()

        return watched

    async def _count_write(self) -> None:
        async with self._changed:
            self._writes += 1
            self._changed.notify_all()

    async def _tell_changes(self, scope: Scope, send: Any) -> None:  # noqa: ANN401 - ASGI
        """Answer how much was written so far, as soon as the number of writes is not `after` any more."""
        given = parse_qsl(scope["query_string"].decode("ascii"))
        query = dict(given)
        forget_read_changes(value for name, value in given if name == "read")
        after = int(query.get("after", -1))
        async with self._changed:
            with contextlib.suppress(TimeoutError):
                changed = self._changed.wait_for(lambda: self._writes != after or self._stopping.is_set())
                await asyncio.wait_for(changed, float(query.get("seconds", 0)))
        body = json.dumps({"writes": self._writes, "topics": changes_by_topic()}).encode("utf-8")
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode("ascii"))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _save_regularly(self, ministack: Any) -> None:  # noqa: ANN401
        pause = self._seconds
        while not await self._stopped_within(pause):
            if self._writes != self._saved_writes:
                self._saved_writes = self._writes
                started = time.monotonic()
                await self._save_in_copy(ministack)
                pause = max(self._seconds, 10 * (time.monotonic() - started))

    async def _stopped_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _save_in_copy(self, ministack: Any) -> None:  # noqa: ANN401
        # Requests change tables only on this thread, so the copy is never in the middle of one.
        folder = snapshots.begin(self._root)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            pid = os.fork()
        if pid == 0:
            save_and_exit(folder, ministack)
        _, status = await asyncio.to_thread(os.waitpid, pid, 0)
        if status == 0:
            snapshots.complete(folder, final=False)
        else:
            _log.error("a running save failed with status %s", status)


if __name__ == "__main__":
    share_arenas()
    asyncio.run(Server(Path(sys.argv[1]), float(sys.argv[2])).run())
