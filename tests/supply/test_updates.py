"""The page about updates states the terms that are held to, and commands that exist."""

import re

from local.standards.links import HOUSE
from local.supply.__main__ import DEPLOYED
from local.supply.record import COLUMNS, MOST_BORNE, NAME
from local.supply.terms_of_updates import TERMS

TEXT = (HOUSE / "docs/security/updates.md").read_text(encoding="utf-8")


def test_every_severity_has_the_term_that_is_held_to():
    rows = dict(re.findall(r"^\| ([a-z]+)[^|]* \| ([^|]+) \|$", TEXT.partition("## Who asks")[0], re.MULTILINE))
    del rows["severity"]
    assert rows == {severity.value: term.words for severity, term in TERMS.items()}


def test_it_is_about_the_locks_that_are_deployed():
    assert all(f"requirements/{lock}.lock" in TEXT for lock in DEPLOYED)


def test_it_tells_of_the_record_and_its_columns():
    assert f"requirements/{NAME}" in TEXT
    assert set(re.findall(r"`(\w+)`", TEXT)) >= {"known", "until", "by", "why", "taken"}
    assert {"known", "until", "by", "why", "taken"} <= set(COLUMNS)
    assert f"{MOST_BORNE.days} days" in TEXT


def test_its_commands_exist():
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z-]+)`", TEXT))
    assert {"lock", "advisories", "overdue", "test", "evidence"} <= named
    targets = {name for line in re.findall(r"^([a-z -]+):", makefile, re.MULTILINE) for name in line.split()}
    assert named <= targets


def test_the_pipeline_asks_what_is_overdue():
    assert "make overdue\n" in (HOUSE / ".ci/run").read_text(encoding="utf-8")
