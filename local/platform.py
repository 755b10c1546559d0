"""The whole platform on one machine: emulator, resources, app, event delivery, HTTP front."""

import contextlib
import importlib
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from local import environment, logs
from local.emulator import Emulator
from local.engines.polling import NotReadyError
from local.events.runner import Clients, Runner
from local.events.sources import sources_of
from local.http.asgi import Application
from local.http.gateway import Gateway
from local.http.server import HttpServer
from local.http.static import StaticFiles
from local.http.types import LocalRoute
from local.resources import client, create_identifiers, create_stores
from local.sandboxes.server import Sandboxes
from local.start import Start, start_of
from local.state import DataFolder, Ending

if TYPE_CHECKING:
    from local.engines.opensearch import OpenSearch

__all__ = ["Platform", "PortInUseError", "SearchEngine", "Start"]

_PROJECT = Path(__file__).resolve().parent.parent
_DRAIN_SECONDS = 20.0
_STOP_SECONDS = 15.0
SearchEngine = Literal["embedded", "opensearch"]


class PortInUseError(RuntimeError):
    """Another program listens on the port."""


class Platform:
    """Starts everything in order, stops it in reverse. A context manager.

    `seed` fills a fresh data folder; it runs at every start until it has once ended without an error.
    `on_start` may compare and rebuild derived data after every start. Both run when the app answers
    and events are delivered, before `start` returns.
    """

    def __init__(
        self,
        data: Path,
        port: int = 0,
        search: SearchEngine = "embedded",
        seed: Callable[["Platform"], None] | None = None,
        *,
        on_start: Callable[["Platform", Start], None] | None = None,
        local_routes: Mapping[str, LocalRoute] | None = None,
        report: Callable[[str], None] | None = None,
    ) -> None:
        """`port` 0 lets the system choose; `report` takes lines for the operator."""
        self.folder = DataFolder(data)
        self._port = port
        self._search = search
        self._seed = seed
        self._on_start = on_start
        self._local_routes = dict(local_routes or {})
        self._report = report or _to_stderr
        self._stack = contextlib.ExitStack()
        # A run that accepts nothing leaves nothing undone, unless the one before it did.
        self._clean = True
        self._owed = False
        self.abandoned = False
        """After `stop`: a request took longer than it was waited for, and its thread still works."""
        self._opensearch: OpenSearch | None = None
        self.emulator = Emulator(self.folder.path / "emulator")
        self._gateway: Gateway | None = None
        self.runner: Runner | None = None
        self.url = ""

    def start(self) -> "Platform":
        """Start everything. Raises `FolderInUseError`, `PortInUseError`, or what kept a part from starting."""
        with contextlib.ExitStack() as stack:
            self._begin(stack)
            self._stack = stack.pop_all()
        return self

    def stop(self) -> bool:
        """Stop everything; returns whether nothing was left undone."""
        self._clean = True
        self._stack.close()
        return self._clean

    def mount(self, routes: Mapping[str, LocalRoute]) -> None:
        """Serve more local routes; to be called before `start`."""
        self._local_routes |= routes

    def tell(self, line: str) -> None:
        """Tell the operator something."""
        self._report(line)

    def drain(self, seconds: float = 30) -> None:
        """Wait until every event is delivered; raises `NotReadyError` when that takes longer."""
        if self.runner is not None:
            self.runner.drain(seconds)

    @property
    def lost_part(self) -> str | None:
        """The child process that ended by itself, with its log; None as long as all are there."""
        if not self.emulator.alive:
            return f"the emulator ended unexpectedly; see {self.emulator.log}"
        if self._opensearch is not None and not self._opensearch.alive:
            return f"OpenSearch ended unexpectedly; see {self._opensearch.folder}"
        return None

    def _begin(self, stack: contextlib.ExitStack) -> None:
        previous = self.folder.begin()
        self._owed = previous.ending is Ending.UNCLEAN
        stack.callback(self._release)
        server = self._reserve_port()
        stack.callback(server.stop)
        self.url = server.url
        self.emulator.start()
        stack.callback(self._stop_emulator)
        # Only now: an emulator that a killed platform left behind may have saved a moment ago.
        saved = self.emulator.last_saved
        self._prepare(stack)
        app = self._load_app()
        stack.callback(self._close_index)
        self._start_runner(stack, app)
        self._serve(stack, app, server)
        self._finish_start(start_of(previous, saved))

    def _reserve_port(self) -> HttpServer:
        """Take the port before anything else starts, so that a wrong one is noticed at once."""
        try:
            return HttpServer(self._port)
        except OSError as error:
            raise PortInUseError(f"port {self._port} cannot be used: {error.strerror}") from error

    def _prepare(self, stack: contextlib.ExitStack) -> None:
        environment.apply(environment.aws(self.emulator))
        identifiers = create_identifiers(self.emulator.url, environment.SENDER)
        variables = environment.padan(self.folder, self.emulator, identifiers, self.url)
        sandboxes = stack.enter_context(Sandboxes())
        environment.apply(variables | environment.registers(sandboxes.url) | self._search_variables(stack))
        stack.callback(_close_indices)

    def _search_variables(self, stack: contextlib.ExitStack) -> dict[str, str]:
        url = ""
        if self._search == "opensearch":
            from local.engines.opensearch import OpenSearch

            self._opensearch = stack.enter_context(OpenSearch(self.folder.path / "opensearch"))
            url = self._opensearch.url
        return environment.search(self._search, self.folder.path / "index", url)

    def _load_app(self) -> Any:  # noqa: ANN401 - Chalice is untyped
        app = importlib.import_module("app").app
        logs.to_file(self.folder.path / "platform.log")
        create_stores(self.emulator.url)
        return app

    def _start_runner(self, stack: contextlib.ExitStack, app: Any) -> None:  # noqa: ANN401
        from chalicelib.resources import STREAM_FAILURES, physical_name

        url = self.emulator.url
        clients = Clients(
            queues=client("sqs", url), tables=client("dynamodb", url), streams=client("dynamodbstreams", url)
        )
        self.runner = Runner(sources_of(app), clients, url, physical_name(STREAM_FAILURES.name)).start()
        stack.callback(self._stop_runner, self.runner)

    def _serve(self, stack: contextlib.ExitStack, app: Any, server: HttpServer) -> None:  # noqa: ANN401
        self._clean = False
        self._gateway = Gateway(app, self._local_routes, StaticFiles(_PROJECT / "web"), is_open=False)
        server.start(Application(self._gateway))
        stack.callback(self._stop_server, server)

    def _finish_start(self, start: Start) -> None:
        if start.message:
            self._report(start.message)
        if self._on_start is not None:
            self._on_start(self, start)
        self._open()
        self._owed = False
        if self._seed is not None and self.folder.noted("seeded_at") is None:
            self._seed(self)
            self.drain()
            self.folder.note("seeded_at", datetime.now(UTC).isoformat())
        self.folder.answering_at(self.url)

    def _open(self) -> None:
        """From here on searches find what the tables hold."""
        if self._gateway is not None:
            self._gateway.open()

    def _stop_server(self, server: HttpServer) -> None:
        self.abandoned = not server.stop()

    def _stop_runner(self, runner: Runner) -> None:
        alive = self.emulator.alive
        self._clean = self._clean and alive
        if self._clean:
            try:
                runner.drain(_DRAIN_SECONDS)
            except NotReadyError as error:
                self._clean = False
                self._report(f"{error}; the next start compares the index with the tables")
        self._clean = runner.stop(_STOP_SECONDS if alive else 1) and self._clean

    def _close_index(self) -> None:
        from search import engine

        try:
            engine.close()
        except Exception as error:
            self._clean = False
            self._report(f"the index could not be closed ({error}); the next start compares it with the tables")

    def _stop_emulator(self) -> None:
        self.emulator.stop()
        saved = self.emulator.last_saved
        if saved is None or not saved.final:
            self._clean = False
            self._report(f"the emulator did not save its state; see {self.emulator.log}")

    def _release(self) -> None:
        if self._clean and not self._owed:
            self.folder.end()
        else:
            self.folder.release()

    def __enter__(self) -> "Platform":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def _close_indices() -> None:
    from search import engine

    engine.close()


def _to_stderr(line: str) -> None:
    sys.stderr.write(f"{line}\n")
