"""``make fuzz``: what it finds it keeps with the command that repeats it; with nothing found it ends in time."""

import os

import pytest

from tests import effort
from tests.fuzz.__main__ import main

FINDS = """
import os
from hypothesis import given, settings, strategies as st

@settings(max_examples=int(os.environ["PADAN_FUZZ"]) * 100, database=None)
@given(number=st.integers(0, 100))
def test_small(number):
    assert number < 50
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    return tmp_path


def test_what_is_found_is_kept_with_the_command_that_repeats_it(folder, capsys):
    file = folder / "test_finding.py"
    file.write_text(FINDS)
    assert main(["--seconds", "60", "--seed", "41", "--factor", "2", str(file)]) == 1
    (kept,) = (folder / "build" / "fuzz").iterdir()
    assert kept.name == "seed-41.txt"
    assert kept.read_text().startswith("make fuzz SEED=41 FACTOR=2\n")
    assert "assert 50 < 50" in kept.read_text()
    assert "repeat it with: make fuzz SEED=41 FACTOR=2" in capsys.readouterr().out


@pytest.mark.parametrize(("asked", "told"), [([], ""), (["--search", "opensearch"], " SEARCH=opensearch")])
def test_the_index_that_was_chosen_is_handed_on_and_told(folder, capsys, asked, told):
    file = folder / "test_index.py"
    file.write_text('import os\n\ndef test_index():\n    assert os.environ["PADAN_FUZZ_SEARCH"] == "none of both"\n')
    assert main(["--seconds", "60", "--seed", "7", *asked, str(file)]) == 1
    kept = (folder / "build" / "fuzz" / "seed-7.txt").read_text()
    assert f"assert '{asked[-1] if asked else 'embedded'}' == 'none of both'" in kept
    assert kept.startswith(f"make fuzz SEED=7 FACTOR=5{told}\n")
    assert f"repeat it with: make fuzz SEED=7 FACTOR=5{told}\n" in capsys.readouterr().out


def test_nothing_found_ends_when_time_is_up(folder, capsys):
    file = folder / "test_nothing.py"
    file.write_text("import time\n\ndef test_long():\n    time.sleep(120)\n")
    assert main(["--seconds", "1", "--seed", "1", str(file)]) == 0
    assert "time is up" in capsys.readouterr().out
    assert not (folder / "build").exists()


def test_the_suite_tries_the_same_each_time_and_fuzzing_more_and_anew(monkeypatch):
    if "PADAN_FUZZ" not in os.environ:
        assert effort.effort(7).max_examples == 7
        assert effort.effort(7).derandomize is True
    monkeypatch.setattr(effort, "FACTOR", 5)
    assert effort.effort(7).max_examples == 35
    assert effort.effort(7).derandomize is False
