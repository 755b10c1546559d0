"""The emulator of the managed services (ministack) as a child process."""

import http.client
import sys
from pathlib import Path
from types import TracebackType

from local.engines import snapshots
from local.engines.child import Child
from local.engines.polling import LOOPBACK, free_port, wait_until

REGION = "ap-southeast-3"
ACCOUNT = "000000000000"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
"""The emulator's root key. It checks signed links to objects with it."""

_PROJECT = Path(__file__).resolve().parent.parent
_PORT_ATTEMPTS = 3


class Emulator:
    """DynamoDB, streams, SQS, S3, KMS, Cognito, SES and SNS on a free loopback port.

    State lives under `folder` and outlives a stop. While it runs it is saved every `save_seconds`
    as well, if something was written; a killed emulator loses at most what came after that.
    """

    def __init__(self, folder: Path, save_seconds: float = 5) -> None:
        self._folder = folder.resolve()
        self._save_seconds = save_seconds
        self.port = 0
        self._child: Child | None = None

    @property
    def url(self) -> str:
        """The endpoint, as `AWS_ENDPOINT_URL` takes it."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def pid(self) -> int:
        """The child's process id; raises `RuntimeError` when it was not started."""
        if self._child is None:
            raise RuntimeError("the emulator was not started")
        return self._child.pid

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._child is not None and self._child.alive

    @property
    def log(self) -> Path:
        """What it wrote to its standard output and error."""
        return self._folder / "emulator.log"

    @property
    def last_saved(self) -> snapshots.Snapshot | None:
        """The newest complete state on disk."""
        return snapshots.latest(self._folder / "state")

    def start(self, seconds: float = 30) -> "Emulator":
        """Start and wait until it answers. Raises `ChildFailedError` or `NotReadyError`."""
        for attempt in range(_PORT_ATTEMPTS):
            self.port = free_port()
            self._child = Child(self._command(), self.log, self._environment())
            try:
                wait_until(self._ready, seconds, "the emulator")
            except BaseException:
                self.stop()
                if attempt == _PORT_ATTEMPTS - 1 or not self._port_was_taken():
                    raise
            else:
                return self
        raise AssertionError("unreachable")

    def stop(self, seconds: float = 30) -> None:
        """Stop it, saving its state; does nothing when it does not run."""
        if self._child is not None:
            self._child.stop(seconds)

    def _port_was_taken(self) -> bool:
        return self._child is not None and "already in use" in self._child.tail().lower()

    def _command(self) -> list[str]:
        return [
            sys.executable,
            "-m",
            "local.engines.ministack_server",
            str(self._folder / "state"),
            str(self._save_seconds),
        ]

    def _environment(self) -> dict[str, str]:
        return CREDENTIALS | {
            "AWS_SESSION_TOKEN": "",
            "PYTHONPATH": str(_PROJECT),
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": LOOPBACK,
            "MINISTACK_HOST": LOOPBACK,
            "MINISTACK_REGION": REGION,
            "MINISTACK_ACCOUNT_ID": ACCOUNT,
            "MINISTACK_WORKER_THREADS": "8",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._folder / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._folder / "objects"),
            # Listeners of services that Padan does not use, on fixed ports: they would keep a second
            # instance from starting.
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LOG_LEVEL": "WARNING",
        }

    def _ready(self) -> bool:
        if self._child is not None:
            self._child.require_alive()
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=2)
        try:
            connection.request("GET", "/_ministack/ready")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def __enter__(self) -> "Emulator":
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
