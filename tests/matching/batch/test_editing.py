"""A file that several change at once keeps the changes of all."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.matching.batch.editing import TRIES, Contended, edit
from chalicelib.matching.batch.store import Bucket, Folder
from tests.matching.batch.memory import Memory


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.emulator)])
def store(request, tmp_path):
    if request.param == "folder":
        return Folder(tmp_path)
    return Bucket(request.getfixturevalue("batch_bucket"), f"tests/{tmp_path.name}")


def _more(content):
    return str(int(content) + 1).encode()


def test_a_change_is_made_once(store):
    store.write("a/number", b"1")
    assert edit(store, "a/number", _more)
    assert store.read("a/number") == b"2"


def test_what_stays_as_it_is_is_not_written(store, monkeypatch):
    store.write("number", b"1")
    monkeypatch.setattr(store, "replace", lambda *_: pytest.fail("nothing changes"))
    assert not edit(store, "number", lambda content: content)
    assert not edit(store, "missing", lambda _: pytest.fail("there is nothing to change"))


def test_a_file_is_replaced_only_as_it_was_read(store):
    store.write("file", b"first")
    read = store.version("file")
    assert read.content == b"first"
    store.write("file", b"second")
    assert not store.replace("file", b"mine", read.tag)
    assert store.read("file") == b"second"
    assert store.replace("file", b"mine", store.version("file").tag)
    assert store.read("file") == b"mine"


def test_a_file_that_is_gone_is_not_replaced(store):
    assert store.version("file") is None
    store.write("file", b"first")
    read = store.version("file")
    store.remove("file")
    assert not store.replace("file", b"mine", read.tag)
    assert store.read("file") is None


def test_a_version_is_known_again_in_a_store_within(store):
    store.within("runs").write("file", b"1")
    assert store.version("runs/file") == store.within("runs").version("file")


def test_no_change_of_many_is_lost(store):
    """Six clients add to one number at the same moments; with plain reading and writing most of it is lost."""
    store.write("number", b"0")
    meeting = threading.Barrier(6)

    def add(_):
        meeting.wait(30)
        return all(edit(store, "number", _more) for _ in range(3))

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(add, range(6)))
    assert store.read("number") == b"18"


class Lost(Memory):
    """A store whose first answers to a replacement say that somebody else was quicker, whatever was done."""

    def __init__(self, times, done):
        super().__init__({"number": b"1"})
        self._times, self._done = times, done

    def replace(self, name, content, tag):
        if not self._times:
            return super().replace(name, content, tag)
        self._times -= 1
        if self._done:
            super().replace(name, content, tag)
        return False


def test_it_is_tried_so_often_and_waited_longer_each_time(monkeypatch):
    monkeypatch.setattr("random.uniform", lambda _, longest: longest)
    pauses = []
    with pytest.raises(Contended, match="number was changed by others"):
        edit(Lost(sys.maxsize, done=False), "number", _more, pauses.append)
    assert len(pauses) == TRIES
    assert pauses == sorted(pauses)
    assert pauses[0] == 0.05
    assert pauses[-1] == 1.0
    store, pauses = Lost(TRIES - 1, done=False), []
    assert edit(store, "number", _more, pauses.append)
    assert store.files == {"number": b"2"}
    assert len(pauses) == TRIES - 1


def test_a_change_whose_answer_was_lost_is_not_made_twice():
    """A change that says where it wants to come to finds that it is there."""
    store = Lost(1, done=True)
    assert not edit(store, "number", lambda _: b"2", lambda _: None)
    assert store.files == {"number": b"2"}
