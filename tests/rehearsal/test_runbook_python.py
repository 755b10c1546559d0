"""No runbook of any kind leaves open which Python runs: the project's environment, or the system's for what any has.

Many machines have no ``python`` at all, and where they do it lacks what the project needs.
"""

import re
import shlex
import sys

import pytest

from infra_cdk.command import ACTIONS
from infra_cdk.drills.runbook import COMMAND, OPERATE, RUNBOOKS
from infra_cdk.operate import TASKS

FILES = sorted(RUNBOOKS.glob("*.md"))
OWN = frozenset({"probe"})
"""Modules of the project that ask for nothing but Python itself: the canary."""

_PLAIN = re.compile(r"(?<![\w./=-])python(?![\w.])")
_SYSTEM = re.compile(r"(?<![\w./=-])python3(?:\.\d+)?\s+-(?P<way>[mc])\s+(?P<what>'[^']*'|\S+)")
_PROJECT = re.compile(r"\.venv/bin/python -m infra_cdk\.(?:operate|command)[^`\n]*")
_IMPORT = re.compile(r"\bimport ([\w, ]+)")


def wrong_calls(text):
    """What in a page would not run on a fresh machine, as it stands there."""
    yield from (text[match.start() :].partition("\n")[0] for match in _PLAIN.finditer(text))
    for match in _SYSTEM.finditer(text):
        named = (
            re.split(r"[,\s]+", " ".join(_IMPORT.findall(match["what"]))) if match["way"] == "c" else [match["what"]]
        )
        if not {name.partition(".")[0] for name in named if name} <= sys.stdlib_module_names | OWN:
            yield match[0]


def unknown_tasks(text):
    """Calls of the project's own commands that it does not know."""
    for call in _PROJECT.findall(text.replace("\\\n", " ")):
        command = shlex.split(call, comments=True)
        place, known = (4, TASKS) if tuple(command[:3]) == OPERATE else (3, ACTIONS)
        if len(command) > 3 and (len(command) <= place or command[place] not in known):
            yield call


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_call_names_a_python_that_is_there_and_a_task_that_is_known(file):
    text = file.read_text()
    assert list(wrong_calls(text)) == []
    assert list(unknown_tasks(text)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_deployment_is_named_before_it_is_used(file):
    before, used, _ = file.read_text().partition("$DEPLOYMENT")
    assert not used or "\nDEPLOYMENT=infra_cdk/deployments/" in before


@pytest.mark.parametrize(
    "line",
    [
        "python -m infra_cdk.operate file.toml breaches",
        "   python -m infra_cdk.operate file.toml breaches",
        "X=$(python -c 'print(1)')",
        "curl -sS x | python -m json.tool",
        "`python -m infra_cdk.operate` does not start",
        "python3 -m infra_cdk.operate file.toml breaches",
        "python3.11 -m pytest",
        "python3 -c 'import json, boto3'",
    ],
)
def test_a_call_that_needs_luck_is_found(line):
    assert len(list(wrong_calls(f"# A page\n\n```sh\n{line}\n```\n"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        ".venv/bin/python -m infra_cdk.operate $DEPLOYMENT breaches",
        "curl -sS x | python3 -m json.tool   # what fails",
        "python3 -c 'import json,sys; print(json.load(sys.stdin))'",
        "sudo dnf install -y python3.11 && make package PYTHON=python3.11",
        "sys.path.insert(0, 'infra_cdk/canary/python')",
    ],
)
def test_a_call_that_runs_anywhere_is_left_alone(line):
    assert list(wrong_calls(f"# A page\n\n```sh\n{line}\n```\n")) == []


@pytest.mark.parametrize("call", [(*OPERATE, "$DEPLOYMENT", "mischief"), (*OPERATE, "$D"), (*COMMAND, "mischief")])
def test_a_task_that_does_not_exist_is_found(call):
    assert len(list(unknown_tasks(" ".join(call)))) == 1
