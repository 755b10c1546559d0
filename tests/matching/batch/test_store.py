"""A store keeps whole files or nothing: a folder, and a bucket of the emulator."""

import os
import signal
import subprocess
import sys
import time

import pytest

from chalicelib.matching.batch.store import Bucket, Folder
from tests.matching.batch import interrupted

KILOBYTE = bytes(range(256)) * 4


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.emulator)])
def store(request, tmp_path):
    if request.param == "folder":
        return Folder(tmp_path / "made at the first write")
    platform = request.getfixturevalue("batch_bucket")
    return Bucket(platform, f"tests/{tmp_path.name}")


def test_what_was_written_is_read(store):
    store.write("a/b.bin", KILOBYTE)
    assert store.read("a/b.bin") == KILOBYTE
    store.write("a/b.bin", b"")
    assert store.read("a/b.bin") == b""


def test_there_is_nothing_before(store):
    assert store.read("a/b.bin") is None
    assert store.within("a").read("b.bin", 3, 2) is None


def test_pieces_are_read(store):
    store.write("piece", KILOBYTE)
    assert store.read("piece", 3, 5) == KILOBYTE[3:8]
    assert store.read("piece", 1020) == KILOBYTE[1020:]
    assert store.read("piece", 1020, 100) == KILOBYTE[1020:]
    assert store.read("piece", 5_000, 10) == b""


def test_a_store_within_a_store(store):
    store.within("runs/one").write("file", b"1")
    assert store.read("runs/one/file") == b"1"
    assert store.within("runs").within("one").read("file") == b"1"


def test_what_cannot_be_written_leaves_what_was_there(tmp_path, monkeypatch):
    store = Folder(tmp_path)
    store.write("file", b"before")

    def full(*_):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        store.write("file", b"after")
    assert store.read("file") == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_whoever_is_killed_while_writing_leaves_a_whole_file(tmp_path):
    """A process overwrites one file again and again with blocks of one letter until it is killed."""
    process = subprocess.Popen([sys.executable, interrupted.__file__, str(tmp_path)])
    deadline = time.monotonic() + 60
    while not (tmp_path / "file").is_file():
        assert time.monotonic() < deadline
        assert process.poll() is None
    for _ in range(50):
        found = Folder(tmp_path).read("file")
        assert _whole(found)
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    assert _whole((tmp_path / "file").read_bytes())


def _whole(found):
    return len(set(found)) == 1 and len(found) == interrupted.SIZE
