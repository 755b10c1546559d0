"""What went into a zip decides on its bytes, and nothing else does."""

import os
import zipfile

import pytest

from infra_cdk.packaging.archive import write_archive

FILES = {"app.py": b"app", "room/one.py": b"1", "room/two.py": b"2"}


@pytest.fixture
def filled(tmp_path):
    """Make a folder of files: in this order, with this time and these rights."""

    def fill(name, order, seconds, mode):
        folder = tmp_path / name
        for file in order:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(FILES[file])
            path.chmod(mode)
            os.utime(path, (seconds, seconds))
        return folder

    return fill


def test_time_order_and_rights_do_not_count(tmp_path, filled):
    write_archive(tmp_path / "a.zip", filled("a", FILES, 1_000_000_000, 0o600))
    write_archive(tmp_path / "b.zip", filled("b", reversed(FILES), 1_500_000_000, 0o755))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_changed_file_changes_the_archive(tmp_path, filled):
    folder = filled("a", FILES, 1_000_000_000, 0o644)
    write_archive(tmp_path / "a.zip", folder)
    (folder / "app.py").write_bytes(b"other")
    write_archive(tmp_path / "b.zip", folder)
    assert (tmp_path / "a.zip").read_bytes() != (tmp_path / "b.zip").read_bytes()


def test_entries_follow_those_of_the_base_and_anybody_may_read_them(tmp_path, filled):
    below = tmp_path / "below"
    below.mkdir()
    (below / "package.py").write_bytes(b"p")
    write_archive(tmp_path / "base.zip", below)
    write_archive(tmp_path / "whole.zip", filled("a", FILES, 1_000_000_000, 0o600), base=tmp_path / "base.zip")
    with zipfile.ZipFile(tmp_path / "whole.zip") as opened:
        assert opened.namelist() == ["package.py", "app.py", "room/one.py", "room/two.py"]
        assert opened.testzip() is None
        assert {entry.external_attr >> 16 & 0o777 for entry in opened.infolist()} == {0o644}
