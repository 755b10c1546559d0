"""The Makefile: what each target does by itself, and that it says so."""

import re
import shutil
import subprocess

import pytest

from local.standards.links import HOUSE

TEXT = (HOUSE / "Makefile").read_text(encoding="utf-8")
TARGETS = {name for line in re.findall(r"^([a-z][a-z -]*):[^=\n]*##", TEXT, re.MULTILINE) for name in line.split()}


def planned(*words: str) -> str:
    """What ``make`` would run, with nothing set outside."""
    tool = shutil.which("make")
    assert tool, "make is needed for everything here"
    given = [tool, "--dry-run", "--no-print-directory", *words]
    done = subprocess.run(given, cwd=HOUSE, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (("fuzz",), "-m tests.fuzz --seconds 600 --factor 5"),
        (("fuzz", "SECONDS=9"), "-m tests.fuzz --seconds 9 --factor 5"),
        (("fuzz", "SEED=3"), " --seed 3"),
        (("bench-load",), "-m bench.load --rate 58 --seconds 60 --engine embedded"),
        (("bench-load",), "-m bench.load --rate 58 --seconds 60 --ramp 60 --engine embedded"),
        (("bench-load", "SECONDS=5"), "-m bench.load --rate 58 --seconds 5 --ramp 5"),
        (("advisories",), "-m local.supply advisories"),
        (("advisories", "NOTE=1", "OSV=http://x"), "-m local.supply advisories --note --osv http://x"),
        (("overdue",), "-m local.supply overdue"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_what_a_target_runs(words, command):
    assert command in " ".join(planned(*words).split())


def test_every_target_is_told_by_help_and_is_no_file():
    (phony,) = re.findall(r"^\.PHONY: (.+)$", TEXT, re.MULTILINE)
    assert set(phony.split()) == TARGETS
    assert [name for name in TARGETS if (HOUSE / name).is_file()] == []


def test_a_variable_has_one_default():
    """Of two the first would count, also for the target that is meant to have the second."""
    names = re.findall(r"^([A-Z]+) \?=", TEXT, re.MULTILINE)
    assert sorted(names) == sorted(set(names))
