"""Plays a runbook's commands on a rehearsed deployment: the same lines that an operator types."""

import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from infra_cdk.drills.aws_commands import play, understood
from infra_cdk.drills.runbook import COMMAND, OPERATE, Line, RunbookError, read, words
from infra_cdk.rehearsal.rehearsal import Rehearsal

_EXAMPLE = "padan-pilot-"
"""Runbooks name the resources of the example deployment."""
_PAUSE, _PATIENCE = 1.0, 300.0


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """One command that was played, and how many seconds it took."""

    command: str
    seconds: float


class Player:
    """Plays runbooks on ``rehearsal``; ``played`` is what was done."""

    def __init__(self, rehearsal: Rehearsal, after: Mapping[str, Callable[[], None]] | None = None) -> None:
        """``after`` has what happens in the world once a command with that word in it was played, the first time."""
        self._rehearsal, self._after = rehearsal, dict(after or {})
        self.played: list[Played] = []
        self.answers: list[tuple[str, str]] = []
        self._doing: dict[str, Callable[[Sequence[str]], Any]] = {
            "aws": self._aws,
            "sed": self._sed,
            OPERATE[0]: self._python,
        }

    def play(self, runbook: str) -> None:
        """Play every command of ``runbook``; raises what the first failing one raises."""
        values: dict[str, str] = {}
        for line in read(runbook, at_once=True):
            answer = self._do(line, values)
            if line.keeps:
                values[line.keeps] = line.value or str(answer)

    def _do(self, line: Line, values: Mapping[str, str]) -> Any:  # noqa: ANN401
        if not line.text:
            return None
        command = [self._ours(word) for word in words(line, values)]
        if command[0] not in self._doing:
            raise RunbookError(f"the drill cannot play {command[0]}")
        began = time.monotonic()
        answer = self._until(line, lambda: self._doing[command[0]](command))
        self.played.append(Played(command=shlex.join(command), seconds=round(time.monotonic() - began, 2)))
        self.answers.append((shlex.join(command), str(answer)))
        for name in [name for name in self._after if name in command]:
            self._after.pop(name)()
        return answer

    @staticmethod
    def _until(line: Line, ask: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Ask once, or until the answer is the one that the line waits for."""
        deadline = time.monotonic() + _PATIENCE
        while str(answer := ask()) != line.until and line.until:
            if time.monotonic() >= deadline:
                raise RunbookError(f"{line.text}: {answer}, not {line.until} within {_PATIENCE:g} s")
            time.sleep(_PAUSE)
        return answer

    def _ours(self, word: str) -> str:
        return word.replace(_EXAMPLE, self._rehearsal.deployment.prefix)

    def _aws(self, command: Sequence[str]) -> Any:  # noqa: ANN401
        return play(understood(command[1:]), self._rehearsal.clients, self._rehearsal.deployment.home_region)

    def _sed(self, command: Sequence[str]) -> None:
        """Change the deployment file by the very command, as it stands, on the rehearsal's own file."""
        *change, file = command
        if not file.endswith(".toml"):
            raise RunbookError(f"the drill changes the deployment file alone, not {file}")
        self._rehearsal.change(change)

    def _python(self, command: Sequence[str]) -> str:
        if tuple(command[:3]) == OPERATE:
            return self._rehearsal.operate(*command[4:]).decode()
        action, _, *stacks = command[len(COMMAND) :]
        if tuple(command[: len(COMMAND)]) != COMMAND or action != "deploy":
            raise RunbookError(f"the drill cannot play {shlex.join(command)}")
        self._rehearsal.redeploy(tuple(stacks))
        return ""
