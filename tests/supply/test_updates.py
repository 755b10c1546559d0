"""The page about updates states a term for every severity, and commands that exist."""

import re

from local.standards.links import HOUSE
from local.supply.__main__ import DEPLOYED

TEXT = (HOUSE / "docs/security/updates.md").read_text(encoding="utf-8")


def test_every_severity_has_its_term():
    rows = dict(re.findall(r"^\| (\w+)[^|]* \| ([^|]+) \|$", TEXT, re.MULTILINE))
    del rows["severity"]
    assert rows == {
        "critical": "2 working days",
        "high": "7 days",
        "medium": "30 days",
        "low": "the next release",
    }


def test_it_is_about_the_locks_that_are_deployed():
    assert all(f"requirements/{lock}.lock" in TEXT for lock in DEPLOYED)


def test_its_commands_exist():
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z-]+)`", TEXT))
    assert {"lock", "advisories", "test", "evidence"} <= named
    targets = {name for line in re.findall(r"^([a-z -]+):", makefile, re.MULTILINE) for name in line.split()}
    assert named <= targets
