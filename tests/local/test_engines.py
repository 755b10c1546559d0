"""The real engines as child processes, and the guard that ends them."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from local.engines import guard, install
from local.engines.child import Child, ChildFailedError
from local.engines.dynamodb import DynamoDBLocal
from local.engines.install import DYNAMODB, NotInstalledError, class_path
from local.engines.opensearch import OpenSearch
from local.engines.polling import free_port, wait_until

PROJECT = Path(__file__).resolve().parents[2]
GUARD = Path(guard.__file__)
SLEEPER = "import sys, time; print('up', flush=True); time.sleep(120)"


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def guarded(tmp_path: Path, code: str = SLEEPER) -> tuple[Child, int]:
    """A guard, and the process id of the program under it."""
    child = Child([sys.executable, "-I", "-S", str(GUARD), sys.executable, "-c", code], tmp_path / "log")
    wait_until(lambda: "up" in child.tail(), 10, "the program")
    (program,) = psutil.Process(child.pid).children()
    return child, program.pid


def test_stopping_the_guard_stops_the_program(tmp_path: Path) -> None:
    child, program = guarded(tmp_path)
    child.stop()
    assert not alive(program)


def test_the_end_of_its_input_stops_the_program(tmp_path: Path) -> None:
    child, program = guarded(tmp_path)
    assert child._process.stdin is not None
    child._process.stdin.close()
    wait_until(lambda: not alive(program), 10, "the end of the program")
    assert child.stop() != 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child that its parent was killed")
def test_killing_the_guard_kills_the_program(tmp_path: Path) -> None:
    child, program = guarded(tmp_path)
    os.kill(child.pid, signal.SIGKILL)
    wait_until(lambda: not alive(program), 10, "the end of the program")
    child.stop()


def test_the_guard_ends_with_the_programs_code(tmp_path: Path) -> None:
    child = Child(
        [sys.executable, "-I", "-S", str(GUARD), sys.executable, "-c", "raise SystemExit(9)"], tmp_path / "log"
    )
    wait_until(lambda: not child.alive, 10, "the end of the program")
    assert child.stop() == 9


def test_an_engine_that_is_not_there_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(NotInstalledError, match="make engines"):
        DynamoDBLocal(root=tmp_path)


def test_a_half_installed_engine_counts_as_absent(tmp_path: Path) -> None:
    folder = tmp_path / DYNAMODB.name
    folder.mkdir()
    (folder / "jars.json").write_text('["there.jar", "gone.jar"]', "utf-8")
    (folder / "there.jar").touch()
    with pytest.raises(NotInstalledError):
        class_path(DYNAMODB, tmp_path)
    (folder / "gone.jar").touch()
    assert len(class_path(DYNAMODB, tmp_path)) == 2
    said: list[str] = []
    install.install(DYNAMODB, said.append, tmp_path)
    assert said == [f"{DYNAMODB.title}: already there"]


def test_an_unreadable_listing_counts_as_absent(tmp_path: Path) -> None:
    (tmp_path / DYNAMODB.name).mkdir()
    (tmp_path / DYNAMODB.name / "jars.json").write_text("[", "utf-8")
    with pytest.raises(NotInstalledError):
        class_path(DYNAMODB, tmp_path)


def test_a_free_port_is_within_its_bounds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="no free port"):
            free_port(port, port)
    assert free_port(9201, 9299) in range(9201, 9300)
    assert free_port() > 0


@pytest.mark.engine
def test_dynamodb_local_reports_its_version(dynamodb_local: DynamoDBLocal) -> None:
    assert dynamodb_local.version() in DYNAMODB.title
    assert dynamodb_local.alive


@pytest.mark.engine
def test_opensearch_answers_on_loopback_with_its_version(opensearch: OpenSearch) -> None:
    assert opensearch.version() == "3.5.0"
    (java,) = psutil.Process(opensearch.pid).children()
    listening = {c.laddr.ip for c in java.net_connections(kind="inet") if c.status == psutil.CONN_LISTEN}
    assert listening <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}


@pytest.mark.engine
def test_who_comes_second_to_a_port_takes_another_and_not_the_first_ones_cluster(
    opensearch: OpenSearch, tmp_path: Path
) -> None:
    class Second(OpenSearch):
        """Found the port free a moment before the first one listened on it."""

        tried = 0

        def choose_port(self) -> int:
            self.tried += 1
            return opensearch.port if self.tried == 1 else super().choose_port()

    with Second(tmp_path / "second") as second:
        assert second.tried > 1
        assert second.port != opensearch.port
        about = second.get("/")
        assert about is not None
        assert about["cluster_name"] == second.cluster != opensearch.cluster
    assert opensearch.alive


@pytest.mark.engine
def test_a_cluster_of_another_folder_is_never_ready(opensearch: OpenSearch, tmp_path: Path) -> None:
    stranger = OpenSearch(tmp_path / "stranger")
    stranger.port = opensearch.port
    with pytest.raises(ChildFailedError, match=f"port {opensearch.port} belongs to another OpenSearch"):
        stranger.ready()


@pytest.mark.engine
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_an_engine_goes_with_the_process_that_started_it(
    dynamodb_local: DynamoDBLocal, tmp_path: Path, number: signal.Signals
) -> None:
    code = (
        "import sys, time; from pathlib import Path; from local.engines.dynamodb import DynamoDBLocal\n"
        "engine = DynamoDBLocal(Path(sys.argv[1])).start()\n"
        "print(engine.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=PROJECT, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        (java,) = psutil.Process(pid).children()
        parent.send_signal(number)
        parent.wait(30)
    wait_until(lambda: not alive(java.pid), 20, "the end of the engine")
    wait_until(lambda: not alive(pid), 20, "the end of the guard")
