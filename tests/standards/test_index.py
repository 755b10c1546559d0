"""The index of security lists every page, names commands and folders that exist, and is linked from the first page."""

import re

import pytest

from local.standards.links import HOUSE

FOLDER = HOUSE / "docs/security"
TEXT = (FOLDER / "README.md").read_text(encoding="utf-8")
COMMANDS = ("sbom", "licences", "advisories", "standards", "evidence", "fuzz", "faults", "bench-load")
ROWS = re.findall(r"^\| \[([\w-]+\.md)\]\(([\w-]+\.md)\) \| (.+) \| (.+) \|$", TEXT, re.MULTILINE)


def test_every_page_is_listed_once():
    pages = sorted(file.name for file in FOLDER.glob("*.md") if file.name != "README.md")
    assert sorted(name for name, _, _, _ in ROWS) == pages
    assert all(name == link for name, link, _, _ in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_page_says_what_proves_it(row):
    _, _, says, proof = row
    assert len(says) > 20
    tests = re.findall(r"`(tests/[\w/.]+)`", proof)
    assert tests or "`make " in proof
    assert [test for test in tests if not (HOUSE / test).exists()] == []


@pytest.mark.parametrize("page", ["docs/security/README.md", "README.md"])
def test_every_command_that_is_named_is_there(page):
    targets = set(re.findall(r"^([a-z -]+):", (HOUSE / "Makefile").read_text(), re.MULTILINE))
    known = {target for line in targets for target in line.split()}
    text = (HOUSE / page).read_text(encoding="utf-8")
    assert set(COMMANDS) <= known
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= known
    assert [command for command in COMMANDS if command not in text] == []


def test_it_is_linked_from_the_first_page_and_says_whom_to_tell():
    assert "(docs/security/README.md)" in (HOUSE / "README.md").read_text(encoding="utf-8")
    assert "/.well-known/security.txt" in TEXT


def test_links_lead_somewhere():
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", TEXT)]
    assert [link for link in links if not link.startswith("https:") and not (FOLDER / link).exists()] == []
