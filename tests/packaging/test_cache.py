"""A folder that is there is complete, whoever built it and whoever was interrupted."""

import os
import threading

import pytest

from infra_cdk.packaging.cache import built_once, digest, digest_of_files


def _write(folder):
    (folder / "file").write_text("complete")


def test_it_is_built_once(tmp_path):
    built = []

    def build(folder):
        built.append(folder)
        _write(folder)

    assert built_once(tmp_path / "name", build) == built_once(tmp_path / "name", build) == tmp_path / "name"
    assert len(built) == 1


def test_a_build_that_failed_leaves_nothing_and_can_be_repeated(tmp_path):
    def fail(folder):
        _write(folder)
        raise RuntimeError("out of paper")

    with pytest.raises(RuntimeError, match="out of paper"):
        built_once(tmp_path / "name", fail)
    assert list(tmp_path.iterdir()) == []
    assert (built_once(tmp_path / "name", _write) / "file").read_text() == "complete"


def test_two_at_once_both_get_a_complete_folder(tmp_path):
    together = threading.Barrier(2, timeout=30)
    found = []

    def build(folder):
        together.wait()  # neither has published when both build
        _write(folder)

    def run():
        found.append((built_once(tmp_path / "name", build) / "file").read_text())

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == ["complete", "complete"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["name"]


def test_what_nobody_used_for_hours_goes_and_what_is_in_use_stays(tmp_path):
    old, used = (built_once(tmp_path / name, _write) for name in ("old", "used"))
    for folder in (old, used):
        os.utime(folder, (1_000_000_000, 1_000_000_000))
    built_once(used, _write)
    built_once(tmp_path / "new", _write)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["new", "used"]


def test_boundaries_of_parts_count():
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])


def test_paths_and_contents_count(tmp_path):
    names = set()
    for file, content in (("a", "1"), ("a", "2"), ("b", "1")):
        folder = tmp_path / f"{file}{content}"
        folder.mkdir()
        (folder / file).write_text(content)
        names.add(digest_of_files(folder))
    assert len(names) == 3
