"""A version is written whole or not at all, and never over another one."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chalicelib.reference import files
from chalicelib.reference.importing.examining import Content
from chalicelib.reference.importing.writing import NotWritten, publish, text_of, write

CONTENT = Content(
    head=(("title", "T"), ("source", "S"), ("licence", "L"), ("retrieved", "2026-01-01")),
    columns=("word",),
    lines=(("satu",), ("dua",)),
)
ROOT = Path(__file__).parents[3]
DYING = """
import os, signal, sys
from pathlib import Path
from chalicelib.reference.importing import writing
from tests.reference.importing.test_writing import CONTENT

def die(part, target):
    assert part.stat().st_size
    os.kill(os.getpid(), signal.SIGKILL)

writing.publish = die
writing.write(CONTENT, "title_noise", "2", Path(sys.argv[1]))
"""


def test_what_is_written_is_read(tmp_path):
    path = write(CONTENT, "words", "1", tmp_path)
    assert path.read_bytes() == text_of(CONTENT)
    table = files.read("words", "1", tmp_path)
    assert (table.title, table.columns, table.lines) == ("T", ("word",), (("satu",), ("dua",)))
    assert [each.name for each in path.parent.iterdir()] == ["1.tsv"]


def test_a_version_is_never_written_over(tmp_path):
    path = write(CONTENT, "words", "1", tmp_path)
    before, inode = path.read_bytes(), path.stat().st_ino
    other = Content(head=CONTENT.head, columns=CONTENT.columns, lines=(("tiga",),))
    with pytest.raises(NotWritten, match="never changed"):
        write(other, "words", "1", tmp_path)
    assert (path.read_bytes(), path.stat().st_ino) == (before, inode)
    assert [each.name for each in path.parent.iterdir()] == ["1.tsv"]


def test_of_many_at_once_one_wins_whole(tmp_path):
    contents = [Content(head=CONTENT.head, columns=("word",), lines=((str(each),) * 1,) * 500) for each in range(8)]

    def attempt(content):
        try:
            return write(content, "words", "1", tmp_path)
        except NotWritten:
            return None

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(attempt, contents))
    winners = [content for content, path in zip(contents, done, strict=True) if path]
    assert len(winners) == 1
    assert (tmp_path / "words" / "1.tsv").read_bytes() == text_of(winners[0])
    assert len(list((tmp_path / "words").iterdir())) == 1


def test_who_dies_before_the_name_is_given_leaves_every_version(desk):
    before = desk.listing()
    died = subprocess.run([sys.executable, "-c", DYING, str(desk.data)], cwd=ROOT, capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    after = desk.listing()
    left = set(after) - set(before)
    assert {name: after[name] for name in before} == before
    assert len(left) == 1
    assert all(Path(name).name.startswith(".") and not name.endswith(".tsv") for name in left)
    assert files.versions("title_noise", desk.data) == ("1",)
    assert files.read("title_noise", "1", desk.data).lines
    assert desk.bring("word\ndan\ndi\nuntuk\n", "title_noise", "2").path
    assert files.versions("title_noise", desk.data) == ("1", "2")


def test_a_name_that_is_taken_in_the_last_moment_stays_taken(tmp_path):
    part, target = tmp_path / ".1.tsv.part", tmp_path / "1.tsv"
    part.write_text("new")
    target.write_text("old")
    with pytest.raises(FileExistsError):
        publish(part, target)
    assert target.read_text() == "old"


def test_a_disk_that_refuses_is_told_and_nothing_stays(tmp_path):
    (tmp_path / "words").write_text("a file where the folder should be")
    with pytest.raises(NotWritten, match="words"):
        write(CONTENT, "words", "1", tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["words"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_leave_to_write_is_told(tmp_path):
    (tmp_path / "words").mkdir(mode=0o500)
    with pytest.raises(NotWritten, match="ermission"):
        write(CONTENT, "words", "1", tmp_path)


def test_a_version_that_was_brought_in_is_refused_the_second_time(desk):
    text = "word\ndan\ndi\nuntuk\n"
    assert desk.bring(text, "title_noise", "2").path
    before = desk.listing()
    again = desk.bring(text + "lagi\n", "title_noise", "2")
    assert [each.code for each in again.examined.problems] == ["version_exists"]
    assert desk.listing() == before
