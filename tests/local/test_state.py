"""The data folder: one owner, how a run ended, secrets; and complete states of the emulator."""

import stat
from pathlib import Path

import pytest

from local.engines import snapshots
from local.state import DataFolder, Ending, FolderInUseError, Previous, running_url


def look_back(path: Path) -> Previous:
    folder = DataFolder(path)
    try:
        return folder.begin()
    finally:
        folder.release()


def test_a_new_folder_has_no_past(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "deep" / "data")
    assert folder.begin().ending is Ending.NONE
    folder.end()


def test_a_clean_end_is_remembered(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.begin()
    folder.end()
    assert look_back(tmp_path).ending is Ending.CLEAN


def test_a_run_that_broke_off_is_noticed_with_its_beginning(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.begin()
    folder.release()
    previous = look_back(tmp_path)
    assert previous.ending is Ending.UNCLEAN
    assert previous.began_at is not None
    assert previous.began_at.tzinfo is not None


def test_a_folder_has_one_owner(tmp_path: Path) -> None:
    owner, other = DataFolder(tmp_path), DataFolder(tmp_path)
    owner.begin()
    with pytest.raises(FolderInUseError, match=str(tmp_path)):
        other.begin()
    owner.end()
    assert other.begin().ending is Ending.CLEAN
    other.end()


def test_broken_notes_do_not_keep_it_from_starting(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text('{"stopped_at": ', "utf-8")
    (tmp_path / "running.json").write_text("[]", "utf-8")
    previous = look_back(tmp_path)
    assert (previous.ending, previous.began_at) == (Ending.UNCLEAN, None)


def test_secrets_are_made_once_and_kept_private(tmp_path: Path) -> None:
    first = DataFolder(tmp_path).secret("lookup")
    assert DataFolder(tmp_path).secret("lookup") == first
    assert DataFolder(tmp_path).secret("cursor") != first
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_notes_stay(tmp_path: Path) -> None:
    DataFolder(tmp_path).note("seeded_at", "today")
    assert DataFolder(tmp_path).noted("seeded_at") == "today"
    assert DataFolder(tmp_path).noted("other") is None


def test_nobody_answers_where_nobody_runs(tmp_path: Path) -> None:
    assert running_url(tmp_path) is None
    folder = DataFolder(tmp_path)
    folder.begin()
    folder.answering_at("http://127.0.0.1:1")
    assert running_url(tmp_path) is None
    folder.end()


def test_only_a_complete_state_counts(tmp_path: Path) -> None:
    assert snapshots.latest(tmp_path) is None
    first = snapshots.begin(tmp_path)
    snapshots.complete(first, final=False)
    second = snapshots.begin(tmp_path)
    kept = snapshots.latest(tmp_path)
    assert kept is not None
    assert (kept.folder, kept.final) == (first, False)
    snapshots.complete(second, final=True)
    newest = snapshots.latest(tmp_path)
    assert newest is not None
    assert (newest.folder, newest.final) == (second, True)
    assert not first.exists()


def test_an_interrupted_state_is_tidied_away(tmp_path: Path) -> None:
    whole = snapshots.begin(tmp_path)
    snapshots.complete(whole, final=True)
    broken = snapshots.begin(tmp_path)
    snapshots.tidy(tmp_path)
    assert whole.exists()
    assert not broken.exists()
