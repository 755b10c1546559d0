"""The emulator's child process: ready, stopped, killed, orphaned; what it keeps each time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from local.emulator import Emulator
from local.engines.child import Child, ChildFailedError
from local.engines.polling import NotReadyError, wait_until
from local.resources import client

PROJECT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.emulator


def table(emulator: Emulator) -> Any:
    dynamodb = client("dynamodb", emulator.url)
    if "notes" not in dynamodb.list_tables()["TableNames"]:
        dynamodb.create_table(
            TableName="notes",
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
    return dynamodb


def put(dynamodb: Any, key: str) -> None:
    dynamodb.put_item(TableName="notes", Item={"pk": {"S": key}})


def keys(dynamodb: Any) -> set[str]:
    return {item["pk"]["S"] for item in dynamodb.scan(TableName="notes")["Items"]}


def gone(pid: int) -> Callable[[], bool]:
    return lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_state_survives_a_clean_stop(tmp_path: Path) -> None:
    with Emulator(tmp_path) as emulator:
        put(table(emulator), "kept")
        client("s3", emulator.url).create_bucket(
            Bucket="papers", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"}
        )
        client("s3", emulator.url).put_object(Bucket="papers", Key="a/b", Body=b"content")
        queue = client("sqs", emulator.url).create_queue(QueueName="work")["QueueUrl"]
        client("sqs", emulator.url).send_message(QueueUrl=queue, MessageBody="waiting")
    saved = emulator.last_saved
    assert saved is not None
    assert saved.final
    with Emulator(tmp_path) as again:
        assert keys(table(again)) == {"kept"}
        assert client("s3", again.url).get_object(Bucket="papers", Key="a/b")["Body"].read() == b"content"
        url = client("sqs", again.url).get_queue_url(QueueName="work")["QueueUrl"]
        received = client("sqs", again.url).receive_message(QueueUrl=url)["Messages"]
        assert [message["Body"] for message in received] == ["waiting"]


def test_a_killed_emulator_loses_at_most_what_came_after_its_last_save(tmp_path: Path) -> None:
    emulator = Emulator(tmp_path, save_seconds=0.2).start()
    try:
        put(table(emulator), "saved")
        put_at = time.time()
        wait_until(lambda: saved_after(emulator, put_at), 10, "a running save")
    finally:
        os.kill(emulator.pid, signal.SIGKILL)
        emulator.stop()
    saved = emulator.last_saved
    assert saved is not None
    assert not saved.final
    with Emulator(tmp_path) as again:
        assert "saved" in keys(table(again))


def saved_after(emulator: Emulator, moment: float) -> bool:
    saved = emulator.last_saved
    return saved is not None and saved.taken_at.timestamp() > moment


def test_saving_while_writes_go_on_keeps_transactions_whole(tmp_path: Path) -> None:
    emulator = Emulator(tmp_path, save_seconds=0.1).start()
    try:
        dynamodb = table(emulator)
        for number in range(150):
            pair = [{"Put": {"TableName": "notes", "Item": {"pk": {"S": f"{side}{number}"}}}} for side in "ab"]
            dynamodb.transact_write_items(TransactItems=pair)
    finally:
        os.kill(emulator.pid, signal.SIGKILL)
        emulator.stop()
    with Emulator(tmp_path) as again:
        found = keys(table(again))
    assert {key[1:] for key in found if key[0] == "a"} == {key[1:] for key in found if key[0] == "b"}


def test_nothing_is_saved_when_nothing_was_written(tmp_path: Path) -> None:
    with Emulator(tmp_path, save_seconds=0.05) as emulator:
        client("dynamodb", emulator.url).list_tables()
        began = time.monotonic()
        wait_until(lambda: time.monotonic() - began > 0.5, 5, "some intervals")
        assert emulator.last_saved is None


def test_the_emulator_of_a_killed_parent_saves_and_goes(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from local.emulator import Emulator\n"
        "emulator = Emulator(Path(sys.argv[1]), save_seconds=600).start()\n"
        "print(emulator.pid, emulator.port, flush=True)\n"
        "sys.stdin.read()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        text=True,
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    pid, port = map(int, parent.stdout.readline().split())
    orphan = Emulator(tmp_path)
    orphan.port = port
    put(table(orphan), "kept")
    parent.kill()
    parent.wait(10)
    parent.stdin.close()
    parent.stdout.close()
    wait_until(gone(pid), 10, "the end of the orphan")
    with Emulator(tmp_path) as again:
        assert keys(table(again)) == {"kept"}


def test_two_run_side_by_side(tmp_path: Path) -> None:
    with Emulator(tmp_path / "a") as first, Emulator(tmp_path / "b") as second:
        put(table(first), "one")
        put(table(second), "two")
        assert keys(table(first)) == {"one"}
        assert keys(table(second)) == {"two"}


def test_it_listens_on_loopback_only_and_on_one_port(tmp_path: Path) -> None:
    with Emulator(tmp_path) as emulator:
        table(emulator)
        connections = psutil.Process(emulator.pid).net_connections(kind="inet")
    listening = {(c.laddr.ip, c.laddr.port) for c in connections if c.status == psutil.CONN_LISTEN}
    assert listening == {("127.0.0.1", emulator.port)}


def test_a_child_that_ends_at_once_is_reported_with_its_log(tmp_path: Path) -> None:
    with Child([sys.executable, "-c", "print('no room'); raise SystemExit(7)"], tmp_path / "log") as child:
        wait_until(lambda: not child.alive, 10, "the end")
        with pytest.raises(ChildFailedError, match=r"code 7.*(?s:.)*no room"):
            child.require_alive()


def test_a_child_that_does_not_obey_is_killed(tmp_path: Path) -> None:
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    child = Child([sys.executable, "-c", code], tmp_path / "log")
    wait_until(lambda: "up" in child.tail(), 10, "the child")
    assert child.stop(0.3) == -signal.SIGKILL
    assert not psutil.pid_exists(child.pid)


def test_waiting_has_a_bound() -> None:
    with pytest.raises(NotReadyError, match=r"the moon was not ready within 0\.05 seconds"):
        wait_until(lambda: False, 0.05, "the moon")
