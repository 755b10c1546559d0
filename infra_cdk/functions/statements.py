"""Statements of identity policies, as data that templates and tests read alike."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

Condition = tuple[str, str, tuple[str, ...]]
"""Operator, key and values, as in ``("StringEquals", "kms:ViaService", ("s3.ap-southeast-3.amazonaws.com",))``."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Allows (or denies) ``actions`` on ``resources``, or on all but ``spared``, under ``conditions``."""

    sid: str
    actions: tuple[str, ...]
    resources: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    denies: bool = False

    def document(self) -> dict[str, Any]:
        """Return the statement in IAM's words."""
        found: dict[str, Any] = {
            "Sid": self.sid,
            "Effect": "Deny" if self.denies else "Allow",
            "Action": list(self.actions),
        }
        found |= {"NotResource": list(self.spared)} if self.spared else {"Resource": list(self.resources)}
        if self.conditions:
            found["Condition"] = _conditions(self.conditions)
        return found


def merged(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements with those joined that differ in their resources alone, each with a name of its own."""
    kinds: dict[Statement, list[str]] = {}
    for statement in statements:
        kind = msgspec.structs.replace(statement, resources=(), actions=tuple(sorted(statement.actions)))
        kinds.setdefault(kind, []).extend(statement.resources)
    counts: dict[str, int] = {}
    for kind, resources in kinds.items():
        counts[kind.sid] = number = counts.get(kind.sid, 0) + 1
        sid = kind.sid if number == 1 else f"{kind.sid}{number}"
        yield msgspec.structs.replace(kind, sid=sid, resources=tuple(dict.fromkeys(resources)))


def _conditions(conditions: Iterable[Condition]) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for operator, key, values in conditions:
        found.setdefault(operator, {})[key] = list(values)
    return found
