"""The platform as a process: every way of starting and ending, and what the next start finds."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import psutil
import pytest

from local import serving
from local.engines.polling import wait_until
from local.resources import client
from local.state import running_url

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("serve_script.py")
pytestmark = pytest.mark.emulator


class Served:
    """A platform in a process of its own."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.data = data
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(data), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
        )
        self.lines: list[str] = []
        self.url = ""
        self.children: list[int] = []

    def ready(self) -> "Served":
        watchdog = threading.Timer(60, self.process.kill)
        watchdog.start()
        try:
            self._read_until_ready()
        finally:
            watchdog.cancel()
        return self

    def _read_until_ready(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if line.startswith("started"):
                self.children = [int(line.split()[-1])]
            if line.startswith("ready "):
                self.url = line.split()[1]
                return
        raise AssertionError(f"not ready: {self.lines} {self.process.stderr and self.process.stderr.read()}")

    @property
    def started(self) -> str:
        return next(line for line in self.lines if line.startswith("started")).rpartition(" ")[0]

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(40)

    def errors(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=10)
        self.expect_no_children()

    def expect_no_children(self) -> None:
        wait_until(lambda: not any(map(alive, self.children)), 20, "the end of the children")


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


Serve = Callable[..., Served]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as stack:

        def run(data: Path, *arguments: str) -> Served:
            served = Served(data, *arguments)
            stack.callback(served.close)
            return served

        yield run


def test_it_serves_stops_cleanly_and_finds_everything_again(serve: Serve, tmp_path: Path) -> None:
    first = serve(tmp_path).ready()
    assert httpx.get(f"{first.url}/v1/version").status_code == 200
    assert running_url(tmp_path) == first.url
    dynamodb = client("dynamodb", emulator_url(first))
    table = next(name for name in dynamodb.list_tables()["TableNames"] if name.endswith("idempotency"))
    dynamodb.put_item(TableName=table, Item={"pk": {"S": "mine"}})
    assert first.end(signal.SIGTERM) == serving.OK
    first.expect_no_children()
    assert running_url(tmp_path) is None
    second = serve(tmp_path).ready()
    # The processor's time, because a busy machine makes a clock's time say nothing.
    assert sum(map(processor_seconds, [second.process.pid, *second.children])) < 5
    found = client("dynamodb", emulator_url(second)).get_item(TableName=table, Key={"pk": {"S": "mine"}})
    assert found["Item"] == {"pk": {"S": "mine"}}
    assert first.started == "started none False"
    assert second.started == "started clean False"
    assert (first.lines.count("seeded"), second.lines.count("seeded")) == (1, 0)
    assert second.end(signal.SIGINT) == serving.OK


def processor_seconds(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def emulator_url(served: Served) -> str:
    connections = psutil.Process(served.children[0]).net_connections(kind="inet")
    port = next(c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN)
    return f"http://127.0.0.1:{port}"


def test_a_killed_platform_leaves_no_child_and_loses_nothing(serve: Serve, tmp_path: Path) -> None:
    first = serve(tmp_path).ready()
    assert first.end(signal.SIGKILL) == -signal.SIGKILL
    second = serve(tmp_path).ready()
    first.expect_no_children()
    assert second.started == "started unclean True"
    assert second.end(signal.SIGTERM) == serving.OK
    assert "did not stop cleanly" in (said := second.errors())
    assert "nothing accepted is lost" in said


def test_a_killed_emulator_ends_the_platform_and_the_next_start_says_what_is_lost(serve: Serve, tmp_path: Path) -> None:
    first = serve(tmp_path).ready()
    state = tmp_path / "emulator" / "state"
    wait_until(lambda: any(state.glob("0*/complete.json")), 20, "a running save")
    os.kill(first.children[0], signal.SIGKILL)
    assert first.process.wait(60) == serving.PART_LOST
    assert "ended unexpectedly" in first.errors()
    second = serve(tmp_path).ready()
    assert second.started == "started unclean True"
    assert second.end(signal.SIGTERM) == serving.OK
    assert "what it accepted after that is lost" in second.errors()


def test_a_data_folder_serves_one_platform(serve: Serve, tmp_path: Path) -> None:
    first = serve(tmp_path).ready()
    second = serve(tmp_path)
    assert second.process.wait(30) == serving.FOLDER_IN_USE
    assert str(tmp_path) in second.errors()
    assert httpx.get(f"{first.url}/v1/version").status_code == 200


def test_a_taken_port_is_noticed_before_anything_starts(serve: Serve, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        served = serve(tmp_path, str(port))
        assert served.process.wait(30) == serving.PORT_IN_USE
    assert str(port) in served.errors()
    assert not (tmp_path / "emulator" / "emulator.log").exists()


def test_a_second_signal_forces_the_end(serve: Serve, tmp_path: Path) -> None:
    served = serve(tmp_path).ready()
    with pytest.raises(httpx.HTTPError), httpx.Client(timeout=0.5) as impatient:
        impatient.get(f"{served.url}/dev/hang")
    served.process.send_signal(signal.SIGTERM)
    wait_until(lambda: refused(served.url), 5, "the closed door")
    began = time.monotonic()
    assert served.end(signal.SIGTERM) == serving.FORCED
    assert time.monotonic() - began < 3


def refused(url: str) -> bool:
    try:
        httpx.get(f"{url}/v1/version", timeout=1)
    except httpx.ConnectError:
        return True
    return False


def test_a_request_that_hangs_does_not_keep_it_from_stopping(serve: Serve, tmp_path: Path) -> None:
    served = serve(tmp_path).ready()
    with pytest.raises(httpx.HTTPError), httpx.Client(timeout=0.5) as impatient:
        impatient.get(f"{served.url}/dev/hang")
    assert served.end(signal.SIGTERM) == serving.OK


def test_a_signal_during_the_start_leaves_nothing_behind(serve: Serve, tmp_path: Path) -> None:
    served = serve(tmp_path)
    log = tmp_path / "emulator" / "emulator.log"
    wait_until(log.exists, 30, "the emulator's beginning")
    children = psutil.Process(served.process.pid).children(recursive=True)
    served.children = [child.pid for child in children]
    assert served.end(signal.SIGTERM) == serving.FORCED
    assert "Traceback" not in served.errors()
    served.expect_no_children()
