"""A runbook's commands: every line of its ``sh`` blocks, in order, checked word by word."""

import re
import shlex
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

import msgspec

from infra_cdk.drills.aws_commands import understood

ROOT = Path(__file__).resolve().parent.parent.parent
RUNBOOKS = ROOT / "docs" / "runbooks"
_BLOCK = re.compile(r"^```sh\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
_ASSIGNED = re.compile(r"^(?P<name>[A-Z_]+)=(?:\$\((?P<command>.+)\)|(?P<value>[^\s$(]+))$", re.DOTALL)
_VARIABLE = re.compile(r"\$(?P<brace>\{)?(?P<name>[A-Z_]+)(?(brace)\})")
_LOOP = re.compile(r"^until (?P<command>aws .+) \| grep -qx (?P<wanted>\S+); do sleep \d+; done$")
_LATER = "\n## Afterwards"
"""What stands under it is done days later, or when what was lost is back: a drill ends before it."""
_TARGET = re.compile(r"^([a-z][a-z -]*):", re.MULTILINE)
OPERATE = (".venv/bin/python", "-m", "infra_cdk.operate")
COMMAND = (".venv/bin/python", "-m", "infra_cdk.command")


class RunbookError(ValueError):
    """A command in a runbook could not be run as it stands; the message says which and why."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One command; ``keeps`` names the variable that its answer, or the plain ``value``, goes to.

    ``until`` is the answer for which the command is asked again and again; empty: it is asked once.
    """

    text: str
    keeps: str = ""
    value: str = ""
    until: str = ""


def read(name: str, *, at_once: bool = False) -> tuple[Line, ...]:
    """Return the commands of the runbook ``name``; a backslash at a line's end joins the next one to it.

    ``at_once``: without those under the heading "Afterwards".
    """
    content = (RUNBOOKS / f"{name}.md").read_text()
    content = content.partition(_LATER)[0] if at_once else content
    joined = "\n".join(match["text"] for match in _BLOCK.finditer(content)).replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    return tuple(_line(line) for line in lines if line and not line.startswith("#"))


def words(line: Line, values: Mapping[str, str]) -> list[str]:
    """Return the words of a command with its variables filled in; raises `RunbookError` for an unknown one."""

    def value(match: re.Match[str]) -> str:
        if match["name"] not in values:
            raise RunbookError(f"{line.text}: ${match['name']} was never set")
        return values[match["name"]]

    # A variable in single quotes would not be filled in by a shell; JSON with variables stands in double quotes.
    return [_VARIABLE.sub(value, word) for word in shlex.split(line.text)]


def check(name: str) -> Iterator[str]:
    """Yield what is wrong with the runbook ``name``, a sentence for each mistake."""
    values: dict[str, str] = {}
    for line in read(name):
        try:
            if line.text:
                _check(words(line, values))
        except ValueError as error:
            yield f"{name}: {line.text}: {error}"
        if line.keeps:
            values[line.keeps] = line.value or "1"


def make_targets() -> frozenset[str]:
    """Return what ``make`` can be asked for."""
    return frozenset(name for found in _TARGET.findall((ROOT / "Makefile").read_text()) for name in found.split())


def _line(text: str) -> Line:
    if match := _ASSIGNED.match(text):
        return Line(text=match["command"] or "", keeps=match["name"], value=match["value"] or "")
    if match := _LOOP.match(text):
        return Line(text=match["command"], until=match["wanted"])
    return Line(text=text)


def _check(command: list[str]) -> None:
    if command[0] == "aws":
        understood(command[1:])
    elif command[0] == "make":
        unknown = [word for word in command[1:] if "=" not in word and word not in make_targets()]
        if unknown:
            raise RunbookError(f"make knows no {', '.join(unknown)}")
    elif command[0] == OPERATE[0]:
        _check_module(command)
    elif command[0] not in _PLAIN:
        raise RunbookError(f"{command[0]} is no command of a runbook")


def _check_module(command: list[str]) -> None:
    from infra_cdk.command import ACTIONS
    from infra_cdk.operating.tasks import TASKS

    known: dict[tuple[str, ...], tuple[int, Container[str]]] = {OPERATE: (4, TASKS), COMMAND: (3, ACTIONS)}
    place, words_known = known.get(tuple(command[:3]), (3, ()))
    if len(command) <= place or command[place] not in words_known:
        raise RunbookError("the module knows no such task")


_PLAIN = frozenset({"sed", "git", "curl", "openssl"})
"""Small tools that every operator's machine has."""
