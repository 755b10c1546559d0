"""Every page of the documentation leads where it says: links, headings, commands, modules, files and decisions."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import typer

from infra_cdk.operating.tasks import TASKS
from local.cli.main import app
from local.standards.links import HOUSE, fault

ROOMS = re.compile(
    r"(?:chalicelib|functions|security|search|infra_cdk|local|tests|bench|docs|web|requirements)/[\w./-]+"
)
DOTTED = re.compile(r"(?:chalicelib|functions|security|search|infra_cdk|local)(?:\.\w+)+")
PATH = re.compile(r"[\w./-]+")
OUTSIDE = {"json.tool", "pytest", "venv", "pip", "mypy"}
"""Modules that are not the project's."""
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PLACEHOLDER = re.compile(r"[*<>{}…]|(?:^|[/.])N(?:\.|$)|NNNN")
FUTURE = {"chalicelib/reference/data/occupations/2027.tsv"}
"""Files that a page names as ones to be made."""


def texts() -> Iterator[tuple[str, str]]:
    """Every page by its place, and what it says."""
    for page in sorted([HOUSE / "README.md", *(HOUSE / "docs").rglob("*.md")]):
        yield str(page.relative_to(HOUSE)), page.read_text(encoding="utf-8")


def spans() -> Iterator[tuple[str, str]]:
    """Every span of code within a sentence."""
    for page, text in texts():
        yield from ((page, span) for span in SPAN.findall(FENCED.sub("", text)))


def code() -> Iterator[tuple[str, str]]:
    """Everything that is set as code: blocks and spans."""
    for page, text in texts():
        yield from ((page, block) for block in FENCED.findall(text))
    yield from spans()


def test_every_link_leads_to_a_file_and_to_a_heading_of_it():
    wrong = []
    for page, text in texts():
        place = HOUSE / page
        links = [link for link in LINK.findall(FENCED.sub("", text)) if not re.match(r"[a-z]+:", link)]
        told = (fault(f"{place.name}{link}" if link.startswith("#") else link, place.parent) for link in links)
        wrong += [f"{page}: {each}" for each in told if each is not None]
    assert wrong == []


def test_every_target_of_make_is_there():
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    known = {name for line in re.findall(r"^([a-z][a-z -]*):", makefile, re.MULTILINE) for name in line.split()}
    called = re.compile(r"(?:^|[\s(])make ([a-z][a-z-]*)")
    assert [(page, name) for page, text in code() for name in called.findall(text) if name not in known] == []


def test_every_module_that_is_run_is_there():
    called = re.compile(r"\bpython3? -m ([\w.]+)")
    named = {(page, name) for page, text in code() for name in called.findall(text) if name not in OUTSIDE}
    places = {(page, name): HOUSE.joinpath(*name.split(".")) for page, name in named}
    assert [name for name, place in places.items() if not (_module(place) or (place / "__main__.py").exists())] == []


def test_every_command_of_the_command_line_is_there():
    commands = typer.main.get_command(app).commands
    called = re.compile(r"(?:^|[\s/(`])padan ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
    named = [(page, *words) for page, text in code() for words in called.findall(text)]
    assert [(page, first) for page, first, _ in named if first not in commands] == []
    groups = {name: found.commands for name, found in commands.items() if hasattr(found, "commands")}
    assert [words for words in named if words[2] and words[1] in groups and words[2] not in groups[words[1]]] == []
    assert groups


def test_every_task_of_an_operator_is_there():
    called = re.compile(r"infra_cdk\.operate \S+ ([a-z][a-z-]+)")
    assert [(page, name) for page, text in code() for name in called.findall(text) if name not in TASKS] == []


def test_every_file_that_is_named_is_there():
    named = {(page, span.partition("::")[0].partition("#")[0]) for page, span in spans() if ROOMS.match(span)}
    paths = [(page, path) for page, path in sorted(named) if PATH.fullmatch(path) and not PLACEHOLDER.search(path)]
    assert [(page, path) for page, path in paths if path not in FUTURE and not (HOUSE / path).exists()] == []


def test_every_name_of_a_module_is_there():
    """``chalicelib.people.uses`` or, with a member at its end, ``chalicelib.people.expire``."""
    assert [(page, span) for page, span in spans() if DOTTED.fullmatch(span) and not _is_defined(span)] == []


def test_decisions_are_numbered_once_and_headed_by_their_number():
    files = sorted((HOUSE / "docs/decisions").glob("*.md"))
    numbers = Counter(file.name[:4] for file in files)
    assert [number for number, count in numbers.items() if count > 1] == []
    heads = {file.name: file.read_text(encoding="utf-8").partition("\n")[0] for file in files}
    assert [name for name, head in heads.items() if not re.match(rf"# 0*{int(name[:4])}[.:]? \S", head)] == []


def test_every_page_that_the_source_names_is_there():
    rooms = ("chalicelib", "functions", "security", "search", "infra_cdk", "local", "bench")
    files = [file for room in rooms for file in (HOUSE / room).rglob("*.py")]
    page = re.compile(r"\bdocs/[\w./-]+\.(?:md|toml|json)")
    named = {name for file in files for name in page.findall(file.read_text(encoding="utf-8"))}
    examples = {"docs/vault.md"}
    assert {name for name in named if not (HOUSE / name).exists()} - examples == set()


def _is_defined(name: str) -> bool:
    *before, last = name.split(".")
    whole, parent = HOUSE.joinpath(*before, last), HOUSE.joinpath(*before)
    members = parent / "__init__.py" if parent.is_dir() else parent.with_suffix(".py")
    return _module(whole) or (members.exists() and bool(re.search(rf"\b{last}\b", members.read_text(encoding="utf-8"))))


def _module(place: Path) -> bool:
    return place.with_suffix(".py").exists() or (place / "__init__.py").exists()
