"""How the platform is developed: its tests with the results of their runs, and what was changed lately."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec

from infra_cdk.evidence.collected import Collected, Missing

CHANGES_DAYS = 90
_ADDRESS = re.compile(r"\S+@\S+")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of the source: commit, day of its author, subject. Who made it is left to the repository."""

    commit: str
    day: str
    subject: str


class Tested(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Test functions in a folder; each may run as many cases."""

    folder: str
    functions: int


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a run of tests ended with."""

    file: str
    cases: int
    failed: int
    errors: int
    skipped: int


class Tests(msgspec.Struct, frozen=True, kw_only=True):
    """The tests that there are, and the results that were given (none: no run is shown)."""

    folders: tuple[Tested, ...]
    results: tuple[Result, ...]


def tests(given: Collected) -> Tests:
    """Return how many tests each folder has, and the results that were given."""
    counts: Counter[str] = Counter()
    for file in (given.house / "tests").rglob("test_*.py"):
        counts[file.parent.relative_to(given.house).as_posix()] += _functions(file)
    folders = tuple(sorted(Tested(folder=folder, functions=count) for folder, count in counts.items()))
    return Tests(folders=folders, results=tuple(one for file in given.results for one in _results(file)))


def changes(given: Collected) -> tuple[Change, ...] | Missing:
    """Return the changes of the 90 days up to ``day``; `Missing` where the source is no repository of git."""
    first, after = given.day - timedelta(days=CHANGES_DAYS), given.day + timedelta(days=1)
    asked = ["git", "log", "--date=short", "--format=%H%x09%ad%x09%s"]
    span = [f"--since={first.isoformat()}T00:00:00Z", f"--until={after.isoformat()}T00:00:00Z"]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            [*asked, *span], cwd=given.house, capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return Missing(reason="the source is no repository of git, or git is not installed")
    rows = (line.split("\t", 2) for line in done.stdout.splitlines())
    return tuple(Change(commit=commit, day=day, subject=_ADDRESS.sub("[address]", told)) for commit, day, told in rows)


def _functions(file: Path) -> int:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return sum(isinstance(node, kinds) and node.name.startswith("test_") for node in ast.walk(tree))


def _results(file: Path) -> Iterator[Result]:
    from xml.etree.ElementTree import parse

    for suite in parse(file).getroot().iter("testsuite"):  # noqa: S314 - a report of one's own tests
        cases, failed, errors, skipped = (
            int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
        )
        yield Result(file=file.name, cases=cases, failed=failed, errors=errors, skipped=skipped)
